import { iseeCentsOfNeed } from '../../domain/fragility.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Assessment, Decision } from '../../prisma/generated/client.ts';
import type { Funding } from '../../rules/funding.ts';
import type { AccessOutcome, ScoreOutcome } from '../../rules/outcome.ts';
import { parametersOn } from '../../rules/parameters.ts';
import { loadVersion } from '../../rules/store.ts';
import type { Vault } from '../../vault/vault.ts';
import { factParameters } from './access-advice.ts';
import { dossierSubject, readDossier } from './dossier.ts';
import type { StoredAdvice } from './evaluation.ts';
import { firstEligible, fundingOf } from './funding.ts';
import { openReasons, type Reasons } from './reasons.ts';

/** What whoever decides has before them: how the score adds up, what the Fund would pay, what was recommended and why. */
export interface ForDecision {
  readonly blocks: ScoreOutcome['blocks'];
  readonly advice: (AccessOutcome & { readonly funding: Funding | undefined }) | undefined;
  readonly recommendation: (Reasons & { readonly decision: Decision }) | undefined;
}

export async function readForDecision(tx: Tx, vault: Vault, assessment: Assessment): Promise<ForDecision> {
  const rows = await tx.db.decision.findMany({
    where: { assessmentId: assessment.id, supersededAt: null },
    orderBy: { id: 'asc' },
  });
  const last = (kind: string) => rows.findLast((row) => row.kind === kind);
  const [score, decision] = [last('fragilityScore'), last('recommendation')];
  const access = rows.filter(({ kind }) => kind === 'fundAccess');
  const outcome = score && ((await openOutcome(tx, vault, score)) as ScoreOutcome | null);
  return {
    blocks: outcome?.blocks ?? [],
    advice: access.length === 0 ? undefined : await adviceOf(tx, vault, assessment, access),
    recommendation: decision && { ...(await openReasons(tx, vault, decision)), decision },
  };
}

/** What the rules of the Fund advised, for each ISEE in the order in which the needs first rest on it, and what follows. */
async function adviceOf(tx: Tx, vault: Vault, assessment: Assessment, access: readonly Decision[]) {
  const outcomes: (AccessOutcome | null)[] = [];
  for (const row of access) outcomes.push((await openOutcome(tx, vault, row)) as AccessOutcome | null);
  const scoring = await loadVersion(tx, assessment.fragilityVersionId!);
  const pinnedOn = toPlainDate(assessment.completeAt!);
  const limits = factParameters(parametersOn(scoring.content, pinnedOn));
  const { dossier, needs } = await readDossier(tx, vault, assessment);
  const iseeOfNeeds = dossier.needs.map((need) => iseeCentsOfNeed(dossier, need, pinnedOn, limits));
  const asked = [...new Set(iseeOfNeeds)];
  const fundable = needs.map((need, index) => ({
    need,
    outcome: outcomes[asked.indexOf(iseeOfNeeds[index])] ?? null,
  }));
  const first = firstEligible(fundable);
  const shown = first?.outcome ?? outcomes[0];
  if (!shown) return undefined;
  const isSettled = iseeOfNeeds.every((isee) => isee !== undefined);
  return { ...shown, funding: first && isSettled ? fundingOf(fundable, first.outcome) : undefined };
}

async function openOutcome(tx: Tx, vault: Vault, { assessmentId, outcomeSealed }: Decision) {
  const subject = dossierSubject(assessmentId);
  return (await vault.open<StoredAdvice>(tx, subject, 'outcome', outcomeSealed!)).evaluation.outcome;
}
