import { z } from 'zod';
import type { FringeStanding } from '../activities/voucher/fringe.ts';
import { amountCents, id } from './schema.ts';

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
export const employeeStanding = z.strictObject({ personId: id, ...figures }).meta({ id: 'EmployeeFringe' });

export function figuresOf(standing: FringeStanding): z.input<z.ZodObject<typeof figures>> {
  const { usedCents, limitCents, leftCents, taxableCents, exceedingAllowed, oneCentMore } = standing;
  return { usedCents, limitCents, leftCents, taxableCents, exceedingAllowed, oneCentMore };
}
