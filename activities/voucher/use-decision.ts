import type { TaxLetter } from '../../domain/voucher-use.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Prisma, VoucherDecision } from '../../prisma/generated/client.ts';
import type { Evaluation } from '../../rules/evaluate.ts';
import type { Facts } from '../../rules/facts.ts';
import type { ParameterValues } from '../../rules/parameters.ts';
import { replay, storeDecision, type Replay } from '../../rules/replay.ts';
import { loadVersion, type LoadedVersion } from '../../rules/store.ts';
import type { ActivityServices } from '../services.ts';

type Services = Pick<ActivityServices, 'vault'>;

interface StoredOutcome {
  readonly evaluation: Evaluation;
  readonly factsHash: string;
}

/** Keeps why a voucher is lawful, with all it takes to say it again; what it tells of a family is sealed. */
export async function keepUseDecision(
  tx: Tx,
  { vault }: Services,
  decided: {
    readonly holderId: string;
    readonly employerId: string;
    readonly taxLetter: TaxLetter;
    readonly version: LoadedVersion;
    readonly parameters: ParameterValues;
    readonly facts: Facts;
    readonly evaluation: Evaluation;
  },
): Promise<string> {
  const { holderId, employerId, taxLetter, version, parameters, facts, evaluation } = decided;
  const kept = storeDecision(version.content, parameters, facts, evaluation);
  const seal = (field: string, value: unknown) =>
    vault.seal(tx, { kind: 'person', id: holderId }, field, value);
  const { id } = await tx.db.voucherDecision.create({
    data: {
      allianceId: tx.allianceId,
      holderId,
      employerId,
      ruleVersionId: version.id,
      contentHash: kept.contentHash,
      engineVersion: kept.engineVersion,
      factsSealed: await seal(factsField, kept.facts),
      parameters: parameters as Prisma.InputJsonObject,
      outcomeSealed: await seal(outcomeField, {
        evaluation,
        factsHash: kept.factsHash,
      } satisfies StoredOutcome),
      taxLetter,
      madeBy: tx.actor.id,
      madeAt: tx.now,
    },
  });
  return id;
}

/** A kept answer, opened: under which version, on which facts, and whether the same facts give the same today. */
export async function openUseDecision(
  tx: Tx,
  { vault }: Services,
  row: VoucherDecision,
): Promise<{
  readonly version: LoadedVersion;
  readonly facts: Facts;
  readonly parameters: ParameterValues;
  readonly evaluation: Evaluation;
  readonly replay: Replay;
}> {
  const key = { kind: 'person', id: row.holderId } as const;
  const { evaluation, factsHash } = await vault.open<StoredOutcome>(tx, key, outcomeField, row.outcomeSealed);
  const facts = await vault.open<Facts>(tx, key, factsField, row.factsSealed);
  const version = await loadVersion(tx, row.ruleVersionId);
  const parameters = row.parameters as unknown as ParameterValues;
  const { contentHash, engineVersion } = row;
  const stored = { contentHash, engineVersion, factsHash, parameters, facts, evaluation };
  return { version, facts, parameters, evaluation, replay: await replay(version.content, stored) };
}

const factsField = 'voucherDecision/facts';
const outcomeField = 'voucherDecision/outcome';
