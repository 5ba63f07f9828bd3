import type { z } from 'zod';
import { assessmentTimes, type decideInput } from '../../domain/assessment.ts';
import { Refusal } from '../../domain/refusal.ts';
import { addMinutes } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Assessment, Need } from '../../prisma/generated/client.ts';
import { reasonsOf } from '../../rules/conclusion.ts';
import type { Funding } from '../../rules/funding.ts';
import { recordAudit } from '../audit.ts';
import { cancelDeadlines, setDeadline } from '../deadlines.ts';
import { openAward } from '../fund/open-award.ts';
import { sealDetail } from '../sealed-detail.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { completeTasks } from '../tasks.ts';
import { adviseAccess, type AdvisedNeed } from './access-advice.ts';
import { assessmentAnswer, lockWithHousehold, moveTo } from './assessment.ts';
import { backToCompleteness, subjectOf } from './document-request.ts';
import { dossierSubject } from './dossier.ts';
import { supersede } from './evaluation.ts';
import { firstEligible, fundingOf } from './funding.ts';
import { notOwnEmployerOrThrow } from './needs.ts';

type Input = z.output<typeof decideInput>;

/**
 * A named person decides, never the one who recommended. Rules advise and money limits bind: nobody is refused
 * by a score alone, and nobody is granted what the rules of the Fund do not allow.
 */
export async function decide(
  tx: Tx,
  submission: OpenSubmission<Input>,
  services: ActivityServices,
): Promise<Done> {
  const { assessment, householdRevision } = await lockWithHousehold(tx, submission.subjectId, 'decide');
  if (assessment.recommendedBy === submission.accountId) throw decidedByAnother;
  const { outcome } = submission.body;
  if (outcome === 'sendBack') return sendBack(tx, assessment, submission, services);
  if (assessment.householdRevision !== householdRevision) throw householdChanged;
  const award = outcome === 'grant' ? await fundedOrThrow(tx, services, assessment) : undefined;
  await keepDecision(tx, services, assessment, submission, award?.funding);
  const subject = subjectOf(assessment);
  await completeTasks(tx, subject, ['decide'], submission.accountId);
  const moved = await moveTo(tx, assessment, {
    state: award ? 'granted' : 'refused',
    waitingFor: 'letter',
    dueAt: null,
    decidedBy: submission.accountId,
  });
  await cancelDeadlines(tx, { ...subject, kinds: ['termOverrun', 'representationEnds'] });
  const letterAt = award ? addMinutes(tx.now, assessmentTimes.allocationMinutes) : tx.now;
  await setDeadline(tx, { ...subject, kind: 'writeDecisionLetter', dueAt: letterAt });
  if (award) await openAward(tx, services, moved, award);
  await recordAudit(tx, services.vault, {
    action: 'assessment.decided',
    subjectKind: 'assessment',
    subjectId: assessment.id,
    reason: outcome,
  });
  return assessmentAnswer(moved);
}

async function sendBack(
  tx: Tx,
  assessment: Assessment,
  submission: OpenSubmission<Input>,
  services: ActivityServices,
): Promise<Done> {
  await keepDecision(tx, services, assessment, submission, undefined);
  await recordAudit(tx, services.vault, {
    action: 'assessment.sentBack',
    subjectKind: 'assessment',
    subjectId: assessment.id,
  });
  return assessmentAnswer(await reopen(tx, assessment));
}

/** What was advised and recommended no longer holds: completeness is looked at again. */
export async function reopen(tx: Tx, assessment: Assessment): Promise<Assessment> {
  await supersede(tx, assessment.id, ['fragilityScore', 'fundAccess', 'recommendation']);
  const cleared = await tx.db.assessment.update({
    where: { id: assessment.id },
    data: {
      completeAt: null,
      householdRevision: null,
      scoreHundredths: null,
      band: null,
      finalBand: null,
      recommendedBy: null,
      fragilityVersionId: null,
      accessVersionId: null,
    },
  });
  return backToCompleteness(tx, cleared);
}

export interface FundedAward {
  readonly funding: Funding;
  readonly needs: readonly Need[];
  readonly capCents: number;
  readonly iseeCents: number;
}

/**
 * One need that the rules admit makes the application eligible, whatever its place. An award waits with the ISEE of
 * the first that is.
 */
