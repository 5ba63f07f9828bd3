import { z } from 'zod';
import { evidenceSchema } from './evidence.ts';
import { addDays, addMonths, type PlainDate } from './plain-date.ts';

/**
 * What happened at work. `on` is the day it happened or began; a reduction carries the two amounts it is
 * computed from (hours or pay, same unit), because "a third less" is a claim and two numbers are a fact.
 */
export const workEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('jobLoss'), on: z.iso.date() }),
  z.strictObject({ kind: z.literal('zeroHours'), on: z.iso.date() }),
  z.strictObject({
    kind: z.literal('reducedHoursOrPay'),
    on: z.iso.date(),
    averageOfSixMonthsBefore: z.int().min(1).max(100_000_000),
    now: z.int().min(0).max(100_000_000),
  }),
  z.strictObject({ kind: z.literal('contractEnding'), endsOn: z.iso.date() }),
]);

export type WorkEvent = z.infer<typeof workEventSchema>;

/** What the caseworker found, each with its evidence. A finding nobody made is absent. */
export const findingsSchema = z.strictObject({
  /** An empty list of events is a finding too: nothing happened at work. */
  work: z.strictObject({ events: z.array(workEventSchema).max(20), evidence: evidenceSchema }).optional(),
  housing: z
    .strictObject({
      evictionOrder: z.boolean(),
      arrearsMonths: z.int().min(0).max(600),
      overcrowded: z.boolean(),
      evidence: evidenceSchema,
    })
    .optional(),
  network: z
    .strictObject({ value: z.enum(['adequate', 'weak', 'absent']), evidence: evidenceSchema })
    .optional(),
  /** Alone in the care of a non-self-sufficient person or of a child under 14, without help. */
  soleCaregiver: z.strictObject({ value: z.boolean(), evidence: evidenceSchema }).optional(),
});

export type Findings = z.infer<typeof findingsSchema>;

export type WorkShock = WorkEvent['kind'] | 'none';
export type Housing = 'adequate' | 'overcrowded' | 'arrears' | 'eviction';

export interface WorkShockLimits {
  readonly workShockLookbackMonths: number;
  readonly reducedWorkFromPercent: number;
  readonly contractEndingWithinDays: number;
}

/** The most serious event that counts on the date; both ends of the look-back and look-ahead count. */
export function mostSeriousWorkShock(
  events: readonly WorkEvent[],
  limits: WorkShockLimits,
  onDate: PlainDate,
): WorkShock {
  const kinds = events.filter((event) => countsOn(event, limits, onDate)).map(({ kind }) => kind);
  return workShocksBySeriousness.find((kind) => kinds.includes(kind)) ?? 'none';
}

const workShocksBySeriousness = ['jobLoss', 'zeroHours', 'reducedHoursOrPay', 'contractEnding'] as const;

function countsOn(event: WorkEvent, limits: WorkShockLimits, onDate: PlainDate): boolean {
  if (event.kind === 'contractEnding') {
    const lastDay = addDays(onDate, limits.contractEndingWithinDays);
    return onDate <= event.endsOn && event.endsOn <= lastDay;
  }
  const firstDay = addMonths(onDate, -limits.workShockLookbackMonths);
  if (event.on < firstDay || event.on > onDate) return false;
  if (event.kind !== 'reducedHoursOrPay') return true;
  const lost = event.averageOfSixMonthsBefore - event.now;
  return lost * 100 >= limits.reducedWorkFromPercent * event.averageOfSixMonthsBefore;
}

/** The most serious hardship only: the blocks of the score never add housing conditions up. */
export function mostSeriousHousing(
  housing: NonNullable<Findings['housing']>,
  limits: { readonly arrearsFromMonths: number },
): Housing {
  if (housing.evictionOrder) return 'eviction';
  if (housing.arrearsMonths >= limits.arrearsFromMonths) return 'arrears';
  return housing.overcrowded ? 'overcrowded' : 'adequate';
}
