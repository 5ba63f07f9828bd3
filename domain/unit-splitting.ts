/** What is lawful in the place of a top-up: whole units by voucher, and the others as an order of one's own. */
export interface SplitUnits {
  readonly voucherUnits: number;
  readonly voucherCents: number;
  readonly leftCents: number;
  readonly privateUnits: number;
  readonly privateCents: number;
}

/** As many whole units as the credit pays for, at the list price; the rest is bought privately, each unit whole. */
export function splitUnits(asked: {
  readonly creditCents: number;
  readonly unitPriceCents: number;
  readonly units: number;
}): SplitUnits {
  const { creditCents, unitPriceCents, units } = asked;
  const voucherUnits = Math.min(units, Math.floor(creditCents / unitPriceCents));
  const voucherCents = voucherUnits * unitPriceCents;
  const privateUnits = units - voucherUnits;
  return {
    voucherUnits,
    voucherCents,
    leftCents: creditCents - voucherCents,
    privateUnits,
    privateCents: privateUnits * unitPriceCents,
  };
}
