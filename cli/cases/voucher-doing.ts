import { z } from 'zod';
import { toPlainDate } from '../../domain/time.ts';
import type { Play } from './actions.ts';
import type { Answer } from './http.ts';
import { dayOf, succeeded } from './organisations.ts';
import { camelCase } from './sentence.ts';
import type { Step } from './steps.ts';
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
const ordered = z.object({ vouchers: z.array(made), privateOrder: made.nullable() });
const redemptions = z.object({ items: z.array(z.object({ id: z.uuid(), voucherNumber: z.string() })) });
const nothing: Answer = { status: 200, body: undefined };

/** What employers, their people and tills say to the service about credit and vouchers. */
export const voucherDoing: Doing = {
  'opens a plan': async ({ stage, vouchers }, step, { from, until, ...said }) => {
    const employer = step.who ?? '';
    const answer = await stage.caller(employer).write('/v1/welfare-plans', {
      name: 'Piano del caso',
      source: 'bindingRegulation',
      population: 'everybody',
      validFrom: from ?? dayOf(step),
      validUntil: until ?? `${dayOf(step).slice(0, 4)}-12-31`,
      carryOver: camelCase(said['what is left'] ?? 'employer'),
      voucherDays: said['voucher days'] ?? 180,
    });
    if (!succeeded(answer)) return answer;
    const { id } = made.parse(answer.body);
    vouchers.planIds.set(employer, id);
    return stage.caller(employer).write(`/v1/welfare-plans/${id}/activation`);
  },
  'pays in': ({ stage }, step, amountCents) =>
    stage.staff('the fund office').write('/v1/prefunds', {
      organisationId: stage.organisationId(step.who ?? ''),
      amountCents,
      bankRef: `PREFUND-${step.on.toISOString()}`,
    }),
  'gives credit': async ({ stage, vouchers }, { who = '' }, to) => {
    let last = nothing;
    for (const [name, amountCents] of Object.entries(to)) {
      const body = { taxCode: stage.taxCode(name), amountCents };
      last = await stage.caller(who).write(`/v1/welfare-plans/${vouchers.planIds.get(who)}/credits`, body);
      if (!succeeded(last)) return last;
    }
    return last;
  },
  'declares a relative': ({ stage }, step, { relative, as, cohabiting = 'yes', dependent = 'yes' }) =>
    stage.caller(step.who ?? '').write(`/v1/people/${stage.personId(step.who ?? '')}/family-declarations`, {
      relativeId: stage.personId(relative),
      relation: as,
      cohabiting: isYes(cohabiting),
      fiscallyDependent: isYes(dependent),
      alimony: false,
      nonSelfSufficient: false,
      yearlyIncomeCents: 0,
      validFrom: `${toPlainDate(step.on).slice(0, 4)}-01-01`,
    }),
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
  'takes a voucher': async ({ stage, vouchers }, { who = '' }, { voucher, amount, ...said }) => {
    const till = await vouchers.till(who);
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
  'refunds a voucher': async ({ stage, vouchers }, { who = '' }, name) => {
    const { number } = await vouchers.voucher(name);
    const caller = stage.caller(who);
    const { items } = await caller.read('/v1/redemptions?limit=200', redemptions);
    const last = items.findLast(({ voucherNumber }) => voucherNumber === number);
    if (!last) throw new Error(`${who} never took ${name}`);
    return caller.write(`/v1/redemptions/${last.id}/refunds`, await vouchers.till(who));
  },
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
