import { useTranslation } from 'react-i18next';
import { usePlaces } from '../../parts/use-places.ts';

/** As it is chosen: for all places and the people too, for all places, or for one. */
export interface Duty {
  readonly responsible: boolean;
  readonly placeId: string | null;
}

export function chosenOf({ responsible, placeId }: Duty): string {
  return placeId ?? (responsible ? 'responsible' : 'all');
}

export function dutyOf(chosen: string): Duty {
  const responsible = chosen === 'responsible';
  return { responsible, placeId: responsible || chosen === 'all' ? null : chosen };
}

/** Whoever answers for the others works for all places; one place that is closed can be nobody's. */
export function useDuties(): readonly { readonly value: string; readonly label: string }[] {
  const { t } = useTranslation('serving');
  const { open } = usePlaces();
  return [
    { value: 'all', label: t('duty.all') },
    { value: 'responsible', label: t('duty.responsible') },
    ...open.map(({ id, name, address }) => ({
      value: id,
      label: t('duty.place', { name: `${name}, ${address}` }),
    })),
  ];
}
