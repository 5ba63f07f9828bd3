import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { isAsked, isNeeded } from '../cases/asked-forms.ts';
import type { Dossier } from '../cases/dossier-items.ts';
import { isAboutPerson, isFinding, type ItemKind } from '../cases/item-kinds.ts';
import { usePeopleRead } from './people.ts';
import { namelessOf, type Nameless } from './tell-apart.ts';

/** Somebody of the household, as whoever asks the Fund knows them. */
export interface FormPerson {
  readonly id: string;
  readonly name: string;
  readonly isAdult: boolean | null;
  /** Their name is not for the reader. */
  readonly isNameless: boolean;
}

/** The dossier as whoever asked reads it; each opening is on record, so that no clock repeats it. */
export function useOwnDossier(assessmentId: string) {
  return useRead('openDossier', { params: { assessmentId }, query: {} }, { once: true });
}

/** Whom somebody fills forms in about: first those whose name they may read, then the others by age. */
export function useFormPeople(members: Dossier['members']) {
  const { t } = useTranslation('person');
  const { people, isPending } = usePeopleRead();
  const ageOf = new Map(members.map(({ personId, isAdult }) => [personId, isAdult]));
  const wordsFor = ({ age, number, of }: Nameless): string => {
    const relative = t(`relative.${age}`);
    return of === 1 ? relative : t('relative.numbered', { relative, number, of });
  };
  const named = people.flatMap(({ id, name }) =>
    name && ageOf.has(id) ? [{ id, name, isNameless: false }] : [],
  );
  const nameless = namelessOf(people, members).map((one) => ({
    id: one.personId,
    name: wordsFor(one),
    isNameless: true,
  }));
  return {
    people: [...named, ...nameless].map((one): FormPerson => ({
      ...one,
      isAdult: ageOf.get(one.id) ?? null,
    })),
    isPending,
  };
}

/** How whoever asked knows somebody of the household. */
export function useNameInCase(assessmentId: string): (personId: string | undefined) => string | undefined {
  const dossier = useOwnDossier(assessmentId);
  const { people } = useFormPeople(dossier.data?.members ?? []);
  return (personId) => people.find(({ id }) => id === personId)?.name;
}

/** What whoever asks hands in themselves: no finding, which is a caseworker's word. */
export function isOwnToFill(dossier: Dossier, kind: ItemKind, person: FormPerson | undefined): boolean {
  if (isFinding(kind) || isAboutPerson(kind) !== (person !== undefined)) return false;
  return (person === undefined || isAsked(kind, person)) && isNeeded(dossier, kind, person);
}
