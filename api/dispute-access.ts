import { disputeWord } from '../activities/voucher-dispute/dispute.ts';
import { notFound } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Prisma, VoucherDispute } from '../prisma/generated/client.ts';
import { reachablePersonIds } from './access.ts';
import { hasRole, type Principal } from './principal.ts';
import { dutyOf } from './provider-access.ts';

/** As whom somebody reaches a dispute: of a provider only whoever works for all of it. */
type Side = 'holder' | 'provider' | 'office';

/** Both parties and caseworkers; nobody else of the office, and no employer whatever its people dispute. */
export async function reachableDisputes(
  tx: Tx,
  principal: Principal,
  as: readonly Side[] = ['holder', 'provider', 'office'],
): Promise<Prisma.VoucherDisputeWhereInput> {
  if (as.includes('office') && hasRole(principal, 'caseworker')) return {};
  const holders = as.includes('holder') ? await reachablePersonIds(tx, principal) : [];
  const duty = as.includes('provider') ? dutyOf(principal) : undefined;
  return {
    OR: [
      { holderId: { in: [...holders] } },
      ...(duty && duty.placeId === null ? [{ providerId: duty.organisationId }] : []),
    ],
  };
}

export async function disputeOrThrow(
  tx: Tx,
  principal: Principal,
  id: string,
  as?: readonly Side[],
): Promise<VoucherDispute> {
  const dispute = await tx.db.voucherDispute.findFirst({
    where: { AND: [{ id }, await reachableDisputes(tx, principal, as)] },
  });
  if (!dispute) throw notFound(disputeWord);
  return dispute;
}

/** Whether somebody speaks for the provider in a dispute that they reach. */
export function isOfProvider(principal: Principal, { providerId }: VoucherDispute): boolean {
  return hasRole(principal, 'provider') && principal.organisationId === providerId;
}
