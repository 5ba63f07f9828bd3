import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../../client/call.ts';
import { Form } from '../../parts/form.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useSession } from '../../session/session-context.ts';
import { monthAlone, romeToday } from '../../words/format.ts';
import { EmployerFrame } from './employer-frame.tsx';

const FIRST_YEAR = 2016;

/** What of each employee's year is taxable, for who pays wages: the law has the employer know it, and nothing else. */
export default function Payroll() {
  const { t } = useTranslation('employer');
  const { me } = useSession();
  const thisYear = romeToday().slice(0, 4);
  const form = useForm({ defaultValues: { year: thisYear, month: '' }, shouldFocusError: false });
  const [refusal, setRefusal] = useState<unknown>();
  const save = async ({ year, month }: { readonly year: string; readonly month: string }) => {
    setRefusal(undefined);
    const query = { year: Number(year), ...(month ? { month: Number(month) } : {}) };
    const period = month ? `${year}-${month.padStart(2, '0')}` : year;
    try {
      const params = { organisationId: me.organisationId! };
      await saveFile('exportPayroll', { params, query }, `imponibili-${period}.csv`);
    } catch (error) {
      setRefusal(error);
    }
  };
  return (
    <EmployerFrame title={t('payroll.title')}>
      <p>{t('payroll.words')}</p>
      <Form name="payroll" form={form} problem={refusal} onSend={(typed) => void save(typed)}>
        <TextField
          form={form}
          formName="payroll"
          name="year"
          label={t('payroll.year')}
          wrong={t('payroll.year.wrong')}
          inputMode="numeric"
          maxLength={4}
          isRight={(typed) => /^\d{4}$/.test(typed) && Number(typed) >= FIRST_YEAR && typed <= thisYear}
        />
        <SelectField
          form={form}
          formName="payroll"
          name="month"
          label={t('payroll.month')}
          wrong={t('payroll.month')}
          none={t('payroll.wholeYear')}
          optional
          options={Array.from({ length: 12 }, (_none, at) => String(at + 1)).map((one) => ({
            value: one,
            label: monthAlone(Number(one)),
          }))}
        />
        <button type="submit" className="btn btn-primary">
          {t('payroll.send')}
        </button>
      </Form>
    </EmployerFrame>
  );
}
