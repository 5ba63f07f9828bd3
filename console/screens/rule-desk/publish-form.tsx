import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useFaults } from '../../parts/use-kept-form.ts';
import { romeToday } from '../../words/format.ts';
import type { Version } from './use-version-draft.ts';

/** Put in force by a second person, now or from a day and hour on. */
export function PublishForm({ version, onDone }: { readonly version: Version; readonly onDone: () => void }) {
  const { t } = useTranslation('rules');
  const form = useForm({
    defaultValues: { when: 'now', date: romeToday(), time: '00:00' },
    shouldFocusError: false,
  });
  const publish = useWrite('publishVersion', onDone);
  useFaults(form, publish.error, (place, message) =>
    place === 'from' ? { field: 'date', words: message } : undefined,
  );
  const at = { form, formName: 'publish' };
  return (
    <Form
      name="publish"
      form={form}
      problem={publish.error}
      className="console-form mb-5"
      onSend={({ when, date, time }) =>
        publish.mutate({
          params: { versionId: version.id },
          body: { from: when === 'now' ? 'now' : { date, time } },
        })
      }
    >
      <h2 className="h4">{t('publish.title')}</h2>
      <p>{t('publish.words')}</p>
      <ChoiceField
        {...at}
        name="when"
        label={t('publish.when')}
        options={(['now', 'later'] as const).map((value) => ({ value, label: t(`publish.${value}`) }))}
      />
      {form.watch('when') === 'later' && (
        <>
          <TextField {...at} name="date" type="date" label={t('publish.date')} />
          <TextField {...at} name="time" type="time" label={t('publish.time')} hint={t('publish.clock')} />
        </>
      )}
      <button type="submit" className="btn btn-primary" disabled={publish.isPending}>
        {t(publish.isPending ? 'sending' : 'publish.send')}
      </button>
    </Form>
  );
}
