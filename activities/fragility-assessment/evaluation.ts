import type { Tx } from '../../prisma/database.ts';
import type { Assessment } from '../../prisma/generated/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { evaluate, type Evaluation } from '../../rules/evaluate.ts';
import type { Facts } from '../../rules/facts.ts';
import { parametersOn, type ParameterValues } from '../../rules/parameters.ts';
import { storeDecision } from '../../rules/replay.ts';
import type { LoadedVersion } from '../../rules/store.ts';
import type { ActivityServices } from '../services.ts';
import { dossierSubject } from './dossier.ts';

/** What is sealed beside the facts; the hash of low-entropy facts would give them away in the clear. */
export interface StoredAdvice {
  readonly evaluation: Evaluation;
  readonly factsHash: string;
}

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
 * hash, parameter values, engine version, trace and outcome. Earlier advice is superseded by whoever stores the new.
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
  const seal = (field: string, value: unknown) =>
    services.vault.seal(tx, dossierSubject(assessment.id), field, value);
  const kept = storeDecision(version.content, parameters, facts, evaluation);
  const decision = await tx.db.decision.create({
    data: {
      allianceId: tx.allianceId,
      assessmentId: assessment.id,
      kind,
      ruleVersionId: version.id,
      contentHash: kept.contentHash,
      engineVersion: kept.engineVersion,
      factsSealed: await seal('facts', kept.facts),
      parameters: parameters as Prisma.InputJsonObject,
      outcomeSealed: await seal('outcome', { evaluation, factsHash: kept.factsHash } satisfies StoredAdvice),
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
