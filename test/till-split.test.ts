import { describe, expect, it } from 'vitest';
import { expiryAfterRefund, splitCapture, splitRefund } from '../domain/till.ts';

describe('a split', () => {
  const shares = { fund: { numerator: 2, denominator: 100 }, fee: { numerator: 0, denominator: 100 } };

  it.each([
    [10_000, [9_800, 200, 0]],
    [4_000, [3_920, 80, 0]],
    [25, [24, 1, 0]],
    [24, [24, 0, 0]],
  ] as const)('of %i cents', (cents, [provider, fund, fee]) => {
    const split = { providerCents: provider, fundCents: fund, feeCents: fee };
    expect(splitCapture(cents, shares)).toEqual(split);
  });

  it('is given back to the cent, however a whole is cut into parts', () => {
    for (let parts = 1; parts < 60; parts += 1) {
      const amountCents = 101 + parts * 7;
      const taken = { amountCents, ...splitCapture(amountCents, shares) };
      const total = { providerCents: 0, fundCents: 0, feeCents: 0 };
      for (let refundedCents = 0; refundedCents < amountCents;) {
        const cents = Math.min(parts, amountCents - refundedCents);
        const part = splitRefund({ ...taken, refundedCents }, cents);
        expect(part.providerCents + part.fundCents + part.feeCents).toBe(cents);
        expect(Math.min(...Object.values(part))).toBeGreaterThanOrEqual(0);
        for (const key of ['providerCents', 'fundCents', 'feeCents'] as const) total[key] += part[key];
        refundedCents += cents;
      }
      expect({ amountCents, ...total }).toEqual(taken);
    }
  });
});

describe('a refunded voucher', () => {
  it('is good as long as before, or thirty days more once that is over, to the end of a day in Rome', () => {
    const expiresAt = new Date('2026-10-25T22:59:59.999Z');
    expect(expiryAfterRefund(expiresAt, expiresAt)).toBe(expiresAt);
    const refunded = new Date(expiresAt.getTime() + 1);
    expect(expiryAfterRefund(expiresAt, refunded).toISOString()).toBe('2026-11-25T22:59:59.999Z');
    const inWinter = new Date('2026-02-28T11:00:00Z');
    expect(expiryAfterRefund(new Date('2026-02-27T22:59:59.999Z'), inWinter).toISOString()).toBe(
      '2026-03-30T21:59:59.999Z',
    );
  });
});
