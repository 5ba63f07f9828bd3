import type { Call } from '../../client/call.ts';
import { centsOf } from '../../words/cents.ts';
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
    units: wholeIn(typed.units),
    ...(typed.coveredUnits.trim() ? { coveredUnits: wholeIn(typed.coveredUnits) } : {}),
    unitPriceCents: centsOf(typed.price),
  } as Need;
}

/** A count as it is typed: "60" and "1.000" are counts, "12,5" is none. */
export function wholeIn(typed: string): number | undefined {
  const plain = typed.replaceAll(/\s/g, '');
  if (/^[1-9]\d{0,2}(\.\d{3})+$/.test(plain)) return Number(plain.replaceAll('.', ''));
  return /^\d{1,9}$/.test(plain) ? Number(plain) : undefined;
}

/** As many as the service takes for one need. */
const MOST_UNITS = 1000;
const MOST_PRICE_CENTS = 10_000_000;

type NumberFault = 'noCount' | 'noAmount';
type NeedFault = NumberFault | 'missing' | 'tooMany';

/** What is wrong with a number that was typed, whatever it is asked for. */
export function countFault(typed: string): NumberFault | undefined {
  const count = wholeIn(typed) ?? 0;
  return count >= 1 && count <= MOST_UNITS ? undefined : 'noCount';
}

export function priceFault(typed: string): NumberFault | undefined {
  const cents = centsOf(typed) ?? 0;
  return cents >= 1 && cents <= MOST_PRICE_CENTS ? undefined : 'noAmount';
}

type Faults = readonly (readonly [field: keyof TypedNeed, fault: NeedFault])[];

/** The fields of a need that lack an answer, or hold one that cannot be read. */
export function faultsOf(need: TypedNeed): Faults {
  const asked: (keyof TypedNeed)[] = ['description', 'service', 'forPersonId'];
  if (need.service === 'forMinor') asked.push('parentsApart');
  asked.push('providerId', 'unit', 'units', 'price');
  const isEmpty = (field: keyof TypedNeed) => need[field].trim() === '';
  return [
    ...asked.flatMap((field) => {
      const fault = isEmpty(field) ? 'missing' : numberFault(need, field);
      return fault ? [[field, fault] as const] : [];
    }),
    ...(isEmpty('coveredUnits') ? [] : coveredFault(need)),
  ];
}

function numberFault({ units, price }: TypedNeed, field: keyof TypedNeed): NumberFault | undefined {
  if (field === 'units') return countFault(units);
  return field === 'price' ? priceFault(price) : undefined;
}

/** Nobody covers more of a need than there is. */
function coveredFault({ units, coveredUnits }: TypedNeed): Faults {
  const covered = wholeIn(coveredUnits);
  if (covered === undefined) return [['coveredUnits', 'noCount']];
  return covered > (wholeIn(units) ?? MOST_UNITS) ? [['coveredUnits', 'tooMany']] : [];
}

/** Whether nothing is left to say of any need, and all of them can be checked. */
export function areAnswered(needs: readonly TypedNeed[]): boolean {
  return needs.every((need) => faultsOf(need).length === 0);
}
