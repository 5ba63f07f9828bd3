import type { ServiceCategory } from '../../domain/provider-service.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Prisma, ProviderApplication, ProviderDecision } from '../../prisma/generated/client.ts';
import { evaluate, type Evaluation } from '../../rules/evaluate.ts';
import type { Facts } from '../../rules/facts.ts';
import { parametersOn, type ParameterValues } from '../../rules/parameters.ts';
import { replay, storeDecision, type Replay } from '../../rules/replay.ts';
import { loadVersion, type LoadedVersion } from '../../rules/store.ts';
import type { Vault } from '../../vault/vault.ts';
import type { ActivityServices } from '../services.ts';
import { applicationKey } from './application.ts';

/** What one rule set said of a candidate. */
export interface RuleAnswer {
  readonly ruleSet: string;
  readonly category: ServiceCategory | null;
  readonly compliant: boolean | null;
  readonly unmet: readonly string[];
  readonly missingFacts: readonly string[];
}

interface StoredOutcome {
  readonly evaluation: Evaluation;
  readonly factsHash: string;
}

/** Asks a rule set, and keeps the answer with all it takes to replay and explain it. */
export async function decide(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  application: ProviderApplication,
  asked: {
    readonly version: LoadedVersion;
    readonly facts: Facts;
    readonly category: ServiceCategory | null;
  },
): Promise<RuleAnswer> {
  const { version, facts, category } = asked;
  const parameters = parametersOn(version.content, toPlainDate(tx.now));
  const evaluation = await evaluate(version.content, parameters, facts);
  const kept = storeDecision(version.content, parameters, facts, evaluation);
  const seal = (field: string, value: unknown) => vault.seal(tx, applicationKey(application), field, value);
  const answer = answerOf(version.ruleSet, category, evaluation);
  await tx.db.providerDecision.create({
    data: {
      allianceId: tx.allianceId,
      applicationId: application.id,
      organisationId: application.organisationId,
      ruleSet: version.ruleSet,
      category,
      ruleVersionId: version.id,
      contentHash: kept.contentHash,
      engineVersion: kept.engineVersion,
      factsSealed: await seal('facts', kept.facts),
      parameters: parameters as Prisma.InputJsonObject,
      outcomeSealed: await seal('outcome', { evaluation, factsHash: kept.factsHash } satisfies StoredOutcome),
      status: evaluation.status,
      compliant: answer.compliant,
      madeBy: tx.actor.id,
      madeAt: tx.now,
    },
  });
  return answer;
}

/** A kept answer, opened: what was found, under which version, and whether the same facts give the same today. */
export async function openDecision(tx: Tx, vault: Vault, row: ProviderDecision) {
  const key = { kind: 'providerApplication', id: row.applicationId! } as const;
  const { evaluation, factsHash } = await vault.open<StoredOutcome>(tx, key, 'outcome', row.outcomeSealed);
  const facts = await vault.open<Facts>(tx, key, 'facts', row.factsSealed);
  const version = await loadVersion(tx, row.ruleVersionId);
  const { contentHash, engineVersion } = row;
  const parameters = row.parameters as unknown as ParameterValues;
  const again: Replay = await replay(version.content, {
    contentHash,
    engineVersion,
    factsHash,
    parameters,
    facts,
    evaluation,
  });
  return {
    version,
    facts,
    evaluation,
    answer: answerOf(row.ruleSet, row.category, evaluation),
    replay: again,
  };
}

function answerOf(
  ruleSet: string,
  category: ServiceCategory | null,
  { outcome, missingFacts }: Evaluation,
): RuleAnswer {
  const standing = outcome && 'compliant' in outcome ? outcome : null;
  return {
    ruleSet,
    category,
    compliant: standing?.compliant ?? null,
    unmet: standing?.unmet ?? [],
    missingFacts,
  };
}
