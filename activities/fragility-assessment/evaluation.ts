import type { Tx } from '../../prisma/database.ts';
import type { Assessment } from '../../prisma/generated/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { canonicalFacts, contentHash } from '../../rules/canonical.ts';
import { engineVersion } from '../../rules/engine.ts';
import { evaluate, type Evaluation } from '../../rules/evaluate.ts';
import type { Facts } from '../../rules/facts.ts';
import { parametersOn, type ParameterValues } from '../../rules/parameters.ts';
import type { LoadedVersion } from '../../rules/store.ts';
import type { ActivityServices } from '../services.ts';
import { dossierSubject } from './dossier.ts';

export interface Advice {
  readonly evaluation: Evaluation;
  readonly parameters: ParameterValues;
}

/** Runs a pinned rule set version on facts, with the parameters of the completeness date. */
export async function advise(version: LoadedVersion, onDate: string, facts: Facts): Promise<Advice> {
  const parameters = parametersOn(version.content, onDate);
  return { parameters, evaluation: await evaluate(version.content, parameters, facts) };
}

/**
 * Stores what the rules advised with all it takes to replay and explain it: canonical facts (sealed), version
 * hash, parameter values, engine version, trace and outcome. Earlier advice of the kind stays, superseded.
 */
export async function storeAdvice(
  tx: Tx,
  services: ActivityServices,
  assessment: Pick<Assessment, 'id'>,
  kind: 'fragilityScore' | 'fundAccess',
  version: LoadedVersion,
  facts: Facts,
  { evaluation, parameters }: Advice,
): Promise<string> {
  const seal = (field: string, value: unknown) => services.vault.seal(tx, dossierSubject(assessment.id), field, value);
  await supersede(tx, assessment.id, [kind]);
  const canonical = canonicalFacts(version.content, facts);
  const decision = await tx.db.decision.create({
    data: {
      allianceId: tx.allianceId,
      assessmentId: assessment.id,
      kind,
      ruleVersionId: version.id,
      contentHash: version.contentHash,
      engineVersion,
      factsSealed: await seal('facts', canonical),
      factsHash: contentHash(canonical),
      parameters: parameters as Prisma.InputJsonObject,
      traceSealed: await seal('trace', evaluation.trace),
      outcomeSealed: await seal('outcome', evaluation.outcome),
      status: evaluation.status,
      madeBy: tx.actor.id,
      madeAt: tx.now,
    },
  });
  return decision.id;
}

/** Earlier decisions of these kinds no longer hold; they are kept, never overwritten. */
export async function supersede(tx: Tx, assessmentId: string, kinds: readonly string[]): Promise<void> {
  await tx.db.decision.updateMany({
    where: { assessmentId, kind: { in: [...kinds] }, supersededAt: null },
    data: { supersededAt: tx.now },
  });
}
