import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { messageAt } from '../../client/problem.ts';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useMissing } from '../../parts/use-missing.tsx';
import { useSession } from '../../session/session-context.ts';
import { romeToday } from '../../words/format.ts';

const empty = { substituteId: '', fromDate: '', toDate: '' };

/** Says from when to when one is away, and who stands in. */
export function AbsenceForm({
  colleagues,
}: {
  readonly colleagues: readonly Answer<'listAccounts'>['items'][number][];
}) {
  const { t } = useTranslation('work');
  const { me } = useSession();
  const [draft, keep, discard] = useDraft('absence', empty);
  const record = useWrite('recordAbsence', discard);
  const missing = useMissing([
    { name: 'fromDate', label: t('absence.from'), value: draft.fromDate },
    { name: 'toDate', label: t('absence.to'), value: draft.toDate },
    { name: 'substituteId', label: t('absence.substitute'), value: draft.substituteId },
  ]);
  const fit = colleagues.filter(
    ({ id, roles, disabled }) =>
      id !== me.accountId && !disabled && roles.some((role) => me.roles.includes(role)),
  );
  return (
    <section aria-labelledby="record" className="mt-5">
      <h2 id="record" className="h4">
        {t('absence.record')}
      </h2>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (missing.isComplete()) record.mutate({ body: draft });
        }}
      >
        {missing.summary}
        {record.error && <ProblemNotice error={record.error} />}
        {(['fromDate', 'toDate'] as const).map((name) => (
          <Field
            key={name}
            id={name}
            label={t(name === 'fromDate' ? 'absence.from' : 'absence.to')}
            error={missing.at(name) ?? messageAt(record.error, name)}
          >
            {(control) => (
              <input
                {...control}
                type="date"
                min={romeToday()}
                value={draft[name]}
                onChange={(event) => keep({ ...draft, [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <Field
          id="substituteId"
          label={t('absence.substitute')}
          hint={t('absence.substitute.hint')}
          error={missing.at('substituteId') ?? messageAt(record.error, 'substituteId')}
        >
          {(control) => (
            <select
              {...control}
              value={draft.substituteId}
              onChange={(event) => keep({ ...draft, substituteId: event.target.value })}
            >
              <option value="">{t('assign.choose')}</option>
              {fit.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <button type="submit" className="btn btn-primary" disabled={record.isPending}>
          {t('absence.do')}
        </button>
      </form>
    </section>
  );
}
