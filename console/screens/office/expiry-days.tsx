import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { daysBetween } from '../../../domain/plain-date.ts';
import { Field } from '../../parts/field.tsx';
import { useFaults } from '../../parts/use-faults.tsx';

const DAYS_MAX = 92;

/** Of which days the calendar is shown. */
export function ExpiryDays({
  fromDate,
  toDate,
  onChoose,
}: {
  readonly fromDate: string;
  readonly toDate: string;
  readonly onChoose: (days: { readonly fromDate: string; readonly toDate: string }) => void;
}) {
  const { t } = useTranslation('office');
  const [days, setDays] = useState({ fromDate, toDate });
  const isBackwards = days.toDate < days.fromDate;
  const isLong = !isBackwards && days.fromDate !== '' && daysBetween(days.fromDate, days.toDate) >= DAYS_MAX;
  const faults = useFaults(
    {
      fromDate: { isWrong: days.fromDate === '', words: t('days.from.wrong') },
      toDate: {
        isWrong: days.toDate === '' || isBackwards || isLong,
        words: t('days.to.wrong', { days: DAYS_MAX }),
      },
    },
    undefined,
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (faults.isSound()) onChoose(days);
      }}
    >
      {faults.summary}
      <div className="console-search">
        <Field label={t('days.from')} {...faults.field('fromDate')}>
          {(control) => (
            <input
              {...control}
              type="date"
              value={days.fromDate}
              onChange={(event) => setDays({ ...days, fromDate: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('days.to')} {...faults.field('toDate')}>
          {(control) => (
            <input
              {...control}
              type="date"
              value={days.toDate}
              onChange={(event) => setDays({ ...days, toDate: event.target.value })}
            />
          )}
        </Field>
        <button type="submit" className="btn btn-outline-primary">
          {t('days.show')}
        </button>
      </div>
    </form>
  );
}
