import type { Tx } from '../prisma/database.ts';
import { shippedVersions } from '../rules/shipped.ts';
import { askAdministrators, type OfficeTask } from './office-tasks.ts';

/** That rules which came with a newer version of the service are in force nowhere in this alliance. */
export function toAdoptRules(allianceId: string): OfficeTask {
  return { kind: 'adoptRules', subjectKind: 'alliance', subjectId: allianceId };
}

/**
 * The rule sets that the service asks and this alliance has neither published nor in review: it is older than they are.
 * A new alliance starts with them; of an older one nobody but its administrators may put rules in force.
 */
export async function missingRuleSets(tx: Tx): Promise<readonly string[]> {
  const known = await tx.db.ruleVersion.findMany({
    where: { state: { in: ['inReview', 'published'] } },
    select: { ruleSet: true },
    distinct: ['ruleSet'],
  });
  const names = new Set(known.map(({ ruleSet }) => ruleSet));
  return shippedVersions.map(({ ruleSet }) => ruleSet).filter((name) => !names.has(name));
}

/** Puts it on the administrators' list, once, for as long as rules are missing. */
export async function askForMissingRules(tx: Tx): Promise<void> {
  if ((await missingRuleSets(tx)).length > 0) await askAdministrators(tx, toAdoptRules(tx.allianceId));
}
