import { Refusal, notFound } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import { Prisma, type RuleState, type RuleVersion } from '../prisma/generated/client.ts';
import { holdRow } from '../prisma/lock-row.ts';
import { contentHash } from './canonical.ts';
import { AlteredVersionError } from './rule-error.ts';
import type { RuleSetVersion } from './schema.ts';

/** A version as the database keeps it; its content was checked when it was sent and is checked against its hash. */
export interface LoadedVersion {
  readonly id: string;
  readonly ruleSet: string;
  readonly version: number;
  readonly state: RuleState;
  /** Why it was changed, once it was handed to review; what is shipped has its sources instead. */
  readonly reason: string | null;
  readonly content: RuleSetVersion;
  readonly contentHash: string;
  readonly authorId: string;
  readonly publisherId: string | null;
  readonly effectiveAt: Date | null;
  readonly submittedAt: Date | null;
  readonly publishedAt: Date | null;
  readonly retiredAt: Date | null;
  readonly retirementAskedBy: string | null;
  readonly casesReport: Prisma.JsonValue;
}

/** The version with that id, whatever its state: decisions stay pinned to versions long retired. */
export async function loadVersion(tx: Tx, id: string): Promise<LoadedVersion> {
  const row = await tx.db.ruleVersion.findUnique({ where: { id } });
  if (!row) throw notFound({ it: 'Versione delle regole', en: 'Rule version' });
  return fromRow(row);
}

/** Every version of a rule set, the newest first. */
export async function listVersions(tx: Tx, ruleSet: string): Promise<readonly LoadedVersion[]> {
  const rows = await tx.db.ruleVersion.findMany({ where: { ruleSet }, orderBy: { version: 'desc' } });
  return rows.map((row) => fromRow(row));
}

/**
 * The version in force at an instant: of those published by then, the one with the latest effective instant
 * (the higher number, should two be equal). Refuses when there is none: no rule set is ever applied by default.
 */
export async function versionInForce(tx: Tx, ruleSet: string, instant: Date): Promise<LoadedVersion> {
  const found = await findVersionInForce(tx, ruleSet, instant);
  if (!found)
    throw new Refusal('stepNotPossible', {
      detail: {
        it: `Nessuna versione di ${ruleSet} è in vigore. Una persona che amministra prende quella fornita con il servizio (\`adoptShippedRules\`) o ne invia una propria, e un’altra la pubblica (\`publishVersion\`).`,
        en: `No version of ${ruleSet} is in force. One administrator takes the one that is shipped with the service (\`adoptShippedRules\`) or sends another, and a second publishes it (\`publishVersion\`).`,
      },
      possible: ['adoptShippedRules', 'publishVersion'],
    });
  return found;
}

/** The version in force at an instant, for whoever can do without. */
export async function findVersionInForce(
  tx: Tx,
  ruleSet: string,
  instant: Date,
): Promise<LoadedVersion | undefined> {
  const row = await tx.db.ruleVersion.findFirst({
    where: inForceAt(ruleSet, instant),
    orderBy: [{ effectiveAt: 'desc' }, { version: 'desc' }],
  });
  return row ? fromRow(row) : undefined;
}

/** Locks a version for a change of state; throws a 404 refusal when it does not exist. */
export async function lockVersion(tx: Tx, id: string): Promise<LoadedVersion> {
  await holdRow(tx, 'rule_version', id, 'UPDATE');
  return loadVersion(tx, id);
}

/** Throws unless the version stands in the state that the step starts from. */
export function assertState(
  version: LoadedVersion,
  state: RuleState,
  possible: readonly string[] = [],
): void {
  if (version.state === state) return;
  throw new Refusal('stepNotPossible', {
    detail: {
      it: `La versione ${version.version} è ${stateNames[version.state].it}, non ${stateNames[state].it}.`,
      en: `Version ${version.version} is ${stateNames[version.state].en}, not ${stateNames[state].en}.`,
    },
    possible,
  });
}

/** A filter for the versions in force at an instant; a retired one was in force until it was retired. */
export function inForceAt(ruleSet: string, instant: Date): Prisma.RuleVersionWhereInput {
  return {
    ruleSet,
    effectiveAt: { lte: instant },
    publishedAt: { not: null },
    OR: [{ retiredAt: null }, { retiredAt: { gt: instant } }],
  };
}

const MAX_VERIFIED = 100;
const verified = new Map<string, string>();

/** Text that was found to match its hash needs no hashing again: it is compared, whole, with what was read now. */
function isWhatWasHashed({ content, contentHash: hash }: RuleVersion): boolean {
  const text = JSON.stringify(content);
  if (verified.get(hash) === text) return true;
  if (contentHash(content) !== hash) return false;
  if (verified.size >= MAX_VERIFIED) verified.clear();
  verified.set(hash, text);
  return true;
}

/** Throws AlteredVersionError when the content is not the one that was hashed. */
export function fromRow(row: RuleVersion): LoadedVersion {
  const { id, ruleSet, version, state, reason, authorId, publisherId, effectiveAt } = row;
  const { submittedAt, publishedAt, retiredAt, retirementAskedBy, casesReport } = row;
  if (!isWhatWasHashed(row)) throw new AlteredVersionError(ruleSet, version);
  return {
    id,
    ruleSet,
    version,
    state,
    reason,
    content: row.content as unknown as RuleSetVersion,
    contentHash: row.contentHash,
    authorId,
    publisherId,
    effectiveAt,
    submittedAt,
    publishedAt,
    retiredAt,
    retirementAskedBy,
    casesReport,
  };
}

const stateNames: Readonly<Record<RuleState, { readonly it: string; readonly en: string }>> = {
  draft: { it: 'una bozza', en: 'a draft' },
  inReview: { it: 'in revisione', en: 'in review' },
  published: { it: 'pubblicata', en: 'published' },
  retired: { it: 'ritirata', en: 'retired' },
};
