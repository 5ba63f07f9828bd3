import type { Award } from './award.tsx';

export interface ToPay {
  readonly providerId: string;
  readonly amountCents: number;
  /** What the transfer says it is for: the provider knows its orders, and nobody is named. */
  readonly orderCodes: readonly string[];
}

/** What each provider is owed for units that were confirmed and not paid yet. */
export function toPay({ orders }: Pick<Award, 'orders'>): readonly ToPay[] {
  const owed = new Map<string, ToPay>();
  for (const { providerId, code, deliveredUnits } of orders) {
    const unpaid = deliveredUnits.filter(({ state, paid }) => state === 'confirmed' && !paid);
    if (unpaid.length === 0) continue;
    const before = owed.get(providerId) ?? { providerId, amountCents: 0, orderCodes: [] };
    const amountCents = unpaid.reduce((sum, unit) => sum + unit.amountCents, before.amountCents);
    owed.set(providerId, { providerId, amountCents, orderCodes: [...before.orderCodes, code] });
  }
  return [...owed.values()];
}
