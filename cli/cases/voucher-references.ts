import type { Cast } from './references.ts';
import type { Way } from './read-case.ts';
import type { Step } from './steps.ts';

/** Every name of the case that a step about vouchers mentions, with its place and the names that may stand there. */
export function voucherNamesIn(
  step: Step,
  { people, employers, providers }: Cast,
): readonly (readonly [Way, string | undefined, ReadonlySet<string>])[] {
  const { orders, expects } = step;
  const credited = Object.keys(step['gives credit'] ?? {});
  const keysOf = (key: 'wallets' | 'fringe' | 'paid in') => Object.keys(expects?.[key] ?? {});
  return [
    ...credited.map((name) => [['gives credit', name], name, people] as const),
    [['declares a relative', 'relative'], step['declares a relative']?.relative, people],
    [['orders', 'for'], orders?.for, people],
    [['orders', 'provider'], orders?.provider, providers],
    [['orders a cumulative voucher', 'for'], step['orders a cumulative voucher']?.for, people],
    ...keysOf('wallets').map((name) => [['expects', 'wallets', name], name, people] as const),
    ...keysOf('fringe').map((name) => [['expects', 'fringe', name], name, people] as const),
    ...keysOf('paid in').map((name) => [['expects', 'paid in', name], name, employers] as const),
  ];
}
