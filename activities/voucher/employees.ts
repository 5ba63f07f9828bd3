import type { Tx } from '../../prisma/database.ts';
import type { Prisma } from '../../prisma/generated/client.ts';

/** Whom an employer gave credit: its own people, told by the wallets of its plans and by nothing else it could see. */
export function employeesOf(tx: Tx, employerId: string): Promise<readonly string[]> {
  return peopleIn(tx, {}, employerId);
}

export async function isEmployeeOf(tx: Tx, employerId: string, personId: string): Promise<boolean> {
  return (await peopleIn(tx, { personId }, employerId)).length > 0;
}

async function peopleIn(
  tx: Tx,
  where: Prisma.WalletWhereInput,
  employerId: string,
): Promise<readonly string[]> {
  const plans = await tx.db.welfarePlan.findMany({
    where: { organisationId: employerId },
    select: { id: true },
  });
  const wallets = await tx.db.wallet.findMany({
    where: { ...where, planId: { in: plans.map(({ id }) => id) } },
    select: { personId: true },
  });
  return [...new Set(wallets.map(({ personId }) => personId))].toSorted();
}

/** Whose plans a person has credit of. */
export async function employersOf(tx: Tx, personId: string): Promise<readonly string[]> {
  const wallets = await tx.db.wallet.findMany({ where: { personId }, select: { planId: true } });
  const plans = await tx.db.welfarePlan.findMany({
    where: { id: { in: wallets.map(({ planId }) => planId) } },
    select: { organisationId: true },
  });
  return [...new Set(plans.map(({ organisationId }) => organisationId))].toSorted();
}
