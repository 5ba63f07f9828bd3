import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { AskedTwice } from '../../parts/asked-twice.tsx';
import { AskedWrite } from '../../parts/asked-write.tsx';
import { Form, isComplete } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { day } from '../../words/format.ts';
import type { Person } from './person.tsx';
import { nameIn } from './person-search.tsx';

/** Somebody's death, and taking back one that was recorded by mistake. */
export function Death({ person }: { readonly person: Person }) {
  const { t } = useTranslation('records');
  return (
    <section aria-labelledby="death" className="mt-5">
      <h2 id="death" className="h4">
        {t('death.title')}
      </h2>
      {person.deceasedOn ? <Recorded person={person} /> : <Record person={person} />}
    </section>
  );
}

function Record({ person }: { readonly person: Person }) {
  const { t } = useTranslation('records');
  const form = useForm({ defaultValues: { diedOn: '' }, shouldFocusError: false });
  const record = useWrite('recordPersonDeath');
  return (
    <>
      <p>{t('death.words')}</p>
      <Form name="death" form={form} problem={record.error}>
        <TextField form={form} formName="death" name="diedOn" type="date" label={t('death.on')} />
        <div className="console-actions">
          <AskedTwice
            label={t('death.record')}
            about={nameIn(person.identity!)}
            sure={t('death.sure')}
            yes={t('death.yes')}
            isPending={record.isPending}
            isReady={() => isComplete(form)}
            onDo={() => record.mutate({ params: { personId: person.id }, body: form.getValues() })}
          />
        </div>
      </Form>
    </>
  );
}

function Recorded({ person }: { readonly person: Person }) {
  const { t } = useTranslation('records');
  const takeBack = useWrite('changePerson');
  return (
    <>
      <p>{t('death.recorded', { day: day(person.deceasedOn!) })}</p>
      <AskedWrite
        write={takeBack}
        label={t('death.takeBack')}
        about={nameIn(person.identity!)}
        sure={t('death.takeBack.sure')}
        yes={t('death.takeBack.yes')}
        onDo={() => takeBack.mutate({ params: { personId: person.id }, body: { deceasedOn: null } })}
      />
    </>
  );
}