async function fundedOrThrow(
  tx: Tx,
  services: ActivityServices,
  assessment: Assessment,
): Promise<FundedAward> {
  const advised = await adviseAccess(tx, services, assessment);
  const first = firstEligible(advised);
  if (!first) throw await notEligible(tx, services, assessment, advised);
  const missing = advised.findIndex(({ iseeCents }) => iseeCents === undefined);
  if (missing >= 0) throw iseeMissing(missing + 1);
  const needs = advised.map(({ need }) => need);
  const funding = fundingOf(advised, first.outcome);
  if (funding.awardCents === 0) throw nothingToFund;
  const served = needs.filter((_, index) => funding.needs[index]!.fundedUnits > 0);
  await notOwnEmployerOrThrow(
    tx,
    assessment.householdId,
    served.map(({ providerId }) => providerId),
    providerEmploys,
  );
  return { funding, needs, capCents: first.outcome.cap.capCents, iseeCents: first.iseeCents! };
}

async function keepDecision(
  tx: Tx,
  services: ActivityServices,
  assessment: Assessment,
  submission: OpenSubmission<Input>,
  funding: Funding | undefined,
): Promise<void> {
  const subject = dossierSubject(assessment.id);
  await tx.db.decision.create({
    data: {
      allianceId: tx.allianceId,
      assessmentId: assessment.id,
      kind: 'final',
      status: submission.body.outcome,
      outcomeSealed: await services.vault.seal(tx, subject, 'outcome', {
        finalBand: assessment.finalBand,
        scoreHundredths: assessment.scoreHundredths,
        funding: funding ?? null,
      }),
      reasonSealed: await services.vault.seal(tx, subject, 'reason', { reason: submission.body.reason }),
      madeBy: submission.accountId,
      madeAt: tx.now,
      supersededAt: submission.body.outcome === 'sendBack' ? tx.now : null,
    },
  });
}

const decidedByAnother = new Refusal('samePerson', {
  detail: {
    it: 'Chi ha proposto non può decidere: serve un’altra persona della commissione.',
    en: 'Whoever recommended cannot decide: another member of the commission is needed.',
  },
});

const householdChanged = new Refusal('stepNotPossible', {
  detail: {
    it: 'Il nucleo è cambiato dopo la completezza: la pratica vi ritorna, si valuta di nuovo e poi si decide.',
    en: 'The household changed after completeness: the case goes back there, is evaluated again, and then decided.',
  },
  possible: ['withdraw'],
});

/** What is missing is told by name; what was found too much tells something of the household and is sealed. */
async function notEligible(
  tx: Tx,
  { vault }: ActivityServices,
  { id: assessmentId }: Assessment,
  advised: readonly AdvisedNeed[],
): Promise<Refusal> {
  const unmet = [...new Set(advised.flatMap(({ outcome }) => outcome?.unmet ?? []))];
  const facts = [...new Set(advised.flatMap(({ evaluation }) => evaluation.missingFacts))];
  const missing = { facts, possible: ['decide', 'withdraw'] };
  if (unmet.length === 0) return new Refusal('notEligible', { detail: dataMissing, ...missing });
  const { content } = advised[0]!.version;
  const sealedDetail = await sealDetail(tx, vault, assessmentId, {
    it: `Requisiti non soddisfatti: ${reasonsOf(content, unmet, 'it').join(' ')}`,
    en: `Requirements not met: ${reasonsOf(content, unmet, 'en').join(' ')}`,
  });
  return new Refusal('notEligible', { detail: unmetErased, sealedDetail, ...missing });
}

const dataMissing = {
  it: 'Mancano dati per applicare le regole del Fondo.',
  en: 'Data are missing to apply the rules of the Fund.',
};

const unmetErased = {
  it: 'Requisiti non soddisfatti; quali, è stato cancellato con i dati della persona.',
  en: 'Requirements not met; which ones was erased with the person’s data.',
};

function iseeMissing(position: number): Refusal {
  return new Refusal('notEligible', {
    detail: {
      it: `Per il bisogno n. ${position} manca l’attestazione ISEE del tipo richiesto: rimandare alla completezza.`,
      en: `Need no. ${position} lacks the ISEE attestation of the kind it requires: send it back to completeness.`,
    },
    facts: ['iseeCents'],
    possible: ['decide', 'withdraw'],
  });
}

const nothingToFund = new Refusal('nothingToFund', {
  detail: {
    it: 'La rimandi all’assistente sociale per rivedere i bisogni, oppure decida il diniego motivandolo.',
    en: 'Send it back to the caseworker to look at the needs again, or decide a refusal with its reasons.',
  },
  possible: ['decide', 'withdraw'],
});

const providerEmploys = new Refusal('stepNotPossible', {
  detail: {
    it: 'Un fornitore scelto è ormai datore di lavoro nel nucleo, e verrebbe a sapere della domanda: rimandare alla completezza, dove se ne sceglie un altro.',
    en: 'A chosen provider now employs somebody of the household, and would learn of the application: send it back to completeness, where another is chosen.',
  },
  possible: ['decide', 'withdraw'],
});
