import { useTranslation } from 'react-i18next';
import { isAsked, isNeeded } from '../cases/asked-forms.ts';
import type { Dossier } from '../cases/dossier-items.ts';
import { isAboutPerson, isFinding, type ItemKind } from '../cases/item-kinds.ts';
import { usePeopleRead } from './people.ts';

/** Somebody of the household, as whoever asks the Fund knows them. */
export interface FormPerson {
  readonly id: string;
  readonly name: string;
  readonly isAdult: boolean | null;
}

/**
 * Whom somebody fills forms in about. One relative whose name they may not read is still one; of several nobody could
 * tell here which is which.
 */
export function useFormPeople(members: Dossier['members']) {
  const { t } = useTranslation('person');
  const { people, isPending } = usePeopleRead();
  const as = ({ personId: id, isAdult }: Dossier['members'][number]): FormPerson => ({
    id,
    name: people.find((one) => one.id === id)?.name ?? t('order.who.unnamed'),
    isAdult,
  });
  const isKnown = ({ personId }: Dossier['members'][number]) => people.some(({ id }) => id === personId);
  const known = people.flatMap(({ id }) => members.find(({ personId }) => personId === id) ?? []).map(as);
  const unknown = members.filter((member) => !isKnown(member)).map(as);
  return unknown.length > 1
    ? { people: known, unknown: unknown.length, isPending }
    : { people: [...known, ...unknown], unknown: 0, isPending };
}

/** What whoever asks hands in themselves: no finding, which is a caseworker's word. */
export function isOwnToFill(dossier: Dossier, kind: ItemKind, person: FormPerson | undefined): boolean {
  if (isFinding(kind) || isAboutPerson(kind) !== (person !== undefined)) return false;
  return (person === undefined || isAsked(kind, person)) && isNeeded(dossier, kind, person);
}
