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
  const keysOf = (key: 'wallets' | 'fringe' | 'paid in' | 'providers paid') =>
    Object.keys(expects?.[key] ?? {});
  return [
    ...credited.map((name) => [['gives credit', name], name, people] as const),
    [['declares a relative', 'relative'], step['declares a relative']?.relative, people],
    [['enters a benefit', 'to'], step['enters a benefit']?.to, people],
    [['lets the limit be exceeded'], step['lets the limit be exceeded'], people],
    [['orders', 'for'], orders?.for, people],
    [['orders', 'provider'], orders?.provider, providers],
    [['orders a cumulative voucher', 'for'], step['orders a cumulative voucher']?.for, people],
    ...keysOf('wallets').map((name) => [['expects', 'wallets', name], name, people] as const),
    ...keysOf('fringe').map((name) => [['expects', 'fringe', name], name, people] as const),
    ...keysOf('providers paid').map(
      (name) => [['expects', 'providers paid', name], name, providers] as const,
    ),
    ...keysOf('paid in').map((name) => [['expects', 'paid in', name], name, employers] as const),
  ];
}
