import type { Play } from './actions.ts';
import type { Answer } from './http.ts';
import { dayOf } from './organisations.ts';
import type { Step } from './steps.ts';
import type { voucherOfficeActions } from './voucher-office-words.ts';

type Doing = {
  readonly [Name in Exclude<keyof typeof voucherOfficeActions, 'gives units as vouchers'>]: (
    play: Play,
    step: Step,
    details: NonNullable<Step[Name]>,
  ) => Promise<Answer>;
};

const reason = 'Così racconta il caso.';

/** What the office, and a provider about its prices, say to the service. */
export const voucherOfficeDoing: Doing = {
  'extends a voucher': ({ stage, vouchers }, { who = '' }, { voucher, until }) =>
    stage.caller(who).write(`/v1/vouchers/${vouchers.held(voucher).id}/extensions`, { until, reason }),
  'extends vouchers': async ({ stage, vouchers, organisations }, { who = '' }, said) => {
    const { 'of the plan of': employer, 'as many as': expected, provider } = said;
    return stage.caller(who).write('/v1/voucher-extensions', {
      planId: employer === undefined ? null : vouchers.planId(employer),
      providerId: provider === undefined ? null : await organisations.organisationIdOrThrow(provider),
      fromDate: said.from,
      toDate: said.to,
      until: said.until,
      expected,
      reason,
    });
  },
  'declares a debt to INPS': async ({ stage, organisations }, step, { organisation, debt }) =>
    stage.caller(step.who ?? '').write('/v1/settlement/inps-debts', {
      organisationId: await organisations.organisationIdOrThrow(organisation),
      verifiedOn: dayOf(step),
      debtCents: debt,
    }),
  'announces a price': async ({ stage, vouchers }, { who = '' }, price) => {
    const path = `/v1/offered-services/${await vouchers.serviceId(who, price.service)}/price-changes`;
    const body = { unitPriceCents: price['unit price'], effectiveOn: price.from };
    return stage.caller(who).write(path, body);
  },
};
