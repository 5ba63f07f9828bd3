import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useFaults } from '../../parts/use-kept-form.ts';
import { romeToday } from '../../words/format.ts';

/** Something that ends from a day on, today at the earliest. */
export function DayForm({
  name,
  summary,
  about,
  label,
  send,
  error,
  isBusy,
  onSend,
}: {
  readonly name: string;
  readonly summary: string;
  /** What of, for whoever hears the page. */
  readonly about: string;
  readonly label: string;
  readonly send: string;
  readonly error: unknown;
  readonly isBusy: boolean;
  readonly onSend: (day: string) => void;
}) {
  const { t } = useTranslation('provider');
  const form = useForm({ defaultValues: { day: '' }, shouldFocusError: false });
  useFaults(form, error, () => ({ field: 'day', words: t('offer.day.wrong') }));
  return (
    <details>
      <summary className="py-1" aria-label={`${summary}: ${about}`}>
        {summary}
      </summary>
      <Form name={name} form={form} problem={error} onSend={({ day }) => onSend(day)}>
        <div className="console-form">
          <TextField
            form={form}
            formName={name}
            name="day"
            type="date"
            label={label}
            wrong={t('offer.day.wrong')}
            isRight={(typed) => typed >= romeToday()}
          />
          <button type="submit" className="btn btn-outline-primary" disabled={isBusy}>
            {send}
          </button>
        </div>
      </Form>
    </details>
  );
}
