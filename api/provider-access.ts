import { currentAdmission } from '../activities/provider-offer/admission.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import { hasRole, type Principal } from './principal.ts';

/** What somebody of a provider may see of it: everything, or one place. */
export interface Duty {
  readonly organisationId: string;
  readonly responsible: boolean;
  readonly placeId: string | null;
}

export const offerReaders = ['caseworker', 'administrator', 'auditor'] as const;

/** Somebody's part in the provider they work for; undefined for everybody else. */
export function dutyOf(principal: Principal): Duty | undefined {
  const { organisationId, responsible, placeId } = principal;
  if (!organisationId || !hasRole(principal, 'provider')) return undefined;
  return { organisationId, responsible, placeId };
}

/** The provider's own people alone, and of them nobody who is limited to one place: 404 alike for everybody else. */
export async function mayChangeOfferOrThrow(
  tx: Tx,
  principal: Principal,
  organisationId: string | null,
): Promise<void> {
  const duty = dutyOf(principal);
  if (!duty || duty.organisationId !== organisationId) throw notFound(offerWord);
  if (duty.placeId !== null) throw ofOnePlace;
  if (!(await currentAdmission(tx, duty.organisationId))) throw notAdmitted;
}

export const offerWord = { it: 'Offerta del fornitore', en: 'Provider’s offer' };

const ofOnePlace = new Refusal('notAllowed', {
  detail: {
    it: 'Questa utenza vede una sede sola: l’offerta la cambia chi lavora per tutto il fornitore.',
    en: 'This account sees one place only: the offer is changed by whoever works for the whole provider.',
  },
});
const notAdmitted = new Refusal('stepNotPossible', {
  detail: {
    it: 'L’ente non è, o non è più, un fornitore dell’alleanza.',
    en: 'The organisation is not, or no longer, a provider of the alliance.',
  },
});
