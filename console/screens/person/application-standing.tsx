import { useTranslation } from 'react-i18next';
import type { CaseState } from '../cases/state-tag.tsx';
import { day } from '../../words/format.ts';

/** Where an application stands, in words for whoever asked: who has to do what, and until when. */
export function ApplicationStanding({
  application,
}: {
  readonly application: {
    readonly state: CaseState;
    readonly dueAt: string | null;
    readonly termEndsOn: string;
  };
}) {
  const { t } = useTranslation('person');
  const { state, dueAt, termEndsOn } = application;
  const isOver = ['granted', 'refused', 'withdrawn', 'inadmissible'].includes(state);
  return (
    <>
      {t(`standing.${state}`)} {!isOver && dueAt && t('standing.until', { day: day(dueAt) })}{' '}
      {!isOver && t('standing.term', { day: day(termEndsOn) })}
    </>
  );
}
