import type { CaseFile } from './case-file.ts';
import type { Cast } from './references.ts';
import type { Way } from './read-case.ts';
import type { Step } from './steps.ts';
import type { voucherExpectations } from './voucher-expectations.ts';

type Mention = readonly [Way, string | undefined, ReadonlySet<string>];

/** Every name of the case that a step about vouchers mentions, with its place and the names that may stand there. */
export function voucherNamesIn(
  file: CaseFile,
  step: Step,
  { people, employers, providers }: Cast,
): readonly Mention[] {
  const { orders, expects } = step;
  const credited = Object.keys(step['gives credit'] ?? {});
  const { wallets: earlier = {}, vouchers: live = {} } = step['takes over an earlier system'] ?? {};
  const keysOf = (key: keyof typeof voucherExpectations) => Object.keys(expects?.[key] ?? {});
  const { vouchers, privateOrders, bookings } = orderedIn(file);
  return [
    [['takes a voucher', 'voucher'], step['takes a voucher']?.voucher, vouchers],
    [['voids a voucher', 'voucher'], step['voids a voucher']?.voucher, vouchers],
    [['holds a voucher', 'voucher'], step['holds a voucher']?.voucher, vouchers],
    [['takes what it holds'], step['takes what it holds'], vouchers],
    [['lets go of a voucher'], step['lets go of a voucher'], vouchers],
    [['refunds part of a voucher', 'voucher'], step['refunds part of a voucher']?.voucher, vouchers],
    [['extends a voucher', 'voucher'], step['extends a voucher']?.voucher, vouchers],
    [['extends vouchers', 'of the plan of'], step['extends vouchers']?.['of the plan of'], employers],
    [['extends vouchers', 'provider'], step['extends vouchers']?.provider, providers],
    [['declares a debt to INPS', 'organisation'], step['declares a debt to INPS']?.organisation, providers],
    [['refunds a voucher'], step['refunds a voucher'], vouchers],
    [['says a private order is paid'], step['says a private order is paid'], privateOrders],
    ...disputesIn(file, step, vouchers),
    ...keysOf('voucher disputes').map(
      (name) => [['expects', 'voucher disputes', name], name, disputesOf(file)] as const,
    ),
    ...keysOf('vouchers').map((name) => [['expects', 'vouchers', name], name, vouchers] as const),
    ...keysOf('private orders').map(
      (name) => [['expects', 'private orders', name], name, privateOrders] as const,
    ),
    [['books', 'voucher'], step.books?.voucher, vouchers],
    [['books', 'provider'], step.books?.provider, providers],
    [['moves the booking', 'booking'], step['moves the booking']?.booking, bookings],
    ...bookingSteps.map((what) => [[what], step[what], bookings] as const),
    ...Object.keys(expects?.bookings ?? {}).map(
      (name) => [['expects', 'bookings', name], name, bookings] as const,
    ),
    ...credited.map((name) => [['gives credit', name], name, people] as const),
    ...Object.keys(earlier).map(
      (name) => [['takes over an earlier system', 'wallets', name], name, people] as const,
    ),
    ...Object.entries(live).map(
      ([name, { of }]) => [['takes over an earlier system', 'vouchers', name, 'of'], of, people] as const,
    ),
    ...Object.keys(step['gives credit by list'] ?? {}).map(
      (name) => [['gives credit by list', name], name, people] as const,
    ),
    ...(step['pays providers and the bank rejects'] ?? []).map(
      (name, index) => [['pays providers and the bank rejects', index], name, providers] as const,
    ),
    [['declares a relative', 'relative'], step['declares a relative']?.relative, people],
    [['enters a benefit', 'to'], step['enters a benefit']?.to, people],
    [['lets the limit be exceeded'], step['lets the limit be exceeded'], people],
    [['orders privately', 'provider'], step['orders privately']?.provider, providers],
    [['declares a relative', 'of'], step['declares a relative']?.of, people],
    [['orders', 'for'], orders?.for, people],
    [['orders', 'provider'], orders?.provider, providers],
    [['orders a cumulative voucher', 'for'], step['orders a cumulative voucher']?.for, people],
    ...keysOf('wallets').map((name) => [['expects', 'wallets', name], name, people] as const),
    ...keysOf('fringe').map((name) => [['expects', 'fringe', name], name, people] as const),
    ...keysOf('mails to').map((name) => [['expects', 'mails to', name], name, people] as const),
    ...keysOf('payroll').map((name) => [['expects', 'payroll', name], name, employers] as const),
    ...(['providers paid', 'INPS paid', 'to be paid', 'left out', 'statements'] as const).flatMap((key) =>
      keysOf(key).map((name) => [['expects', key, name], name, providers] as const),
    ),
    ...keysOf('paid in').map((name) => [['expects', 'paid in', name], name, employers] as const),
  ];
}

/** What a step says of disputes: of which voucher, or which of those that some step opens. */
function disputesIn(file: CaseFile, step: Step, vouchers: ReadonlySet<string>): readonly Mention[] {
  const disputes = disputesOf(file);
  const [disputed, answered, withdrawn, decided] = [
    'disputes a redemption',
    'answers the voucher dispute',
    'withdraws the voucher dispute',
    'decides the voucher dispute',
  ] as const;
  return [
    [[disputed, 'voucher'], step[disputed]?.voucher, vouchers],
    [[answered, 'dispute'], step[answered]?.dispute, disputes],
    [[withdrawn], step[withdrawn], disputes],
    [[decided, 'dispute'], step[decided]?.dispute, disputes],
  ];
}

function disputesOf({ steps }: CaseFile): ReadonlySet<string> {
  return new Set(steps.flatMap((step) => step['disputes a redemption']?.dispute ?? []));
}

/** What the case calls the vouchers and private orders that its steps ask for, whenever they do. */
function orderedIn({ steps }: CaseFile) {
  const orders = steps.flatMap((step) => step.orders ?? []);
  const single = steps.flatMap((step) => step['orders a cumulative voucher']?.voucher ?? []);
  const live = steps.flatMap((step) => Object.keys(step['takes over an earlier system']?.vouchers ?? {}));
  const privately = orders.filter((order) => order['private units'] !== undefined);
  const given = steps.flatMap((step) => step['gives units as vouchers'] ?? []);
  const alone = steps.flatMap((step) => step['orders privately']?.order ?? []);
  return {
    vouchers: new Set([
      ...single,
      ...live,
      ...[...orders, ...given].flatMap(({ vouchers, units = 1 }) => namesOf(vouchers, units)),
    ]),
    bookings: new Set(steps.flatMap(({ books }) => books?.booking ?? [])),
    privateOrders: new Set([...alone, ...privately.map(({ vouchers }) => vouchers)]),
  };
}

/** What is said of a booking by its name alone. */
const bookingSteps = [
  'confirms the booking',
  'declines the booking',
  'cancels the booking',
  'says nobody came',
  'charges the booking',
] as const;

/** Several of one order are told apart by numbers. */
export function namesOf(name: string, count: number): readonly string[] {
  return count === 1 ? [name] : Array.from({ length: count }, (_, index) => `${name} ${index + 1}`);
}
