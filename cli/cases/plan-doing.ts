import { z } from 'zod';
import type { Play } from './actions.ts';
import type { Answer } from './http.ts';
import { dayOf, succeeded } from './organisations.ts';
import { entersInvoicing, invoicesAlliance } from './invoice-doing.ts';
import { payProviders, payProvidersByStatement } from './pay-providers.ts';
import type { planActions } from './plan-words.ts';
import { camelCase } from './sentence.ts';
import type { Step } from './steps.ts';
import { takeOver } from './take-over.ts';
import { isYes } from './values.ts';

type Doing = {
  readonly [Name in keyof typeof planActions]: (
    play: Play,
    step: Step,
    details: NonNullable<Step[Name]>,
  ) => Promise<Answer>;
};

const made = z.object({ id: z.uuid() });
const invoice = z.object({ id: z.uuid(), totalCents: z.int() });
const nothing: Answer = { status: 200, body: undefined };

/** What employers and their people say to the service about credit, family and the year's limit. */
export const planDoing: Doing = {
  'opens a plan': async ({ stage, vouchers }, step, { from, until, ...said }) => {
    const employer = step.who ?? '';
    const answer = await stage.caller(employer).write('/v1/welfare-plans', {
      name: 'Piano del caso',
      source: 'bindingRegulation',
      population: 'everybody',
      validFrom: from ?? dayOf(step),
      validUntil: until ?? `${dayOf(step).slice(0, 4)}-12-31`,
      familyMode: said['family reading'] ?? 'strict',
      carryOver: camelCase(said['what is left'] ?? 'employer'),
      voucherDays: said['voucher days'] ?? 180,
      graceDays: said['grace days'] ?? 30,
    });
    if (!succeeded(answer)) return answer;
    const { id } = made.parse(answer.body);
    const before = said.follows ? vouchers.lastPlanId(employer) : undefined;
    vouchers.notePlan(employer, id);
    const active = await stage.caller(employer).write(`/v1/welfare-plans/${id}/activation`);
    if (!before || !succeeded(active)) return active;
    return stage.caller(employer).write(`/v1/welfare-plans/${before}/next-plan`, { nextPlanId: id });
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
      last = await stage.caller(who).write(`/v1/welfare-plans/${vouchers.planId(who)}/credits`, body);
      if (!succeeded(last)) return last;
    }
    return last;
  },
  'takes over an earlier system': (play, step, said) => takeOver(play, step, said),
  'gives credit by list': ({ stage, vouchers }, { who = '' }, to) => {
    const lines = Object.entries(to).map(
      ([name, cents]) => `${stage.taxCode(name)};${(cents / 100).toFixed(2).replace('.', ',')}`,
    );
    const bytes = new TextEncoder().encode(['codice fiscale;importo', ...lines].join('\r\n'));
    const path = `/v1/welfare-plans/${vouchers.planId(who)}/credits/file`;
    return stage.caller(who).upload(path, {}, { name: 'elenco.csv', bytes });
  },
  'names the next plan': ({ stage, vouchers }, { who = '' }) =>
    stage.caller(who).write(`/v1/welfare-plans/${vouchers.planId(who, 1)}/next-plan`, {
      nextPlanId: vouchers.planId(who),
    }),
  'closes its plan': ({ stage, vouchers }, { who = '' }) =>
    stage.caller(who).write(`/v1/welfare-plans/${vouchers.planId(who)}/closing`),
  'declares a relative': (
    { stage },
    step,
    {
      of = step.who,
      relative,
      as,
      cohabiting = 'yes',
      dependent = 'yes',
      'yearly income': income = 0,
      'from year': year = dayOf(step).slice(0, 4),
    },
  ) =>
    stage.caller(step.who ?? '').write(`/v1/people/${stage.personId(of ?? '')}/family-declarations`, {
      relativeId: stage.personId(relative),
      relation: as,
      cohabiting: isYes(cohabiting),
      fiscallyDependent: isYes(dependent),
      alimony: false,
      nonSelfSufficient: false,
      yearlyIncomeCents: income,
      validFrom: `${year}-01-01`,
    }),
  'enters a benefit': ({ stage }, step, { to, kind, amount: amountCents, days }) => {
    const employer = step.who ?? '';
    const path = `/v1/organisations/${stage.organisationId(employer)}/fringe-entries`;
    const body = {
      personId: stage.personId(to),
      kind: camelCase(kind),
      month: dayOf(step),
      amountCents,
      days,
    };
    return stage.caller(employer).write(path, body);
  },
  'lets the limit be exceeded': ({ stage }, step, name) => {
    const employer = step.who ?? '';
    const path = `/v1/organisations/${stage.organisationId(employer)}/fringe-exceedances`;
    const body = { personId: stage.personId(name), year: Number(dayOf(step).slice(0, 4)) };
    return stage.caller(employer).write(path, body);
  },
  'pays the monthly invoice': async ({ stage }, step, month) => {
    const officer = stage.staff('the fund office');
    const body = { organisationId: stage.organisationId(step.who ?? ''), month };
    const drawnUp = await officer.write('/v1/employer-invoices', body);
    if (!succeeded(drawnUp)) return drawnUp;
    const { id, totalCents } = invoice.parse(drawnUp.body);
    return officer.write(`/v1/employer-invoices/${id}/payment`, {
      bankRef: `INVOICE-${step.on.toISOString()}`,
      amountCents: totalCents,
    });
  },
  'pays the providers': (play, step) => payProviders(play, step),
  'pays the providers by statement': (play, step, said) =>
    payProvidersByStatement(play, step, said['come back'] ?? []),
  'says how it invoices': (play, step) => entersInvoicing(play, step),
  'invoices the alliance': (play, step, said) => invoicesAlliance(play, step, said),
  'pays providers and the bank rejects': (play, step, names) => payProviders(play, step, names),
};
