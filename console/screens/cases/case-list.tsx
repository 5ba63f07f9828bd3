import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { Field } from '../../parts/field.tsx';
import { Filters } from '../../parts/filters.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useSession } from '../../session/session-context.ts';
import { day } from '../../words/format.ts';
import { FindPerson, WithoutNames } from './find-person.tsx';
import { caseStates, StateTag, Waiting } from './state-tag.tsx';

const whoseCases = ['mine', 'all'] as const;
const terms = ['any', 'late', 'week'] as const;
type Term = (typeof terms)[number];

/** The alliance's cases; opens on one's own. The address says which are shown. */
export function CaseList() {
  const { t } = useTranslation('cases');
  const { me } = useSession();
  const [search, setSearch] = useSearchParams();
  const personId = search.get('person');
  const whose = search.get('whose') === 'all' ? 'all' : 'mine';
  const due = terms.find((known) => known === search.get('due')) ?? 'any';
  const state = caseStates.find((known) => known === search.get('state'));
  const dueBefore = useMemo(() => endOf(due), [due]);
  const cases = useList('listAssessments', {
    query: {
      ...(whose === 'mine' ? { caseworkerId: me.accountId } : {}),
      ...(personId ? { personId } : {}),
      ...(state ? { state } : {}),
      ...(dueBefore ? { dueBefore } : {}),
    },
  });
  const choose = (name: string, value: string) =>
    setSearch((before) => {
      before.set(name, value);
      return before;
    });
  return (
    <>
      <Heading>{t('title')}</Heading>
      <p>
        <Link className="btn btn-primary" to="/cases/new">
          {t('start')}
        </Link>
      </p>
      {search.get('find') === 'person' ? <FindPerson /> : <WithoutNames personId={personId} />}
      <CaseFilters whose={whose} due={due} state={state} onChoose={choose} />
      {cases.error && <ProblemNotice error={cases.error} onAgain={() => void cases.refetch()} />}
      {!cases.items && !cases.error && <Loading />}
      {cases.items?.length === 0 && (
        <div className="console-empty">
          <p>{t(whose === 'mine' ? 'empty.mine' : 'empty.all')}</p>
          {whose === 'mine' && (
            <Link
              className="btn btn-outline-primary"
              to={personId ? `?whose=all&person=${personId}` : '?whose=all'}
            >
              {t('empty.next')}
            </Link>
          )}
        </div>
      )}
      {cases.items && (
        <ul className="console-rows">
          {cases.items.map((one) => (
            <CaseRow key={one.id} one={one} />
          ))}
        </ul>
      )}
      <More list={cases} />
    </>
  );
}

function CaseFilters({
  whose,
  due,
  state,
  onChoose: choose,
}: {
  readonly whose: (typeof whoseCases)[number];
  readonly due: Term;
  readonly state: (typeof caseStates)[number] | undefined;
  readonly onChoose: (name: string, value: string) => void;
}) {
  const { t } = useTranslation('cases');
  return (
    <>
      <Filters
        name={t('filter.whose')}
        options={whoseCases.map((value) => ({ value, label: t(`whose.${value}`) }))}
        chosen={whose}
        onChoose={(value) => choose('whose', value)}
      />
      <div className="mt-2">
        <Filters
          name={t('filter.due')}
          options={terms.map((value) => ({ value, label: t(`due.${value}`) }))}
          chosen={due}
          onChoose={(value) => choose('due', value)}
        />
      </div>
      <div className="mt-3">
        <Field label={t('filter.state')}>
          {(control) => (
            <select
              {...control}
              value={state ?? ''}
              onChange={(event) => choose('state', event.target.value)}
            >
              <option value="">{t('state.any')}</option>
              {caseStates.map((value) => (
                <option key={value} value={value}>
                  {t(`state.${value}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
    </>
  );
}

function CaseRow({ one }: { readonly one: Answer<'listAssessments'>['items'][number] }) {
  const { t } = useTranslation('cases');
  return (
    <li>
      <h2 className="h6 mb-1">
        <Link to={`/cases/${one.id}`}>{t('protocol', { number: one.protocolNumber })}</Link>
      </h2>
      <p className="mb-1">
        <StateTag state={one.state} /> <Waiting {...(one.award ?? one)} />
      </p>
      <p className="mb-0 small">{t('received', { day: day(one.receivedAt), term: day(one.termEndsOn) })}</p>
    </li>
  );
}

/** Up to the hour, so that the same question is asked again and not another one each second. */
function endOf(due: Term): string | undefined {
  if (due === 'any') return undefined;
  const hour = 3_600_000;
  const now = Math.floor(Date.now() / hour) * hour;
  return new Date(due === 'late' ? now : now + 7 * 24 * hour).toISOString();
}
