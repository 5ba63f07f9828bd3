import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { daysBetween } from '../../../domain/plain-date.ts';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';

const DAYS_MAX = 92;

/** Of which days the calendar is shown. */
export function ExpiryDays({
  fromDate,
  toDate,
  onChoose,
}: {
  readonly fromDate: string;
  readonly toDate: string;
  readonly onChoose: (days: { readonly fromDate: string; readonly toDate: string }) => void;
}) {
  const { t } = useTranslation('office');
  const form = useForm({ defaultValues: { fromDate, toDate }, shouldFocusError: false });
  const isRightAfter = (from: string, to: string) =>
    to !== '' && (from === '' || (to >= from && daysBetween(from, to) < DAYS_MAX));
  const at = { form, formName: 'days', type: 'date' };
  return (
    <Form name="days" form={form} problem={undefined} onSend={onChoose}>
      <div className="console-search">
        <TextField {...at} name="fromDate" label={t('days.from')} wrong={t('days.from.wrong')} />
        <TextField
          {...at}
          name="toDate"
          label={t('days.to')}
          wrong={t('days.to.wrong', { days: DAYS_MAX })}
          isRight={(typed) => isRightAfter(form.getValues('fromDate'), typed)}
        />
        <button type="submit" className="btn btn-outline-primary">
          {t('days.show')}
        </button>
      </div>
    </Form>
  );
}
