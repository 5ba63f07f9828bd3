import type { Call } from '../../client/call.ts';
import { centsIn } from './finding-fields.ts';
import type { Reason } from './opening.tsx';

type Body = Call<'openAssessment'>['body'];
type Need = Body['needs'][number];

/** A need as it is typed: the price in euro, the counts in figures, whatever is missing left empty. */
export interface TypedNeed {
  readonly description: string;
  readonly service: Need['service'] | '';
  readonly forPersonId: string;
  readonly parentsApart: '' | 'yes' | 'no';
  readonly providerId: string;
  readonly unit: Need['unit'] | '';
  readonly units: string;
  readonly coveredUnits: string;
  readonly price: string;
}

/** An application as it is put together at the desk: people and providers by reference, never by name. */
export interface CaseDraft {
  readonly reason: Reason;
  readonly householdId: string;
  readonly beneficiaryId: string;
  readonly applicantId: string;
  readonly relationId: string;
  readonly needs: readonly TypedNeed[];
}

export const emptyNeed: TypedNeed = {
  description: '',
  service: '',
  forPersonId: '',
  parentsApart: '',
  providerId: '',
  unit: '',
  units: '',
  coveredUnits: '',
  price: '',
};

export const emptyDraft: CaseDraft = {
  reason: 'desk',
  householdId: '',
  beneficiaryId: '',
  applicantId: '',
  relationId: '',
  needs: [emptyNeed],
};

export const services = ['forMinor', 'homeCare', 'other'] as const;
export const units = ['hour', 'session', 'day', 'week', 'month', 'meal', 'trip'] as const;

/** What is sent; what was left empty is absent, for the service to ask at its field. */
export function bodyOf(
  { householdId, beneficiaryId, applicantId, relationId, needs }: Omit<CaseDraft, 'reason'>,
  channel: Body['channel'] = 'desk',
): Body {
  return {
    householdId,
    beneficiaryId,
    applicantId,
    channel,
    ...(relationId ? { relationId } : {}),
    needs: needs.map(needOf),
  };
}

function needOf(typed: TypedNeed): Need {
  const { description, service, forPersonId, parentsApart, providerId, unit } = typed;
  return {
    description,
    service: service || undefined,
    forPersonId: forPersonId || undefined,
    ...(service === 'forMinor' && parentsApart ? { parentsApart: parentsApart === 'yes' } : {}),
    providerId: providerId || undefined,
    unit: unit || undefined,
    units: count(typed.units),
    ...(typed.coveredUnits.trim() ? { coveredUnits: count(typed.coveredUnits) } : {}),
    unitPriceCents: typed.price.trim() ? centsIn(typed.price) : undefined,
  } as Need;
}

function count(text: string): number | undefined {
  return text.trim() === '' ? undefined : Number(text);
}

/** The fields of a need that still lack an answer. */
export function emptyFields(need: TypedNeed): readonly (keyof TypedNeed)[] {
  const asked: (keyof TypedNeed)[] = [
    'description',
    'service',
    'forPersonId',
    'providerId',
    'unit',
    'units',
    'price',
  ];
  if (need.service === 'forMinor') asked.push('parentsApart');
  return asked.filter((field) => need[field].trim() === '');
}

/** Whether nothing is left to say of any need, and all of them can be checked. */
export function areAnswered(needs: readonly TypedNeed[]): boolean {
  return needs.every((need) => emptyFields(need).length === 0);
}
