import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { useSession } from '../../session/session-context.ts';
import { romeToday } from '../../words/format.ts';

/** Says from when to when one is away, and who stands in. */
export function AbsenceForm({
  colleagues,
}: {
  readonly colleagues: readonly Answer<'listAccounts'>['items'][number][];
}) {
  const { t } = useTranslation('work');
  const { me } = useSession();
  const [form, { clear }] = useKeptForm('absence', { fromDate: '', toDate: '', substituteId: '' });
  const record = useWrite('recordAbsence', clear);
  const fit = colleagues.filter(
    ({ id, roles, disabled }) =>
      id !== me.accountId && !disabled && roles.some((role) => me.roles.includes(role)),
  );
  const at = { form, formName: 'absence' };
  const day = { ...at, type: 'date', min: romeToday() };
  return (
    <section aria-labelledby="record" className="mt-5">
      <h2 id="record" className="h4">
        {t('absence.record')}
      </h2>
      <Form name="absence" form={form} problem={record.error} onSend={(body) => record.mutate({ body })}>
        <TextField {...day} name="fromDate" label={t('absence.from')} />
        <TextField {...day} name="toDate" label={t('absence.to')} />
        <SelectField
          {...at}
          name="substituteId"
          label={t('absence.substitute')}
          hint={t('absence.substitute.hint')}
          none={t('assign.choose')}
          options={fit.map(({ id, label }) => ({ value: id, label }))}
        />
        <button type="submit" className="btn btn-primary" disabled={record.isPending}>
          {t('absence.do')}
        </button>
      </Form>
    </section>
  );
}
