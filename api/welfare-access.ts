import { planWord } from '../activities/welfare-plan/plan.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { WelfarePlan } from '../prisma/generated/client.ts';
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

const ofNoEmployer = new Refusal('notAllowed', {
  detail: {
    it: 'Questa utenza non è legata a un datore di lavoro: chi amministra può collegarla.',
    en: 'This account is of no employer: an administrator can say of which.',
  },
});
