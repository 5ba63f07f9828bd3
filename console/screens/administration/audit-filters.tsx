import { useTranslation } from 'react-i18next';
import type { Call } from '../../client/call.ts';
import { useWholeList } from '../../client/use-whole-list.ts';
import { Field } from '../../parts/field.tsx';
import { useSession } from '../../session/session-context.ts';
import { dayAfter, startOfDay } from '../../words/rome-time.ts';

const typed = ['action', 'subjectKind', 'subjectId'] as const;
const days = ['from', 'until'] as const;
const names = ['actor', ...typed, ...days] as const;

/** What is asked of the trail: the address says it, so that it can be handed on. */
export function auditQuery(search: URLSearchParams): NonNullable<Call<'listAudit'>['query']> {
  const [actor, action, subjectKind, subjectId, from, until] = names.map((name) => search.get(name) ?? '');
  const isId = /^[0-9a-f-]{36}$/i.test(subjectId ?? '');
  return {
    order: 'newestFirst',
    ...(actor ? { actorId: actor } : {}),
    ...(action ? { action } : {}),
    ...(subjectKind ? { subjectKind } : {}),
    ...(isId ? { subjectId } : {}),
    ...(from ? { from: startOfDay(from) } : {}),
    ...(until ? { until: startOfDay(dayAfter(until)) } : {}),
  };
}

export function AuditFilters({
  search,
  onChoose,
}: {
  readonly search: URLSearchParams;
  readonly onChoose: (search: URLSearchParams) => void;
}) {
  const { t } = useTranslation('administration');
  const { me } = useSession();
  const mayKnow = me.roles.includes('administrator');
  const accounts = useWholeList('listAccounts', { query: { limit: 200 } }, { enabled: mayKnow });
  return (
    <form
      className="console-search mt-4"
      role="search"
      // What the address says is what the fields begin with.
      key={search.toString()}
      onSubmit={(event) => {
        event.preventDefault();
        const fields = new FormData(event.currentTarget);
        const said = names.flatMap((name) => {
          const value = (fields.get(name) as string | null)?.trim() ?? '';
          return value === '' ? [] : [[name, value] as [string, string]];
        });
        onChoose(new URLSearchParams(said));
      }}
    >
      {mayKnow && (
        <Field label={t('audit.who')}>
          {(control) => (
            <select
              {...control}
              name="actor"
              key={accounts.hasNextPage === false ? 'known' : 'unknown'}
              defaultValue={search.get('actor') ?? ''}
            >
              <option value="">{t('audit.anybody')}</option>
              {accounts.items?.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {typed.map((name) => (
        <Field key={name} label={t(`audit.filter.${name}`)} hint={t(`audit.filter.${name}.hint`)}>
          {(control) => (
            <input {...control} name={name} autoComplete="off" defaultValue={search.get(name) ?? ''} />
          )}
        </Field>
      ))}
      {days.map((name) => (
        <Field key={name} label={t(`audit.filter.${name}`)}>
          {(control) => <input {...control} name={name} type="date" defaultValue={search.get(name) ?? ''} />}
        </Field>
      ))}
      <button type="submit" className="btn btn-primary">
        {t('audit.search')}
      </button>
    </form>
  );
}
