import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from './field.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { useMissing } from './use-missing.tsx';
import { romeToday } from '../words/format.ts';

interface Moment {
  readonly placeId: string;
  readonly day: string;
  readonly time: string;
}

/** A day and an hour to propose, and where if there is a choice. */
export function MomentForm({
  name,
  places,
  write,
  submit,
  onSend,
}: {
  readonly name: string;
  readonly places: readonly { readonly id: string; readonly name: string; readonly address: string }[];
  readonly write: { readonly error: Error | null; readonly isPending: boolean };
  readonly submit: string;
  readonly onSend: (moment: Moment) => void;
}) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Moment>({ placeId: places[0]?.id ?? '', day: '', time: '' });
  const missing = useMissing([
    { name: `${name}-day`, label: t('moment.day'), value: asked.day },
    { name: `${name}-time`, label: t('moment.time'), value: asked.time },
  ]);
  return (
    <form
      className="console-search"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (missing.isComplete()) onSend(asked);
      }}
    >
      {missing.summary}
      {write.error && <ProblemNotice error={write.error} />}
      {places.length > 0 && (
        <Field label={t('moment.place')}>
          {(control) => (
            <select
              {...control}
              value={asked.placeId}
              onChange={(event) => setAsked({ ...asked, placeId: event.target.value })}
            >
              {places.map(({ id, name: place, address }) => (
                <option key={id} value={id}>
                  {place}, {address}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field id={`${name}-day`} label={t('moment.day')} error={missing.at(`${name}-day`)}>
        {(control) => (
          <input
            {...control}
            type="date"
            min={romeToday()}
            value={asked.day}
            onChange={(event) => setAsked({ ...asked, day: event.target.value })}
          />
        )}
      </Field>
      <Field id={`${name}-time`} label={t('moment.time')} error={missing.at(`${name}-time`)}>
        {(control) => (
          <input
            {...control}
            type="time"
            value={asked.time}
            onChange={(event) => setAsked({ ...asked, time: event.target.value })}
          />
        )}
      </Field>
      <button type="submit" className="btn btn-primary" disabled={write.isPending}>
        {submit}
      </button>
    </form>
  );
}
