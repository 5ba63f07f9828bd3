import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { Field } from '../../parts/field.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useSession } from '../../session/session-context.ts';
import { ComuneFilter } from './comune-field.tsx';
import { organisationRoles, type Organisation } from './organisation-fields.tsx';
import { useComuni } from '../../parts/use-comuni.ts';

const TYPING_MS = 300;

/** Who belongs to the alliance, by name, part in it and comune. */
export default function Organisations() {
  const { t } = useTranslation('records');
  const { me } = useSession();
  const { nameOf } = useComuni();
  const [search, setSearch] = useSearchParams();
  const role = organisationRoles.find((known) => known === search.get('role'));
  const [comune, q] = [search.get('comune') ?? '', search.get('q') ?? ''];
  const choose = (name: string, value: string) =>
    setSearch(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  const organisations = useList('listOrganisations', {
    query: { order: 'byName', ...(role ? { role } : {}), ...(comune ? { comune } : {}), ...(q ? { q } : {}) },
  });
  return (
    <>
      <Heading>{t('organisations.title')}</Heading>
      {me.roles.includes('administrator') && (
        <div className="console-actions mt-0">
          <Link className="btn btn-outline-primary" to="/organisations/new">
            {t('organisations.new')}
          </Link>
        </div>
      )}
      <div className="console-search" role="search">
        <NameFilter chosen={q} onChoose={(value) => choose('q', value)} />
        <Field label={t('organisations.role')}>
          {(control) => (
            <select {...control} value={role ?? ''} onChange={(event) => choose('role', event.target.value)}>
              <option value="">{t('organisations.anyRole')}</option>
              {organisationRoles.map((value) => (
                <option key={value} value={value}>
                  {t(`organisationRole.${value}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <ComuneFilter label={t('comune')} value={comune} onChange={(value) => choose('comune', value)} />
      </div>
      {organisations.error && (
        <ProblemNotice error={organisations.error} onAgain={() => void organisations.refetch()} />
      )}
      {!organisations.items && !organisations.error && <Loading />}
      {organisations.items?.length === 0 && <p className="console-empty">{t('organisations.none')}</p>}
      <ul className="console-rows">
        {organisations.items?.map((one) => (
          <OrganisationRow key={one.id} one={one} comune={nameOf(one.comuneIstat)} />
        ))}
      </ul>
      <More list={organisations} />
    </>
  );
}

function OrganisationRow({ one, comune }: { readonly one: Organisation; readonly comune: string }) {
  const { t } = useTranslation('records');
  return (
    <li>
      <h2 className="h6 mb-1">
        <Link to={`/organisations/${one.id}`}>{one.name}</Link>
      </h2>
      <p className="mb-0">
        {one.roles.map((held) => t(`organisationRole.${held}`)).join(', ')}, {comune}
      </p>
    </li>
  );
}

/** Asked for once somebody stops typing. */
function NameFilter({
  chosen,
  onChoose,
}: {
  readonly chosen: string;
  readonly onChoose: (value: string) => void;
}) {
  const { t } = useTranslation('records');
  const [typed, setTyped] = useState(chosen);
  useEffect(() => {
    if (typed === chosen) return;
    const soon = setTimeout(() => onChoose(typed.trim()), TYPING_MS);
    return () => clearTimeout(soon);
  });
  return (
    <Field label={t('organisations.name')}>
      {(control) => (
        <input
          {...control}
          type="search"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
    </Field>
  );
}
