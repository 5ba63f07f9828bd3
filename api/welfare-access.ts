import { planWord } from '../activities/welfare-plan/plan.ts';
import { fromDateColumn } from '../domain/plain-date.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { WelfarePlan } from '../prisma/generated/client.ts';
import { holdRow } from '../prisma/lock-row.ts';
import { invalidField } from './invalid-field.ts';
import { hasRole, type Principal } from './principal.ts';

/** Whoever looks after the money of all employers. */
export const welfareStaff = ['fundOfficer', 'administrator', 'auditor'] as const;

/** The employer that somebody acts for. */
export function ownEmployerOrThrow({ organisationId }: Principal): string {
  if (organisationId === undefined) throw ofNoEmployer;
  return organisationId;
}

/** What of employers somebody may see: staff all, an employer its own. */
export function ofVisibleEmployers(principal: Principal): { organisationId?: string } {
  return hasRole(principal, ...welfareStaff) ? {} : { organisationId: ownEmployerOrThrow(principal) };
}

/** A plan of whoever asks for it, or any for staff; 404 alike for what is another's and what does not exist. */
export async function planOrThrow(tx: Tx, principal: Principal, planId: string): Promise<WelfarePlan> {
  const plan = await tx.db.welfarePlan.findFirst({
    where: { AND: [{ id: planId }, ofVisibleEmployers(principal)] },
  });
  if (!plan) throw notFound(planWord);
  return plan;
}

/** A plan of the employer that somebody acts for: what it may do with it, staff may not, whatever else they are. */
export async function ownPlanOrThrow(tx: Tx, principal: Principal, planId: string): Promise<WelfarePlan> {
  const organisationId = ownEmployerOrThrow(principal);
  const plan = await tx.db.welfarePlan.findFirst({ where: { id: planId, organisationId } });
  if (!plan) throw notFound(planWord);
  return plan;
}

/** A plan that gives credit, held so that nobody closes it meanwhile: it is active, and not over. */
export async function creditingPlan(
  tx: Tx,
  principal: Principal,
  planId: string,
  find: typeof planOrThrow,
): Promise<WelfarePlan> {
  await holdRow(tx, 'welfare_plan', planId);
  const plan = await find(tx, principal, planId);
  if (plan.state !== 'active') throw notActive;
  if (fromDateColumn(plan.validUntil) < toPlainDate(tx.now)) throw isOver;
  return plan;
}

const ofNoEmployer = new Refusal('notAllowed', {
  detail: {
    it: 'Questa utenza non è legata a un datore di lavoro: chi amministra può collegarla.',
    en: 'This account is of no employer: an administrator can say of which.',
  },
});

export const listMissing = invalidField('/file', { it: 'alleghi l’elenco', en: 'attach the list' });
const notActive = new Refusal('stepNotPossible', {
  detail: {
    it: 'Il piano non è attivo: si accredita solo su un piano attivo.',
    en: 'The plan is not active: only an active one gives credit.',
  },
  possible: ['activateWelfarePlan'],
});
const isOver = new Refusal('stepNotPossible', {
  detail: {
    it: 'Il piano è finito: accrediti su quello che lo segue.',
    en: 'The plan is over: give credit from the one that follows it.',
  },
  possible: ['listWelfarePlans'],
});
