import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useFaults } from '../../parts/use-faults.tsx';
import { day, romeToday } from '../../words/format.ts';
import type { Order } from './orders.tsx';

interface Recording {
  readonly order: Order;
  readonly left: number;
  readonly onDone: (words: string) => void;
}

/** Opens the form that says what was delivered of an order. */
export function RecordUnits({ order, left, onDone }: Recording) {
  const { t } = useTranslation('serving');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="btn btn-outline-primary"
        aria-label={`${t('record')}: ${order.code}`}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {t('record')}
      </button>
      {isOpen && (
        <RecordForm
          order={order}
          left={left}
          onDone={(words) => {
            setOpen(false);
            onDone(words);
          }}
        />
      )}
    </>
  );
}

/** The person is asked to confirm what is said here, and their silence confirms it. */
function RecordForm({ order, left, onDone }: Recording) {
  const { t } = useTranslation('serving');
  const { id, awardId, code } = order;
  const [draft, keep, discard] = useDraft(`units/${id}`, { units: '', deliveredOn: romeToday() });
  const units = Number(draft.units);
  const record = useWrite('recordUnits', ({ unitIds }) => {
    discard();
    onDone(t('record.done', { count: unitIds.length, code }));
  });
  const faults = useFaults(
    {
      units: {
        isWrong: !/^\d+$/.test(draft.units.trim()) || units < 1 || units > left,
        words: t('record.units.wrong', { most: left }),
      },
      deliveredOn: {
        isWrong: draft.deliveredOn === '' || draft.deliveredOn > romeToday(),
        words: t('record.day.wrong', { day: day(romeToday()) }),
      },
    },
    record.error,
  );
  return (
    <form
      noValidate
      className="console-form mt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!faults.isSound()) return;
        const body = { orderId: id, units, deliveredOn: draft.deliveredOn };
        record.mutate({ params: { awardId }, body });
      }}
    >
      <p>{t('record.words')}</p>
      {faults.summary}
      <Field
        label={t('record.units')}
        hint={t('record.units.hint', { most: left })}
        {...faults.field('units')}
      >
        {(control) => (
          <input
            {...control}
            className="form-control"
            inputMode="numeric"
            autoComplete="off"
            maxLength={4}
            value={draft.units}
            onChange={(event) => keep({ ...draft, units: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('record.day')} {...faults.field('deliveredOn')}>
        {(control) => (
          <input
            {...control}
            className="form-control"
            type="date"
            max={romeToday()}
            value={draft.deliveredOn}
            onChange={(event) => keep({ ...draft, deliveredOn: event.target.value })}
          />
        )}
      </Field>
      <button type="submit" className="btn btn-primary" disabled={record.isPending}>
        {t('record.do')}
      </button>
    </form>
  );
}
