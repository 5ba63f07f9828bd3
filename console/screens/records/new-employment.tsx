import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { useOrganisations } from '../../parts/organisation-field.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { romeToday } from '../../words/format.ts';
import type { EmploymentChange } from './employments.tsx';

/** Records for whom somebody works and since when; a job that is over has its last day at once. */
export function NewEmployment({
  personId,
  onRecorded,
}: {
  readonly personId: string;
  readonly onRecorded: (change: EmploymentChange) => void;
}) {
  const { t } = useTranslation('records');
  const employers = useOrganisations('employer');
  const form = useForm({
    defaultValues: { organisationId: '', startedOn: romeToday(), endedOn: '' },
    shouldFocusError: false,
  });
  const record = useWrite('recordEmployment', onRecorded);
  const at = { form, formName: 'employment' };
  return (
    <Form
      name="employment"
      form={form}
      problem={record.error}
      className="console-form mt-3"
      onSend={({ endedOn, ...job }) =>
        record.mutate({ body: { personId, ...job, ...(endedOn ? { endedOn } : {}) } })
      }
    >
      <p>{t('employments.words')}</p>
      <SelectField
        {...at}
        name="organisationId"
        label={t('employments.employer')}
        wrong={t('employments.employer.wrong')}
        options={employers}
      />
      <TextField
        {...at}
        name="startedOn"
        type="date"
        label={t('employments.startedOn')}
        wrong={t('employments.startedOn.wrong')}
      />
      <TextField
        {...at}
        name="endedOn"
        type="date"
        optional
        label={t('employments.endedOn')}
        hint={t('employments.over')}
        wrong={t('employments.endedOn.wrong')}
      />
      <button type="submit" className="btn btn-primary" disabled={record.isPending}>
        {t(record.isPending ? 'sending' : 'employments.record')}
      </button>
    </Form>
  );
}
