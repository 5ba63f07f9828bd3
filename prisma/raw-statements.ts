import pg from 'pg';
import type { Connection } from './checkout-pool.ts';
import { Prisma } from './generated/client.ts';

type Written = TemplateStringsArray | Prisma.Sql;

/** Statements that are written by hand, as Prisma takes and answers them. */
interface RawStatements {
  $queryRaw<T = unknown>(written: Written, ...values: unknown[]): Promise<T>;
  $executeRaw(written: Written, ...values: unknown[]): Promise<number>;
}

/**
 * Prisma's client with its raw statements sent by the driver at once: on their way through Prisma each costs several
 * times what it costs the database (docs/decisions/0046-raw-statements-go-to-the-driver.md). They are in the same
 * transaction, on the same connection, with the same values. Where there is no connection, Prisma says why.
 */
export function withRawStatements<Client extends Pick<Prisma.TransactionClient, '$queryRaw' | '$executeRaw'>>(
  client: Client,
  connectionOf: () => Connection | undefined,
  nameOf: (statement: { readonly sql: string }) => string,
): Client {
  const send = (connection: Connection, written: Written, values: unknown[]) => {
    const { text, values: given } = isSql(written) ? written : Prisma.sql(written, ...values);
    return connection.query({ name: nameOf({ sql: text }), text, values: given.map(asArgument), types });
  };
  const raw: RawStatements = {
    async $queryRaw<T>(written: Written, ...values: unknown[]) {
      const connection = connectionOf();
      if (!connection) return client.$queryRaw<T>(written, ...values);
      return (await send(connection, written, values)).rows as T;
    },
    async $executeRaw(written, ...values) {
      const connection = connectionOf();
      if (!connection) return client.$executeRaw(written, ...values);
      return (await send(connection, written, values)).rowCount ?? 0;
    },
  };
  // Defined on the new object: written to, it would hand them on to Prisma's own.
  return Object.create(client, Object.getOwnPropertyDescriptors(raw)) as Client;
}

function isSql(written: Written): written is Prisma.Sql {
  return !Array.isArray(written);
}

/** Instants and days in UTC, whatever zone this process is in; an exact number in its digits. */
function asArgument(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Prisma.Decimal.isDecimal(value)) return value.toString();
  return Array.isArray(value) ? value.map(asArgument) : value;
}

const { builtins } = pg.types;
const utc = (text: string) => new Date(`${text.replace(' ', 'T')}Z`);
const day = (text: string) => new Date(text);
const decimal = (text: string) => new Prisma.Decimal(text);
const bytes = (text: string) => new Uint8Array(Buffer.from(text.slice('\\x'.length), 'hex'));
const TEXT_LIST = 1009;
const INT8_LIST = 1016;
const DATE_LIST = 1182;
const NUMERIC_LIST = 1231;
/** The driver's readers, by type; its own list of types has no lists. */
const ofDriver = pg.types.getTypeParser as (oid: number, format?: string) => (text: string) => unknown;
const texts = ofDriver(TEXT_LIST) as (text: string) => (string | null)[];
const listOf = (one: (text: string) => unknown) => (text: string) =>
  texts(text).map((item) => (item === null ? null : one(item)));

/** What Prisma reads otherwise than the driver does. */
const readers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [builtins.INT8, BigInt],
  [builtins.NUMERIC, decimal],
  [builtins.TIMESTAMP, utc],
  [builtins.DATE, day],
  [builtins.BYTEA, bytes],
  [INT8_LIST, listOf(BigInt)],
  [DATE_LIST, listOf(day)],
  [NUMERIC_LIST, listOf(decimal)],
]);

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: string) =>
    readers.get(oid) ?? ofDriver(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
};
