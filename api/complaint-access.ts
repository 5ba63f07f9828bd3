import { complaintWord } from '../activities/provider-complaint/complaint.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Prisma, ProviderComplaint } from '../prisma/generated/client.ts';
import { nothing } from './access.ts';
import { hasRole, type Principal } from './principal.ts';
import { dutyOf } from './provider-access.ts';

/** The office sees every complaint, a provider its own; whoever works at one place alone sees none. */
export function reachableComplaints(principal: Principal): Prisma.ProviderComplaintWhereInput {
  if (hasRole(principal, 'caseworker', 'administrator', 'auditor')) return {};
  const duty = dutyOf(principal);
  return duty && duty.placeId === null ? { organisationId: duty.organisationId } : nothing;
}

export async function complaintOrThrow(tx: Tx, principal: Principal, id: string): Promise<ProviderComplaint> {
  const complaint = await tx.db.providerComplaint.findFirst({
    where: { AND: [{ id }, reachableComplaints(principal)] },
  });
  if (!complaint) throw notFound(complaintWord);
  return complaint;
}

/** The provider that the caller speaks for as a whole. One that was suspended, refused or revoked may complain too. */
export function fullDutyOrThrow(principal: Principal): string {
  const duty = dutyOf(principal);
  if (!duty || duty.placeId !== null) throw speaksForNobody;
  return duty.organisationId;
}

const speaksForNobody = new Refusal('notAllowed', {
  detail: {
    it: 'Il reclamo lo fa chi lavora per tutto il fornitore.',
    en: 'A complaint is made by whoever works for the whole provider.',
  },
});
