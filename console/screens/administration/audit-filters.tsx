import { useTranslation } from 'react-i18next';
import type { Call } from '../../client/call.ts';
import { useWholeList } from '../../client/use-whole-list.ts';
import { Field } from '../../parts/field.tsx';
import { auditActions, auditSubjects } from '../../../domain/audit-names.ts';
import { useSession } from '../../session/session-context.ts';
import { dayAfter, startOfDay } from '../../words/rome-time.ts';
import { useAuditWords } from './audit-words.ts';

const days = ['from', 'until'] as const;
const names = ['actor', 'action', 'subjectKind', 'subjectId', ...days] as const;

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
  const words = useAuditWords();
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
      {!mayKnow && search.has('actor') && <input type="hidden" name="actor" value={search.get('actor')!} />}
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
      <Chooser
        name="action"
        label={t('audit.filter.action')}
        none={t('audit.anyAction')}
        chosen={search.get('action')}
        options={auditActions}
        wordsOf={(action) => words.action(action)}
      />
      <Chooser
        name="subjectKind"
        label={t('audit.filter.subjectKind')}
        none={t('audit.anySubject')}
        chosen={search.get('subjectKind')}
        options={auditSubjects}
        wordsOf={words.noun}
      />
      <Field label={t('audit.filter.subjectId')} hint={t('audit.filter.subjectId.hint')}>
        {(control) => (
          <input
            {...control}
            name="subjectId"
            autoComplete="off"
            defaultValue={search.get('subjectId') ?? ''}
          />
        )}
      </Field>
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

/** One of what the trail names, by the words it is told in. */
function Chooser({
  name,
  label,
  none,
  chosen,
  options,
  wordsOf,
}: {
  readonly name: string;
  readonly label: string;
  readonly none: string;
  readonly chosen: string | null;
  readonly options: readonly string[];
  readonly wordsOf: (option: string) => string;
}) {
  const told = options.map((option) => ({ option, words: wordsOf(option) }));
  // What an address asks for that has no words is asked for all the same.
  if (chosen && !options.includes(chosen)) told.push({ option: chosen, words: chosen });
  told.sort((one, other) => one.words.localeCompare(other.words));
  return (
    <Field label={label}>
      {(control) => (
        <select {...control} name={name} defaultValue={chosen ?? ''}>
          <option value="">{none}</option>
          {told.map(({ option, words }) => (
            <option key={option} value={option}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
