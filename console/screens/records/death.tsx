import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { AskedTwice } from '../../parts/asked-twice.tsx';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useMissing } from '../../parts/use-missing.tsx';
import { day } from '../../words/format.ts';
import type { Person } from './person.tsx';
import { faultsByField } from './errors.ts';
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
  const [diedOn, setDiedOn] = useState('');
  const record = useWrite('recordPersonDeath');
  const missing = useMissing([{ name: 'diedOn', label: t('death.on'), value: diedOn }]);
  const refused = faultsByField(record.error, () => undefined).get('diedOn');
  return (
    <>
      <p>{t('death.words')}</p>
      {missing.summary}
      {record.error && <ProblemNotice error={record.error} />}
      <Field id="diedOn" label={t('death.on')} error={missing.at('diedOn') ?? refused}>
        {(control) => (
          <input
            {...control}
            type="date"
            value={diedOn}
            onChange={(event) => setDiedOn(event.target.value)}
          />
        )}
      </Field>
      <div className="console-actions">
        <AskedTwice
          label={t('death.record')}
          about={nameIn(person.identity!)}
          sure={t('death.sure')}
          yes={t('death.yes')}
          isPending={record.isPending}
          isReady={() => missing.isComplete()}
          onDo={() => record.mutate({ params: { personId: person.id }, body: { diedOn } })}
        />
      </div>
    </>
  );
}

function Recorded({ person }: { readonly person: Person }) {
  const { t } = useTranslation('records');
  const takeBack = useWrite('changePerson');
  return (
    <>
      <p>{t('death.recorded', { day: day(person.deceasedOn!) })}</p>
      {takeBack.error && <ProblemNotice error={takeBack.error} />}
      <div className="console-actions">
        <AskedTwice
          label={t('death.takeBack')}
          about={nameIn(person.identity!)}
          sure={t('death.takeBack.sure')}
          yes={t('death.takeBack.yes')}
          isPending={takeBack.isPending}
          onDo={() => takeBack.mutate({ params: { personId: person.id }, body: { deceasedOn: null } })}
        />
      </div>
    </>
  );
}
