import { z } from 'zod';
import type { FringeStanding } from '../activities/voucher/fringe.ts';
import { fromDateColumn } from '../domain/plain-date.ts';
import type { FringeEntry } from '../prisma/generated/client.ts';
import { FringeKind } from '../prisma/generated/enums.ts';
import { instantIn } from './dates.ts';
import { amountCents, id, instant } from './schema.ts';

/** The first year whose limits the rules know. */
export const taxYearField = z.coerce.number().int().min(2016).max(2199);

export const taxSimulation = z
  .strictObject({
    simulated: z.literal(true),
    taxableCents: amountCents,
    contributionsCents: amountCents,
    baseCents: amountCents,
    irpefCents: amountCents,
    costCents: amountCents,
  })
  .meta({ id: 'TaxSimulation', description: 'For orientation, without surtaxes; never a payslip' });

const figures = {
  usedCents: amountCents,
  limitCents: amountCents,
  leftCents: amountCents,
  taxableCents: amountCents.meta({ description: 'All of what was used, once the limit is exceeded' }),
  exceedingAllowed: z
    .boolean()
    .meta({ description: 'The employer said beforehand that it will be exceeded' }),
  oneCentMore: taxSimulation.meta({ description: 'What one cent beyond the limit would cost' }),
};

export const ownStanding = z
  .strictObject({ employerId: id, employerName: z.string(), children: z.int(), ...figures })
  .meta({ id: 'FringeStanding' });

/** Of an employer's own people; of whose children they are nothing is said beside the limit. */
export const employeeStanding = z
  .strictObject({
    personId: id,
    employee: z
      .strictObject({ taxCode: z.string(), familyName: z.string(), givenName: z.string() })
      .nullable()
      .meta({ description: 'Nobody any more once the person was erased' }),
    ...figures,
  })
  .meta({ id: 'EmployeeFringe' });

export const fringeEntryView = z
  .strictObject({
    id,
    personId: id,
    kind: z.enum(FringeKind),
    month: z.string().meta({ description: 'YYYY-MM' }),
    amountCents: amountCents.meta({ description: 'Of meal vouchers what one day is worth' }),
    days: z.int().nullable().meta({ description: 'Of meal vouchers alone' }),
    enteredAt: instant,
    withdrawnAt: instant.nullable(),
  })
  .meta({ id: 'FringeEntry', description: 'What an employer gave in a month outside the service' });

export function shownEntry(row: FringeEntry): z.input<typeof fringeEntryView> {
  const { id: entryId, personId, kind, month, amountCents: cents, days, enteredAt, withdrawnAt } = row;
  return {
    id: entryId,
    personId,
    kind,
    month: fromDateColumn(month).slice(0, 7),
    amountCents: cents,
    days,
    enteredAt: enteredAt.toISOString(),
    withdrawnAt: instantIn(withdrawnAt),
  };
}

export function figuresOf(standing: FringeStanding): z.input<z.ZodObject<typeof figures>> {
  const { usedCents, limitCents, leftCents, taxableCents, exceedingAllowed, oneCentMore } = standing;
  return { usedCents, limitCents, leftCents, taxableCents, exceedingAllowed, oneCentMore };
}
