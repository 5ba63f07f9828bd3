import { z } from 'zod';
import { fromDateColumn } from '../domain/plain-date.ts';
import { planWarnings, warningsOf, type PlanTerms } from '../domain/welfare-plan.ts';
import type { Locale } from '../domain/text.ts';
import type { EmployerInvoice, WelfarePlan } from '../prisma/generated/client.ts';
import { CarryOver, FamilyMode, PlanPopulation, PlanSource, PlanState } from '../prisma/generated/enums.ts';
import { instantIn } from './dates.ts';
import { amountCents, id, instant, line, plainDate } from './schema.ts';

export const planParams = z.strictObject({ planId: id });
export const month = z
  .string()
  .regex(/^20\d{2}-(0[1-9]|1[0-2])$/)
  .meta({ description: 'A month, YYYY-MM' });

const terms = {
  name: line(120),
  source: z.enum(PlanSource),
  population: z.enum(PlanPopulation).meta({
    description: 'Everybody, or by which rule people are told apart (art. 51 c. 2 TUIR): never by name',
  }),
  validFrom: plainDate,
  validUntil: plainDate.meta({ description: 'The last day on which its credit becomes vouchers' }),
  carryOver: z.enum(CarryOver).meta({ description: 'Where what nobody spends goes once the plan is over' }),
};

export const newPlan = z.strictObject({
  ...terms,
  populationValue: line(200).optional().meta({
    description: 'Which of the category’s values: "level 3 and 4", "the site of Lovere"; none of everybody',
  }),
  membersToday: z
    .int()
    .min(0)
    .max(1_000_000)
    .optional()
    .meta({ description: 'How many the category counts today; asked to warn of a category of one' }),
  voucherDays: z.int().min(1).max(1000).default(180),
  familyMode: z.enum(FamilyMode).default('strict'),
  graceDays: z
    .int()
    .min(0)
    .max(366)
    .default(30)
    .meta({ description: 'For how many days after the last day of a job its wallet still orders' }),
});

const warning = z.strictObject({
  code: z.enum(Object.keys(planWarnings) as [keyof typeof planWarnings]),
  message: z.string(),
});

export const planReply = z
  .strictObject({ id, state: z.enum(PlanState), warnings: z.array(warning) })
  .meta({ id: 'WelfarePlanChange', description: 'What is lawful and still worth a look' });

export const planView = z
  .strictObject({
    id,
    organisationId: id,
    ...terms,
    populationValue: z.string().nullable(),
    voucherDays: z.int(),
    familyMode: z.enum(FamilyMode),
    graceDays: z.int(),
    nextPlanId: id.nullable(),
    state: z.enum(PlanState),
    createdAt: instant,
  })
  .meta({ id: 'WelfarePlan' });

export function shownPlan({
  allianceId: _own,
  createdBy: _who,
  ...plan
}: WelfarePlan): z.input<typeof planView> {
  return {
    ...plan,
    validFrom: fromDateColumn(plan.validFrom),
    validUntil: fromDateColumn(plan.validUntil),
    createdAt: plan.createdAt.toISOString(),
  };
}

export function shownChange(
  plan: WelfarePlan,
  locale: Locale,
  membersToday?: PlanTerms['membersToday'],
): z.input<typeof planReply> {
  const warnings = warningsOf({ ...plan, membersToday }).map((code) => ({
    code,
    message: planWarnings[code][locale],
  }));
  return { id: plan.id, state: plan.state, warnings };
}

const cents = z.int();

export const totalsView = z
  .strictObject({
    creditedCents: cents.meta({ description: 'Given to people until now' }),
    told: z
      .strictObject({
        month: month.meta({ description: 'Up to the end of which month' }),
        creditedCents: cents,
        issuedCents: cents,
        endedCents: cents.meta({ description: 'Left on vouchers that expired or were voided' }),
        leftCents: cents.meta({ description: 'In the wallets' }),
      })
      .nullable()
      .meta({
        description:
          'Up to the last month at which each sum, and each difference to what was told before, comes from five people at least; null while there is none',
      }),
  })
  .meta({ id: 'WelfarePlanTotals' });

export const invoiceView = z
  .strictObject({
    id,
    organisationId: id,
    month,
    shareCents: cents.meta({ description: 'The employer’s contribution on vouchers issued' }),
    prefundCents: cents.meta({ description: 'What the employer pays in with it' }),
    totalCents: cents,
    drawnUpAt: instant,
    bankRef: z.string().nullable(),
    paidAt: instant.nullable(),
  })
  .meta({ id: 'EmployerInvoice' });

export function shownInvoice(row: EmployerInvoice): z.input<typeof invoiceView> {
  const { id: invoiceId, organisationId, shareCents, prefundCents, bankRef } = row;
  return {
    id: invoiceId,
    organisationId,
    month: fromDateColumn(row.month).slice(0, 7),
    shareCents,
    prefundCents,
    totalCents: shareCents + prefundCents,
    drawnUpAt: row.drawnUpAt.toISOString(),
    bankRef,
    paidAt: instantIn(row.paidAt),
  };
}

export const prefundView = z.strictObject({ organisationId: id, balanceCents: amountCents }).meta({
  id: 'Prefund',
  description: 'What an employer has paid in and not given to its people yet',
});

/** Of a form, in which everything is text. */
export const dryRunField = z
  .enum(['true', 'false'])
  .default('false')
  .meta({ description: 'true: look for what is wrong, as the taking over does, and take nothing over' });
