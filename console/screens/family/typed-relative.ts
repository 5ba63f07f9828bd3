import type { FamilyRelation } from '../../../domain/family.ts';
import { centsOf } from '../../words/cents.ts';

/** A relative as they are typed; what is left empty nobody said. */
export interface TypedRelative {
  readonly relativeId: string;
  readonly relation: FamilyRelation | '';
  readonly cohabiting: 'yes' | 'no' | '';
  readonly alimony: boolean;
  readonly fiscallyDependent: boolean;
  readonly nonSelfSufficient: boolean;
  readonly income: string;
  readonly validFrom: string;
  readonly validUntil: string;
}

/** Spouse and children count wherever they live (art. 12 TUIR). */
export function asksHome(relation: TypedRelative['relation']): boolean {
  return relation !== '' && relation !== 'spouse' && relation !== 'child';
}

/** As the service takes it: what was not asked is not said, also where it was answered for another relation before. */
export function declaredOf(typed: TypedRelative) {
  const { relativeId, relation, fiscallyDependent, nonSelfSufficient, validFrom, validUntil } = typed;
  if (relation === '') throw new Error('A form is sent only once it was said who they are to the employee');
  return {
    relativeId,
    relation,
    fiscallyDependent,
    nonSelfSufficient,
    validFrom,
    ...(asksHome(relation) ? { cohabiting: typed.cohabiting === 'yes', alimony: typed.alimony } : {}),
    ...(typed.income.trim() === '' ? {} : { yearlyIncomeCents: centsOf(typed.income)! }),
    ...(validUntil === '' ? {} : { validUntil }),
  };
}
