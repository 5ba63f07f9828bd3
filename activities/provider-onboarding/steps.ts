import { addDays, toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import {
  onboardingSteps,
  onboardingTimes,
  ownerOf,
  stepDueOn,
  type OnboardingStep,
} from '../../domain/provider-onboarding.ts';
import { endOfDay, startOfDay, toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ProviderApplication } from '../../prisma/generated/client.ts';
import { cancelDeadlines, setDeadlines } from '../deadlines.ts';
import { cancelTasks } from '../tasks.ts';
import { applicationSubject, moveApplication } from './application.ts';

type Application = Pick<ProviderApplication, 'id'>;

const stepDeadlines = ['remindStep', 'escalateStep'] as const;
const stallDeadlines = ['warnClosing', 'closeStalled'] as const;

/** What a candidate can begin with at once; the rest waits for somebody's word. */
const firstSteps: readonly OnboardingStep[] = [
  'identity',
  'places',
  'services',
  'documents',
  'declarations',
  'iban',
];

/** Writes every step of a new application; none is anybody's yet. */
export async function writeSteps(tx: Tx, application: Application): Promise<void> {
  await tx.db.onboardingStep.createMany({
    data: onboardingSteps.map((step) => ({
      allianceId: tx.allianceId,
      applicationId: application.id,
      step,
      owner: ownerOf[step].open,
      fields: [],
      createdAt: tx.now,
    })),
  });
}

/** The steps that a candidate can begin with are theirs from today. */
export async function beginSteps(tx: Tx, application: Application): Promise<void> {
  for (const step of firstSteps) await turnTo(tx, application, step, 'open');
  await cancelDeadlines(tx, { ...applicationSubject(application), kinds: stallDeadlines });
  await setStallDeadlines(tx, application);
}

/**
 * Until somebody opens the link nothing is called to mind, and one day it is over without a word to anybody: so many
 * days after the last link, which is good until then.
 */
export async function awaitOpening(tx: Tx, application: Application): Promise<void> {
  const closesOn = addDays(toPlainDate(tx.now), onboardingTimes.unopenedDays);
  const subject = applicationSubject(application);
  await cancelDeadlines(tx, { ...subject, kinds: stallDeadlines });
  await setDeadlines(tx, [{ ...subject, kind: 'closeStalled', dueAt: endOfDay(closesOn) }]);
}

/**
 * A step becomes somebody's from today: a day until which, a reminder before it and an escalation after it. What
 * the office must do is a task instead, which has all three of its own.
 */
export async function turnTo(
  tx: Tx,
  application: Application,
  step: OnboardingStep,
  state: 'open' | 'toCheck',
  correction: { readonly fields: readonly string[]; readonly noteSealed: Uint8Array<ArrayBuffer> | null } = {
    fields: [],
    noteSealed: null,
  },
  /** Where what is waited for has a day of its own. */
  ownDueOn?: PlainDate,
): Promise<void> {
  const owner = ownerOf[step][state];
  const dueOn = ownDueOn ?? stepDueOn(step, owner, toPlainDate(tx.now));
  const row = await tx.db.onboardingStep.update({
    where: { applicationId_step: { applicationId: application.id, step } },
    data: {
      state,
      owner,
      dueOn: toDateColumn(dueOn),
      fields: [...correction.fields],
      noteSealed: correction.noteSealed,
      remindedAt: null,
      escalatedAt: null,
      completedBy: null,
      completedAt: null,
    },
  });
  await cancelStepDeadlines(tx, application, row.id);
  if (owner !== 'candidate' && owner !== 'representative') return;
  const subject = applicationSubject(application);
  await setDeadlines(tx, [
    {
      ...subject,
      kind: 'remindStep',
      targetId: row.id,
      dueAt: startOfDay(addDays(dueOn, -onboardingTimes.remindDaysBefore)),
    },
    { ...subject, kind: 'escalateStep', targetId: row.id, dueAt: endOfDay(dueOn) },
  ]);
}

/** A step that waits for others: nobody's turn, and nothing to call to mind. */
export async function putBack(tx: Tx, application: Application, step: OnboardingStep): Promise<void> {
  await rest(tx, application, step, { state: 'open', completedBy: null, completedAt: null });
}

/** A step is done, by somebody or, without an account, because what it waited for is there. */
export async function finish(
  tx: Tx,
  application: Application,
  step: OnboardingStep,
  accountId: string | null,
): Promise<void> {
  await rest(tx, application, step, { state: 'done', completedBy: accountId, completedAt: tx.now });
}

async function rest(
  tx: Tx,
  application: Application,
  step: OnboardingStep,
  data: { state: 'open' | 'done'; completedBy: string | null; completedAt: Date | null },
): Promise<void> {
  const row = await tx.db.onboardingStep.update({
    where: { applicationId_step: { applicationId: application.id, step } },
    data: { ...data, dueOn: null, fields: [], noteSealed: null },
  });
  await cancelStepDeadlines(tx, application, row.id);
}

/** Somebody went on with it: the days after which it closes by itself begin anew. */
export async function noteProgress(tx: Tx, application: Application): Promise<void> {
  const subject = applicationSubject(application);
  await moveApplication(tx, application, { lastProgressAt: tx.now });
  await cancelTasks(tx, subject, ['chaseCandidate']);
  await cancelDeadlines(tx, { ...subject, kinds: stallDeadlines });
  await setStallDeadlines(tx, application);
}

/** When it closes if nobody goes on with it, and when that is announced. */
export async function setStallDeadlines(tx: Tx, application: Application): Promise<void> {
  const subject = applicationSubject(application);
  const closesOn = addDays(toPlainDate(tx.now), onboardingTimes.closeDays);
  const warnOn = addDays(closesOn, -onboardingTimes.warnDaysBefore);
  await setDeadlines(tx, [
    { ...subject, kind: 'warnClosing', dueAt: startOfDay(warnOn) },
    { ...subject, kind: 'closeStalled', dueAt: endOfDay(closesOn) },
  ]);
}

/** It is over: nothing of it is called to mind, escalated or closed any more. */
export function cancelOnboardingDeadlines(tx: Tx, application: Application): Promise<void> {
  return cancelDeadlines(tx, {
    ...applicationSubject(application),
    kinds: [...stepDeadlines, ...stallDeadlines],
  });
}

function cancelStepDeadlines(tx: Tx, application: Application, rowId: string): Promise<void> {
  return cancelDeadlines(tx, {
    ...applicationSubject(application),
    kinds: stepDeadlines,
    targetIds: [rowId],
  });
}
