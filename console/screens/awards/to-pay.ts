import type { Award } from './award.tsx';

/** What each provider is owed for units that were confirmed and not paid yet. */
export function toPay({ orders }: Award): { readonly providerId: string; readonly amountCents: number }[] {
  const sums = new Map<string, number>();
  for (const { providerId, deliveredUnits } of orders)
    for (const { state, paid, amountCents } of deliveredUnits)
      if (state === 'confirmed' && !paid) sums.set(providerId, (sums.get(providerId) ?? 0) + amountCents);
  return [...sums].map(([providerId, amountCents]) => ({ providerId, amountCents }));
}
