import { iseeCentsOfNeed, type FactParameters } from '../../domain/fragility.ts';
import type { Known } from '../../domain/known.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Assessment } from '../../prisma/generated/client.ts';
import type { Evaluation } from '../../rules/evaluate.ts';
import { amountOrThrow, parametersOn, type ParameterValues } from '../../rules/parameters.ts';
import type { AccessOutcome } from '../../rules/outcome.ts';
import { loadVersion, type LoadedVersion } from '../../rules/store.ts';
import type { ActivityServices } from '../services.ts';
import { accessFacts } from './access-facts.ts';
import { readDossier, type ReadDossier } from './dossier.ts';
import { advise, storeAdvice, supersede } from './evaluation.ts';
import type { FundableNeed } from './funding.ts';

/** What the Fund's rules say of one need, by the ISEE that counts for it. */
export interface AdvisedNeed extends FundableNeed {
  readonly iseeCents: Known<number>;
  readonly evaluation: Evaluation;
  /** The version that was asked: its words say why not. */
  readonly version: LoadedVersion;
}

/**
 * What the Fund's rules say for the band that holds now, under the versions pinned at completeness. Needs can stand
 * on attestations of different kinds: the rules are asked once for each ISEE, and each answer is stored.
 */
export async function adviseAccess(
  tx: Tx,
  services: ActivityServices,
  assessment: Assessment,
  basis?: AdviceBasis,
): Promise<AdvisedNeed[]> {
  const { scoring, access, dossier, needs } = basis ?? (await readBasis(tx, services, assessment));
  const pinnedOn = toPlainDate(assessment.completeAt!);
  const limits = factParameters(parametersOn(scoring.content, pinnedOn));
  const ofHousehold = await accessFacts(tx, assessment, {
    memberIds: dossier.members.map(({ personId }) => personId),
    finalBand: assessment.finalBand!,
    onDate: toPlainDate(tx.now),
    parameters: parametersOn(access.content, pinnedOn),
  });
  await supersede(tx, assessment.id, ['fundAccess']);
  const evaluations = new Map<Known<number>, Evaluation>();
  const advised: AdvisedNeed[] = [];
  for (const [index, need] of needs.entries()) {
    const iseeCents = iseeCentsOfNeed(dossier, dossier.needs[index]!, pinnedOn, limits);
    let evaluation = evaluations.get(iseeCents);
    if (!evaluation) {
      const facts = { ...ofHousehold, iseeCents };
      const advice = await advise(access, pinnedOn, facts);
      await storeAdvice(tx, services, assessment, 'fundAccess', access, facts, advice);
      evaluations.set(iseeCents, (evaluation = advice.evaluation));
    }
    const outcome = evaluation.outcome as AccessOutcome | null;
    advised.push({ need, iseeCents, evaluation, outcome, version: access });
  }
  return advised;
}

/** What the Fund's rules are applied to: the pinned versions and the dossier as it stands. */
interface AdviceBasis extends ReadDossier {
  readonly scoring: LoadedVersion;
  readonly access: LoadedVersion;
}

async function readBasis(tx: Tx, services: ActivityServices, assessment: Assessment): Promise<AdviceBasis> {
  return {
    access: await loadVersion(tx, assessment.accessVersionId!),
    scoring: await loadVersion(tx, assessment.fragilityVersionId!),
    ...(await readDossier(tx, services.vault, assessment)),
  };
}

export function factParameters(values: ParameterValues): FactParameters {
  return new Proxy({} as FactParameters, {
    get: (_target, name) => amountOrThrow(values, { parameter: String(name) }),
  });
}
