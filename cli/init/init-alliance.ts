import { randomUUIDv7 } from 'node:crypto';
import { recordAudit } from '../../activities/audit.ts';
import { shipCharterOne } from '../../activities/charter-versions.ts';
import { issueToken } from '../../api/auth.ts';
import { startOfDay, toPlainDate } from '../../domain/time.ts';
import { bankCash, fundPledged, fundReserve, fundSolidarity, openAccounts } from '../../ledger/accounts.ts';
import type { Actor, Database, Tx } from '../../prisma/database.ts';
import { shipVersionOne } from '../../rules/publishing.ts';
import type { Vault } from '../../vault/vault.ts';
import { checkAdministrators, type Administrator } from './administrators.ts';
import { text } from './cell.ts';
import { readOrganisations, type OrganisationRow } from './organisations.ts';
import { readPeople, type PersonRow } from './people.ts';
import type { Problem } from './problem.ts';
import type { CsvFile } from './table.ts';
import { writeOrganisations, writePeople } from './write.ts';

export interface InitServices {
  readonly database: Database;
  readonly vault: Vault;
}

export interface InitInput {
  readonly name: string;
  /** The alliance's name in addresses: small letters, digits and single hyphens. */
  readonly slug: string;
  /** Two of them, different people. */
  readonly administrators: readonly Administrator[];
  readonly organisations?: CsvFile | undefined;
  readonly people?: CsvFile | undefined;
}

export interface NewAlliance {
  readonly allianceId: string;
  readonly organisations: number;
  readonly people: number;
  readonly households: number;
  readonly administrators: readonly NewAdministrator[];
}

export interface NewAdministrator extends Administrator {
  readonly accountId: string;
  /** Only its hash is stored: this is the one time it can be shown. */
  readonly token: string;
  readonly expiresAt: Date;
}

export type InitOutcome =
  { readonly made: NewAlliance } | { readonly problems: readonly [Problem, ...Problem[]] };

const initiator: Actor = { kind: 'system', id: 'init' };
/** A thousand people take about a second. */
const LARGE_IMPORT_MS = 300_000;
const TOKEN_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;
const DEMO_SLUG = 'demo';

/**
 * Makes a real alliance: its name, two administrators, the shipped rules as version 1 (sent by the one, published
 * by the other), and the organisations and people of two CSV files. Every
 * problem of the input is told at once, and then nothing is written; otherwise all is, in one transaction.
 */
export async function initAlliance(services: InitServices, input: InitInput): Promise<InitOutcome> {
  const { database, vault } = services;
  const today = toPlainDate(await database.clock.now());
  const organisations = input.organisations ? readOrganisations(input.organisations) : nothing;
  const people = input.people ? readPeople(input.people, organisations.rows, today) : nothing;
  const [first, ...others] = [
    ...checkName(input),
    ...(await checkSlug(database, input.slug)),
    ...checkAdministrators(input.administrators),
    ...organisations.problems,
    ...people.problems,
  ];
  if (first) return { problems: [first, ...others] };
  const make = async (tx: Tx): Promise<InitOutcome> => {
    if (!(await claimSlug(tx, input))) return { problems: [taken] };
    return { made: await writeAlliance(tx, vault, input.administrators, organisations.rows, people.rows) };
  };
  return database.inAlliance(randomUUIDv7(), initiator, make, { timeoutMs: LARGE_IMPORT_MS });
}

const nothing = { rows: [], problems: [] };

async function writeAlliance(
  tx: Tx,
  vault: Vault,
  administrators: readonly Administrator[],
  organisations: readonly OrganisationRow[],
  people: readonly PersonRow[],
): Promise<NewAlliance> {
  await openAccounts(tx, [bankCash, fundPledged, fundSolidarity, fundReserve]);
  const idOfVatNumber = await writeOrganisations(tx, organisations);
  const households = await writePeople(tx, vault, people, idOfVatNumber);
  const tokens = [];
  for (const administrator of administrators) tokens.push(await writeAdministrator(tx, administrator));
  const [author, publisher] = tokens;
  await shipVersionOne(tx, {
    authorId: author!.accountId,
    publisherId: publisher!.accountId,
    effectiveAt: startOfDay(toPlainDate(tx.now)),
  });
  await shipCharterOne(tx, { authorId: author!.accountId, publisherId: publisher!.accountId });
  await recordAudit(tx, vault, {
    action: 'alliance.made',
    subjectKind: 'alliance',
    subjectId: tx.allianceId,
  });
  return {
    allianceId: tx.allianceId,
    organisations: organisations.length,
    people: people.length,
    households,
    administrators: tokens,
  };
}

async function writeAdministrator(tx: Tx, { label, email }: Administrator): Promise<NewAdministrator> {
  const roles = ['administrator' as const];
  const account = await tx.db.account.create({
    data: { allianceId: tx.allianceId, label, email, roles, createdAt: tx.now },
  });
  const expiresAt = new Date(tx.now.getTime() + TOKEN_DAYS * DAY_MS);
  const { secret } = await issueToken(tx, {
    accountId: account.id,
    kind: 'session',
    label: 'init',
    roles,
    expiresAt,
  });
  return { accountId: account.id, label, email, token: secret, expiresAt };
}

function checkName({ name }: InitInput): readonly Problem[] {
  const reading = name.trim() === '' ? missing : text(name.trim());
  return 'wrong' in reading ? [{ file: 'init', column: '--name', message: reading.wrong }] : [];
}

const missing = { wrong: { it: 'manca il valore', en: 'the value is missing' } };

async function checkSlug(database: Database, slug: string): Promise<readonly Problem[]> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || slug.length > 40 || slug === DEMO_SLUG) return [malformed];
  const alliances = await database.gate.alliances();
  return alliances.some((alliance) => alliance.slug === slug) ? [taken] : [];
}

const malformed: Problem = {
  file: 'init',
  column: '--slug',
  message: {
    it: 'da 1 a 40 tra lettere minuscole, cifre e trattini singoli, e non "demo"',
    en: '1 to 40 small letters, digits and single hyphens, and not "demo"',
  },
};

const taken: Problem = {
  file: 'init',
  column: '--slug',
  message: {
    it: 'esiste già un’alleanza con questo nome breve: nulla è stato cambiato',
    en: 'an alliance with this short name exists already: nothing was changed',
  },
};

/** False when another process made an alliance of this slug meanwhile. */
async function claimSlug(tx: Tx, { name, slug }: InitInput): Promise<boolean> {
  const alliance = { id: tx.allianceId, slug, name: name.trim(), createdAt: tx.now };
  const { count } = await tx.db.alliance.createMany({ data: [alliance], skipDuplicates: true });
  return count === 1;
}
