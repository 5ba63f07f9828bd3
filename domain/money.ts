/**
 * Integer arithmetic on euro cents. Amounts are safe integers; products are taken in bigint, so that no
 * intermediate result can lose a cent.
 */

/** An exact part of a whole: `numerator / denominator`, both integers, the denominator above zero. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

export function isCents(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** Adds amounts in cents; throws RangeError when one of them, or the sum, is not a safe integer. */
export function sumCents(amounts: Iterable<number>): number {
  let total = 0;
  for (const amount of amounts) total = safeOrThrow(total + safeOrThrow(amount));
  return total;
}

/** `amount × fraction`, rounded down: what is promised never exceeds what the rule gives. */
export function portionDown(amount: number, fraction: Fraction): number {
  const { product, divisor } = multiply(amount, fraction);
  return safeOrThrow(Number(product / divisor));
}

/** `amount × fraction`, rounded half-up to the unit: contributions and percentages (domain rule: half-up). */
export function portionHalfUp(amount: number, fraction: Fraction): number {
  const { product, divisor } = multiply(amount, fraction);
  return safeOrThrow(Number((2n * product + divisor) / (2n * divisor)));
}

/** Reads as a person writes it: `1.140,00 €` in Italian, `€1,140.00` in English. */
export function formatEuro(amountCents: number, language: 'it' | 'en' = 'it'): string {
  const cents = safeOrThrow(amountCents);
  const sign = cents < 0 ? '-' : '';
  const [thousands, decimals] = language === 'it' ? ['.', ','] : [',', '.'];
  const whole = String(Math.trunc(Math.abs(cents) / 100)).replace(/\B(?=(\d{3})+$)/g, thousands);
  const amount = `${whole}${decimals}${String(Math.abs(cents) % 100).padStart(2, '0')}`;
  return language === 'it' ? `${sign}${amount} €` : `${sign}€${amount}`;
}

/** Cents from an amount as an Italian spreadsheet has it: `1.140,00`, `1140,5`, `1140`, with or without `€`. */
export function readEuro(text: string): number | undefined {
  const amount = /^(?:€\s*)?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?(?:\s*€)?$/.exec(text.trim());
  if (!amount) return undefined;
  const cents = Number(amount[1]!.replaceAll('.', '')) * 100 + Number((amount[2] ?? '').padEnd(2, '0'));
  return Number.isSafeInteger(cents) ? cents : undefined;
}

/** Negative amounts are refused: with them "down" and "half-up" would each need a second rule. */
function multiply(amount: number, { numerator, denominator }: Fraction) {
  if (safeOrThrow(amount) < 0 || safeOrThrow(numerator) < 0 || safeOrThrow(denominator) <= 0)
    throw new RangeError(`cannot take ${numerator}/${denominator} of ${amount}`);
  return { product: BigInt(amount) * BigInt(numerator), divisor: BigInt(denominator) };
}

function safeOrThrow(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a safe integer`);
  return value;
}
