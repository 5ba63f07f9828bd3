import type { AnyMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const raw = 'prisma/raw-statements.ts';
const pool = 'prisma/checkout-pool.ts';

/** What makes a statement by hand the same as one of Prisma's: where it runs, in what turn, in what zone. */
export const statementMutants: readonly AnyMutant[] = provenBy('test/raw-statements.test.ts', [
  [
    'statements: on a connection of their own',
    'prisma/database.ts',
    '() => checkout.connection, ',
    '() => pool, ',
  ],
  ['statements: several at once on one connection', pool, '      await before;\n'],
  [
    'statements: one that waited is sent after the end',
    pool,
    '        if (isOver()) throw new TransactionOverError();\n',
  ],
  ['statements: sent until the connection is given back', pool, '    isOver ||= endsTransaction(said[0]);\n'],
  [
    'statements: a connection lost before Prisma came ends the process',
    'prisma/database.ts',
    "  pool.on('error', () => undefined);\n",
  ],
  [
    'statements: what Prisma did not use stays open',
    'prisma/database.ts',
    '      if (!pool.ending) await pool.end();\n',
  ],
  [
    'statements: exact numbers told as JSON',
    raw,
    '  if (Prisma.Decimal.isDecimal(value)) return value.toString();\n',
  ],
  [
    'statements: instants in the zone of the process',
    raw,
    'return value.toISOString();',
    'return String(value);',
  ],
  ['statements: instants in the zone of the server', 'prisma/database.ts', ' -c TimeZone=UTC'],
  [
    'statements: through Prisma after all',
    raw,
    'if (!connection) return client.$queryRaw<T>',
    'if (true) return client.$queryRaw<T>',
  ],
  [
    'statements: a cut connection is an accident',
    'prisma/retry.ts',
    " || CUT.test(String(candidate['message']))",
  ],
  ...[
    ['builtins.INT8, BigInt', 'large numbers'],
    ['builtins.NUMERIC, decimal', 'exact numbers'],
    ['builtins.TIMESTAMP, utc', 'instants without a zone'],
    ['builtins.DATE, day', 'days'],
    ['builtins.BYTEA, bytes', 'bytes'],
    ['INT8_LIST, listOf(BigInt)', 'lists of large numbers'],
    ['DATE_LIST, listOf(day)', 'lists of days'],
    ['NUMERIC_LIST, listOf(decimal)', 'lists of exact numbers'],
  ].map(([entry, what]) => [`statements: ${what} as the driver reads them`, raw, `  [${entry}],\n`] as const),
]);
