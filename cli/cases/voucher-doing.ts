import { z } from 'zod';
import type { Play } from './actions.ts';
import type { Answer } from './http.ts';
import { dayOf, succeeded } from './organisations.ts';
import { camelCase } from './sentence.ts';
import type { Step } from './steps.ts';
import { refund } from './hold-doing.ts';
import { isYes } from './values.ts';
import type { voucherActions } from './voucher-words.ts';

type Doing = {
  readonly [Name in keyof typeof voucherActions]: (
    play: Play,
    step: Step,
    details: NonNullable<Step[Name]>,
  ) => Promise<Answer>;
};

const made = z.object({ id: z.uuid() });
/** Of six digits like any other, and nobody’s. */
const wrongPin = '314159';
const ordered = z.object({ vouchers: z.array(made), privateOrder: made.nullable() });

/** What holders and tills say to the service about vouchers. */
export const voucherDoing: Doing = {
  orders: async ({ stage, vouchers }, step, order) => {
    const who = step.who ?? '';
    const answer = await stage.caller(who).write(`${await vouchers.walletPath(who)}/orders`, {
      serviceId: await vouchers.serviceId(order.provider, order.service),
      beneficiaryId: stage.personId(order.for),
      units: order.units ?? 1,
      serviceFrom: order.from ?? dayOf(step),
      ...(order['own money'] === undefined ? {} : { ownMoneyCents: order['own money'] }),
      ...(order['private units'] === undefined ? {} : { privateUnits: order['private units'] }),
    });
    if (!succeeded(answer)) return answer;
    const { vouchers: issued, privateOrder } = ordered.parse(answer.body);
    await vouchers.note(
      who,
      order.vouchers,
      issued.map(({ id }) => id),
    );
    if (privateOrder) vouchers.privateOrders.set(order.vouchers, { id: privateOrder.id, holder: who });
    return answer;
  },
  'orders a cumulative voucher': async ({ stage, vouchers }, { who = '' }, order) => {
    const path = `${await vouchers.walletPath(who)}/cumulative-vouchers`;
    const body = { beneficiaryId: stage.personId(order.for), amountCents: order.amount };
    const answer = await stage.caller(who).write(path, body);
    if (succeeded(answer)) await vouchers.note(who, order.voucher, [made.parse(answer.body).id]);
    return answer;
  },
  'orders privately': async ({ stage, vouchers }, step, order) => {
    const holder = step.who ?? '';
    const answer = await stage.caller(holder).write('/v1/private-orders', {
      buyerId: stage.personId(holder),
      serviceId: await vouchers.serviceId(order.provider, order.service),
      units: order.units ?? 1,
      serviceFrom: dayOf(step),
    });
    if (succeeded(answer))
      vouchers.privateOrders.set(order.order, { id: made.parse(answer.body).id, holder });
    return answer;
  },
  'takes a voucher': async ({ stage, vouchers }, { who = '' }, { voucher, amount, ...said }) => {
    const { tillUserId, pin } = await vouchers.till(who);
    const till = { tillUserId, pin: isYes(said['wrong PIN']) ? wrongPin : pin };
    const held = await stage.caller(who).write('/v1/voucher-holds', {
      ...till,
      code: vouchers.held(voucher).code,
      isForSomebodyElse: isYes(said['somebody else came']),
      ...(amount === undefined ? {} : { amountCents: amount }),
    });
    if (!succeeded(held)) return held;
    const { id } = made.parse(held.body);
    return stage.caller(who).write(`/v1/voucher-holds/${id}/capture`, till);
  },
  'refunds a voucher': (play, step, name) => refund(play, step, name),
  'voids a voucher': ({ stage, vouchers }, { who = '' }, { voucher, reason, 'refund to': to = 'wallet' }) =>
    stage.caller(who).write(`/v1/vouchers/${vouchers.held(voucher).id}/void`, {
      reason: camelCase(reason),
      refundTo: camelCase(to),
    }),
  'says a private order is paid': async ({ stage, vouchers }, { who = '' }, name) => {
    const { id } = await vouchers.privateOrder(name);
    return stage.caller(who).write(`/v1/private-orders/${id}/payment`);
  },
};
