import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { useWrite } from '../../client/use-write.ts';
import { Form, isComplete } from '../../parts/form.tsx';
import { Heading } from '../../parts/heading.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { romeToday } from '../../words/format.ts';
import { OpeningGate, type Reason } from '../cases/opening.tsx';
import { ComuneField } from './comune-field.tsx';
import { BackFrom, useForCase } from './for-case.tsx';
import { nameIn, PersonSearch } from './person-search.tsx';
import { useNames } from './use-names.ts';

/** Enters a household with whoever belongs to it; who came by somebody's record begins with them. */
export default function NewHousehold() {
  const { t } = useTranslation('records');
  const [search] = useSearchParams();
  const first = search.get('person');
  return (
    <>
      <BackFrom list="/households" label={t('back.households')} />
      <Heading>{t('household.enter')}</Heading>
      <OpeningGate of={first ?? 'household'}>
        {(reason) => <Entering first={first} reason={reason} />}
      </OpeningGate>
    </>
  );
}

function Entering({ first, reason }: { readonly first: string | null; readonly reason: Reason }) {
  const { t } = useTranslation('records');
  const go = useNavigate();
  const { afterHousehold } = useForCase();
  const form = useForm({
    defaultValues: { comuneIstat: '', joinedOn: romeToday() },
    shouldFocusError: false,
  });
  const [members, setMembers] = useState<readonly string[]>(first ? [first] : []);
  const names = useNames(members, reason);
  const create = useWrite('createHousehold', ({ id }) => void go(afterHousehold(id, first)));
  const enter = async () => {
    const { comuneIstat, joinedOn } = form.getValues();
    if (await isComplete(form))
      create.mutate({ body: { comuneIstat, members: members.map((personId) => ({ personId, joinedOn })) } });
  };
  const at = { form, formName: 'household' };
  return (
    <>
      <Form name="household" form={form} problem={create.error}>
        <ComuneField {...at} name="comuneIstat" wrong={t('wrong.comuneIstat')} />
        <TextField {...at} name="joinedOn" type="date" label={t('household.joinedOn')} />
      </Form>
      <h2 className="h4">{t('household.members')}</h2>
      <Chosen
        members={members}
        names={names.data}
        onRemove={(id) => setMembers(members.filter((one) => one !== id))}
      />
      <PersonSearch reason={reason}>
        {(found) => (
          <button
            type="button"
            className="btn btn-outline-primary btn-sm"
            aria-label={`${t('household.add')}: ${nameIn(found)}`}
            disabled={members.includes(found.id)}
            onClick={() => setMembers([...members, found.id])}
          >
            {t('household.add')}
          </button>
        )}
      </PersonSearch>
      <div className="console-actions">
        <button
          type="button"
          className="btn btn-primary"
          disabled={create.isPending || members.length === 0}
          onClick={() => void enter()}
        >
          {t(create.isPending ? 'sending' : 'household.record')}
        </button>
      </div>
    </>
  );
}

function Chosen({
  members,
  names,
  onRemove,
}: {
  readonly members: readonly string[];
  readonly names: ReadonlyMap<string, string> | undefined;
  readonly onRemove: (id: string) => void;
}) {
  const { t } = useTranslation('records');
  return (
    <>
      {members.length === 0 && <p>{t('household.nobody')}</p>}
      <ul>
        {members.map((id) => (
          <li key={id} className="mb-2">
            {names?.get(id) ?? '…'}{' '}
            <button
              type="button"
              className="btn btn-outline-danger btn-sm"
              aria-label={t('household.removeNamed', { name: names?.get(id) ?? '' })}
              onClick={() => onRemove(id)}
            >
              {t('household.remove')}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
