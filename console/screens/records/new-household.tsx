import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useWrite } from '../../client/use-write.ts';
import { Heading } from '../../parts/heading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { romeToday } from '../../words/format.ts';
import { OpeningGate, type Reason } from '../cases/opening.tsx';
import { ComuneField } from './comune-field.tsx';
import { faultsByField } from './errors.ts';
import { nameIn, PersonSearch } from './person-search.tsx';
import { LineField } from './line-field.tsx';
import { useFieldWords } from './use-field-words.ts';
import { useNames } from './use-names.ts';

/** Enters a household with whoever belongs to it; who came by somebody's record begins with them. */
export default function NewHousehold() {
  const { t } = useTranslation('records');
  const [search] = useSearchParams();
  const first = search.get('person');
  return (
    <>
      <p className="mb-2">
        <Link to="/households">{t('back.households')}</Link>
      </p>
      <Heading>{t('household.enter')}</Heading>
      <OpeningGate of={first ?? 'household'}>
        {(reason) => <Form first={first} reason={reason} />}
      </OpeningGate>
    </>
  );
}

function Form({ first, reason }: { readonly first: string | null; readonly reason: Reason }) {
  const { t } = useTranslation('records');
  const go = useNavigate();
  const [comuneIstat, setComune] = useState('');
  const [on, setOn] = useState(romeToday());
  const [members, setMembers] = useState<readonly string[]>(first ? [first] : []);
  const names = useNames(members, reason);
  const create = useWrite('createHousehold', ({ id }) => void go(`/households/${id}`));
  const faults = faultsByField(create.error, useFieldWords());
  return (
    <>
      {create.error && <ProblemNotice error={create.error} />}
      <ComuneField
        label={t('comune')}
        error={faults.get('comuneIstat')}
        value={comuneIstat}
        onChange={setComune}
      />
      <LineField
        label={t('household.joinedOn')}
        type="date"
        error={faults.get('joinedOn')}
        value={on}
        onChange={setOn}
      />
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
          onClick={() =>
            create.mutate({
              body: { comuneIstat, members: members.map((personId) => ({ personId, joinedOn: on })) },
            })
          }
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
