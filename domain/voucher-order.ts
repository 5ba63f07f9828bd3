/** How many units credit pays whole, and what becomes of the others: a voucher is never topped up. */
export interface LawfulSplit {
  readonly unitPriceCents: number;
  /** Each a voucher of its own. */
  readonly voucherUnits: number;
  readonly voucherCents: number;
  /** What then stays in the wallet. */
  readonly leftCents: number;
  /** A contract of its own, paid to the provider with one's own money. */
  readonly privateUnits: number;
  readonly privateCents: number;
}

/** Whole units by voucher, as many as the credit pays; the rest as a private order (art. 51 c. 3-bis TUIR). */
export function lawfulSplit(creditCents: number, unitPriceCents: number, units: number): LawfulSplit {
  const voucherUnits = Math.min(units, Math.floor(creditCents / unitPriceCents));
  const voucherCents = voucherUnits * unitPriceCents;
  const privateUnits = units - voucherUnits;
  return {
    unitPriceCents,
    voucherUnits,
    voucherCents,
    leftCents: creditCents - voucherCents,
    privateUnits,
    privateCents: privateUnits * unitPriceCents,
  };
}
