import { z } from 'zod';
import { isPlainDate } from './plain-date.ts';

/** Days and working days the process gives people (domain §6.9, "Delivery"). */
export const disbursementTimes = {
  approvalWorkingDays: 5,
  approvalReminderWorkingDays: 2,
  silentAcceptanceWorkingDays: 5,
  disputeWorkingDays: 5,
} as const;

/** What is left of an order after a change of provider: whole units at the new price within the old cents. */
export function unitsAtNewPrice(
  remainingUnits: number,
  oldPriceCents: number,
  newPriceCents: number,
): number {
  return Math.min(remainingUnits, Math.floor((remainingUnits * oldPriceCents) / newPriceCents));
}

const reason = z.string().trim().min(1).max(2000);
const unitIds = z.array(z.uuid()).min(1).max(1000);

export const approveDisbursementInput = z.strictObject({});
export const recordUnitsInput = z.strictObject({
  orderId: z.uuid(),
  units: z.int().min(1).max(1000),
  deliveredOn: z.string().refine(isPlainDate, { error: 'realDate' }),
});
export const confirmDeliveryInput = z.strictObject({ unitIds });
export const disputeUnitsInput = z.strictObject({ unitIds, reason });
export const resolveDisputeInput = z.strictObject({ unitIds, accept: z.boolean(), reason });
export const swapProviderInput = z.strictObject({
  orderId: z.uuid(),
  providerId: z.uuid(),
  unitPriceCents: z.int().min(1).max(10_000_000),
});
export const issueFundVouchersInput = z.strictObject({
  orderId: z.uuid(),
  serviceId: z.uuid(),
  units: z.int().min(1).max(1000),
  serviceFrom: z.string().refine(isPlainDate, { error: 'realDate' }),
});
export const recordDeathInput = z.strictObject({
  diedOn: z.string().refine(isPlainDate, { error: 'realDate' }),
});
export const settleAwardInput = z.strictObject({
  providerId: z.uuid(),
  bankRef: z.string().trim().min(1).max(64),
});
export const releaseAwardInput = z.strictObject({ reason });
