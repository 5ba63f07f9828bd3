import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { verifyLedger, type ChainHead, type LedgerReport } from '../ledger/verify.ts';
import type { Services } from '../runtime/services.ts';
import { StartError } from '../runtime/start-error.ts';

const actor = { kind: 'system', id: 'ledger-verify' } as const;

/** The head of a chain as it is noted outside, in one word: alliance/chain/height/hash. */
const headPattern = /([a-z0-9-]+)\/(ledger|audit)\/(\d+)\/([0-9a-f]{64})/g;

interface NotedHead extends ChainHead {
  readonly slug: string;
}

interface AllianceReport extends LedgerReport {
  readonly alliance: string;
}

export type LedgerServices = Pick<Services, 'database' | 'close'>;

export function ledgerCommand(program: Command, openServices: () => Promise<LedgerServices>): void {
  program
    .command('ledger')
    .description('the Fund’s books')
    .command('verify')
    .description(
      'recomputes every balance and seal, names each altered row and ends with the heads of the chains; exit 1 when something is wrong',
    )
    .argument('[heads...]', 'heads of an earlier report, which the chains must still contain')
    .option('--heads <file>', 'the same from a file, such as an earlier report as it was printed')
    .option('--json', 'the report as JSON')
    .action(async (words: readonly string[], { heads: file, json }: { heads?: string; json?: true }) => {
      const noted = await notedHeads(words, file);
      const services = await openServices();
      try {
        const reports = await verifyAll(services, noted);
        console.log(
          json ? JSON.stringify(reports.map(withNotes), null, 2) : sentences(reports, noted.length),
        );
        process.exitCode = reports.every(({ defects }) => defects.length === 0) ? 0 : 1;
      } finally {
        await services.close();
      }
    });
}

/** @throws StartError for what was meant as a head and is none: nothing would be compared, and all seem well */
async function notedHeads(words: readonly string[], file: string | undefined): Promise<NotedHead[]> {
  const read = words.flatMap((word) => headsIn(word, `"${word}"`));
  if (file === undefined) return read;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new StartError(`${file} cannot be read: give a file that holds an earlier report.`, {
      cause: error,
    });
  });
  return [...read, ...headsIn(text, file)];
}

function headsIn(text: string, where: string): NotedHead[] {
  const found = [...text.matchAll(headPattern)].map(([, slug, chain, height, hash]) => ({
    slug: slug!,
    chain: chain as ChainHead['chain'],
    height: Number(height),
    hash: hash!,
  }));
  if (found.length > 0) return found;
  throw new StartError(
    `There is no head in ${where}: a head is alliance/chain/height/hash, such as valle/ledger/7/ and 64 digits from 0 to f.`,
  );
}

async function verifyAll(
  { database }: LedgerServices,
  noted: readonly NotedHead[],
): Promise<AllianceReport[]> {
  const alliances = await database.gate.alliances();
  const reports: AllianceReport[] = [];
  for (const { id, slug } of alliances) {
    const heads = noted.filter((head) => head.slug === slug);
    const report = await database.inAlliance(id, actor, (tx) => verifyLedger(tx, heads), {
      timeoutMs: 600_000,
    });
    reports.push({ alliance: slug, ...report });
  }
  const gone = noted.filter((head) => !alliances.some(({ slug }) => slug === head.slug));
  return [...reports, ...gone.map(({ slug }) => lost(slug))];
}

/** Heads were noted of an alliance that the database does not know any more. */
function lost(slug: string): AllianceReport {
  const problem = 'has heads noted outside, and is not in this database';
  return {
    alliance: slug,
    examined: nothing,
    heads: [],
    defects: [{ table: 'alliance', ref: slug, problem }],
  };
}

const nothing = { accounts: 0, transfers: 0, postings: 0, seals: 0, sealedRows: 0, auditRows: 0 };

function withNotes({ alliance, heads, ...report }: AllianceReport) {
  return { alliance, ...report, heads: heads.map((head) => ({ ...head, note: noteOf(alliance, head) })) };
}

function noteOf(slug: string, { chain, height, hash }: ChainHead): string {
  return [slug, chain, height, hash].join('/');
}

function sentences(reports: readonly AllianceReport[], notedCount: number): string {
  const defects = reports.reduce((sum, report) => sum + report.defects.length, 0);
  const heads = reports.flatMap((report) => report.heads.map((head) => noteOf(report.alliance, head)));
  const verdict =
    defects === 0
      ? 'Nothing is wrong.'
      : `${defects} found wrong: do not repair them; keep a copy of the database and call the auditor.`;
  const compared =
    notedCount === 0
      ? 'No earlier heads were given to compare with.'
      : `${notedCount} earlier heads were compared.`;
  const toNote =
    heads.length === 0 ? [] : ['The heads, to be noted outside:', ...heads.map((head) => `  ${head}`)];
  return [...reports.flatMap(paragraph), `${verdict} ${compared}`, ...toNote].join('\n');
}

function paragraph({ alliance, examined, defects }: AllianceReport): readonly string[] {
  const { accounts, transfers, postings, seals, sealedRows, auditRows } = examined;
  return [
    `${alliance}: ${accounts} accounts, ${transfers} transfers and ${postings} postings were added up anew, and ${sealedRows} rows compared with ${seals} seals; the audit trail has ${auditRows} rows.`,
    ...defects.map(({ table, ref, problem }) => `  WRONG: ${table} ${ref} ${problem}`),
  ];
}
