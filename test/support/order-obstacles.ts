import { addDays, toDateColumn } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import { plantProvider } from './planted-provider.ts';
import { weekOffer, type Employee, type VoucherDesk } from './voucher-desk.ts';

/** A change of the world, and the parts of an order that it spoils. */
type Obstacle = (tx: Tx, who: Employee) => Promise<object>;
const day = (days: number) => toDateColumn(addDays(toPlainDate(new Date()), days));
const wallet =
  (data: () => object): Obstacle =>
  async (tx, who) => {
    await tx.db.wallet.update({ where: { id: who.wallet.walletId }, data: data() });
    return {};
  };
const closePlan: Obstacle = async (tx, who) => {
  await tx.db.welfarePlan.update({ where: { id: who.wallet.planId }, data: { state: 'closed' } });
  return {};
};
/** Nothing but the plan itself, whose days never change. */
const none: Obstacle = () => Promise.resolve({});
const offer =
  (sketch: () => Parameters<typeof plantProvider>[1]): Obstacle =>
  async (tx) => {
    const { serviceId } = await plantProvider(tx, { service: weekOffer, ...sketch() });
    return { serviceId };
  };
const left: Obstacle = async (tx, { personId }) => {
  await tx.db.employment.updateMany({ where: { personId }, data: { endedOn: day(-300) } });
  return {};
};
const suspended: Obstacle = async (tx) => {
  const { serviceId, organisationId } = await plantProvider(tx, { service: weekOffer });
  const what = { ground: 'durc', subjectKind: 'providerDocument', subjectId: organisationId };
  await tx.db.suspension.create({
    data: { ...what, organisationId, role: 'provider', allianceId: tx.allianceId, since: tx.now },
  });
  return { serviceId };
};
const far = [{ comuneIstat: '015146', latitude: 45.46, longitude: 9.19 }];

/** What is wrong, the problem that says so of an order for a day in a month, and how it comes about. */
export const obstacles: readonly (readonly [
  what: string,
  problem: string,
  obstacle: Obstacle,
  plan: Parameters<VoucherDesk['employee']>[1],
])[] = [
  ['a job that ended long ago', 'wallet-frozen', left, {}],
  ['a closed wallet', 'wallet-frozen', wallet(() => ({ closedAt: new Date() })), {}],
  ['a plan that is over', 'wallet-frozen', none, { validFrom: day(-9), validUntil: day(-1) }],
  ['a plan that has not begun', 'wallet-frozen', none, { validFrom: day(1) }],
  ['a closed plan', 'wallet-frozen', closePlan, {}],
  ['a voucher that would lapse before', 'invalid-request', none, { validUntil: day(29) }],
  ['a suspended provider', 'provider-suspended', suspended, {}],
  ['one that has left', 'provider-not-admitted', offer(() => ({ leavesOn: toPlainDate(new Date()) })), {}],
  ['one that is far', 'provider-too-far', offer(() => ({ places: far })), {}],
  [
    'a service that is withdrawn by then',
    'step-not-possible',
    offer(() => ({ service: { ...weekOffer, withdrawnOn: day(30) } })),
    {},
  ],
  ['no open place', 'step-not-possible', offer(() => ({ places: [{ closedOn: day(30) }] })), {}],
];
