import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { messageAt } from '../../client/problem.ts';
import { useWrite } from '../../client/use-write.ts';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { romeToday } from '../../words/format.ts';
import type { Version } from './use-version-draft.ts';

/** Put in force by a second person, now or from a day and hour on. */
export function PublishForm({ version, onDone }: { readonly version: Version; readonly onDone: () => void }) {
  const { t } = useTranslation('rules');
  const [when, setWhen] = useState<'now' | 'later'>('now');
  const [date, setDate] = useState(romeToday());
  const [time, setTime] = useState('00:00');
  const publish = useWrite('publishVersion', onDone);
  return (
    <form
      noValidate
      className="console-form mb-5"
      onSubmit={(event) => {
        event.preventDefault();
        publish.mutate({
          params: { versionId: version.id },
          body: { from: when === 'now' ? 'now' : { date, time } },
        });
      }}
    >
      <h2 className="h4">{t('publish.title')}</h2>
      <p>{t('publish.words')}</p>
      {publish.error && <ProblemNotice error={publish.error} />}
      <Choice
        legend={t('publish.when')}
        options={(['now', 'later'] as const).map((value) => ({ value, label: t(`publish.${value}`) }))}
        chosen={when}
        onChoose={(value) => setWhen(value as 'now' | 'later')}
      />
      {when === 'later' && (
        <>
          <Field
            label={t('publish.date')}
            error={messageAt(publish.error, 'date') ?? messageAt(publish.error, 'from')}
          >
            {(control) => (
              <input
                {...control}
                type="date"
                value={date}
                onChange={(event) => setDate(event.target.value)}
              />
            )}
          </Field>
          <Field label={t('publish.time')} hint={t('publish.clock')} error={messageAt(publish.error, 'time')}>
            {(control) => (
              <input
                {...control}
                type="time"
                value={time}
                onChange={(event) => setTime(event.target.value)}
              />
            )}
          </Field>
        </>
      )}
      <button type="submit" className="btn btn-primary" disabled={publish.isPending}>
        {t(publish.isPending ? 'sending' : 'publish.send')}
      </button>
    </form>
  );
}
