import { deriveFacts } from '../../domain/fragility.ts';
import { assessmentTimes } from '../../domain/assessment.ts';
import { Refusal } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Assessment } from '../../prisma/generated/client.ts';
import type { ScoreOutcome } from '../../rules/outcome.ts';
import { parametersMissingOn, parametersOn } from '../../rules/parameters.ts';
import { versionInForce, type LoadedVersion } from '../../rules/store.ts';
import { recordAudit } from '../audit.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { completeTasks, openTask } from '../tasks.ts';
import { adviseAccess, factParameters } from './access-advice.ts';
import { assessmentAnswer, lockWithHousehold, moveTo } from './assessment.ts';
import { stopWaiting, subjectOf } from './document-request.ts';
import { readDossier } from './dossier.ts';
import { advise, storeAdvice, supersede } from './evaluation.ts';
import { dossierIncomplete } from './missing-facts.ts';

/**
 * The caseworker finds the application complete: rule versions and parameters are pinned to this moment, the
 * score is computed and the Fund's rules advise. With one item missing there is no score: the facts to ask are
 * told, and nothing changes.
 */
export async function declareComplete(
  tx: Tx,
  submission: OpenSubmission,
  services: ActivityServices,
): Promise<Done> {
  const { assessment: found, householdRevision } = await lockWithHousehold(
    tx,
    submission.subjectId,
    'declareComplete',
  );
  const assessment =
    found.state === 'awaitingDocuments' ? await stopWaiting(tx, found, submission.accountId) : found;
  const onDate = toPlainDate(tx.now);
  const scoring = await versionInForce(tx, 'fragility-score', tx.now);
  const access = await versionInForce(tx, 'fund-access', tx.now);
  refuseWithoutNumbers([scoring, access], onDate);
  const read = await readDossier(tx, services.vault, assessment);
  const parameters = factParameters(parametersOn(scoring.content, onDate));
  const facts = deriveFacts(read.dossier, onDate, parameters);
  const advice = await advise(scoring, onDate, { ...facts });
  if (advice.evaluation.status === 'incomplete') {
    const known = { dossier: read.dossier, onDate, parameters };
    throw dossierIncomplete(scoring, advice.evaluation.missingFacts, known);
  }
  const score = advice.evaluation.outcome as ScoreOutcome;
  await supersede(tx, assessment.id, ['fragilityScore']);
  await storeAdvice(tx, services, assessment, 'fragilityScore', scoring, { ...facts }, advice);
  await completeTasks(tx, subjectOf(assessment), ['declareComplete'], submission.accountId);
  const { dueAt } = await askForRecommendation(tx, assessment);
  const complete = await moveTo(tx, assessment, {
    state: 'evaluation',
    waitingFor: 'caseworker.recommendation',
    dueAt,
    completeAt: tx.now,
    householdRevision,
    caseworkerId: assessment.caseworkerId ?? submission.accountId,
    fragilityVersionId: scoring.id,
    accessVersionId: access.id,
    scoreHundredths: score.scoreHundredths,
    band: score.band,
    finalBand: score.band,
  });
  await adviseAccess(tx, services, complete, { scoring, access, ...read });
  await recordAudit(tx, services.vault, {
    action: 'assessment.completed',
    subjectKind: 'assessment',
    subjectId: assessment.id,
  });
  return assessmentAnswer(complete);
}

function askForRecommendation(tx: Tx, assessment: Assessment) {
  return openTask(tx, {
    ...subjectOf(assessment),
    kind: 'recommend',
    candidateRole: 'caseworker',
    assigneeId: assessment.caseworkerId,
    dueInWorkingDays: assessmentTimes.recommendationWorkingDays,
    reminderWorkingDays: assessmentTimes.taskReminderWorkingDays,
  });
}

/** Rules whose numbers do not reach this day (a law lapsed, a later one is not published) give no score at all. */
function refuseWithoutNumbers(versions: readonly LoadedVersion[], onDate: string): void {
  const missing = versions.flatMap(({ content }) => parametersMissingOn(content, onDate));
  if (missing.length === 0) return;
  throw new Refusal('stepNotPossible', {
    detail: {
      it: `Le regole in vigore non hanno valore oggi per: ${missing.join(', ')}. Chi amministra pubblichi una versione che l’abbia.`,
      en: `The rules in force have no value today for: ${missing.join(', ')}. An administrator publishes a version that has it.`,
    },
    possible: ['submitDossier', 'withdraw'],
  });
}
