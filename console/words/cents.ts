/** What somebody typed as an amount, in cents: "12", "12,5" and "1.234,50" are amounts, and so is "12.50"; undefined otherwise. */
export function centsOf(typed: string): number | undefined {
  const bare = typed.replaceAll(/[\s€]/g, '');
  const plain = /^\d{1,3}(\.\d{3})+(,\d{1,2})?$/.test(bare) ? bare.replaceAll('.', '') : bare;
  if (!/^\d{1,9}([.,]\d{1,2})?$/.test(plain)) return undefined;
  return Math.round(Number(plain.replace(',', '.')) * 100);
}
