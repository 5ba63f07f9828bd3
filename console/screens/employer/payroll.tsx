import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../../client/call.ts';
import { Field } from '../../parts/field.tsx';
import { useFaults } from '../../parts/use-faults.tsx';
import { useSession } from '../../session/session-context.ts';
import { romeToday } from '../../words/format.ts';
import { EmployerFrame } from './employer-frame.tsx';

const FIRST_YEAR = 2016;

/** What of each employee's year is taxable, for who pays wages: the law has the employer know it, and nothing else. */
export default function Payroll() {
  const { t } = useTranslation('employer');
  const { me } = useSession();
  const [year, setYear] = useState(romeToday().slice(0, 4));
  const [month, setMonth] = useState('');
  const [refusal, setRefusal] = useState<unknown>();
  const isYear = /^\d{4}$/.test(year) && Number(year) >= FIRST_YEAR && year <= romeToday().slice(0, 4);
  const faults = useFaults({ year: { isWrong: !isYear, words: t('payroll.year.wrong') } }, refusal);
  const save = async () => {
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
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (faults.isSound()) void save();
        }}
      >
        {faults.summary}
        <Field label={t('payroll.year')} {...faults.field('year')}>
          {(control) => (
            <input
              {...control}
              inputMode="numeric"
              maxLength={4}
              value={year}
              onChange={(event) => setYear(event.target.value.trim())}
            />
          )}
        </Field>
        <Field label={t('payroll.month')}>
          {(control) => (
            <select {...control} value={month} onChange={(event) => setMonth(event.target.value)}>
              <option value="">{t('payroll.wholeYear')}</option>
              {Array.from({ length: 12 }, (_none, at) => String(at + 1)).map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          )}
        </Field>
        <button type="submit" className="btn btn-primary">
          {t('payroll.send')}
        </button>
      </form>
    </EmployerFrame>
  );
}
