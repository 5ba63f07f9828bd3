import type { ReactNode } from 'react';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';

/** What a step of a case asks, to be sent or left for another time. */
export function StepForm<Values extends FieldValues>({
  name,
  form,
  write: { error, isPending },
  submit,
  tab = 'summary',
  isEnd = false,
  onSend,
  children,
}: {
  readonly name: string;
  readonly form: UseFormReturn<Values>;
  readonly write: { readonly error: Error | null; readonly isPending: boolean };
  readonly submit: string;
  /** Where its case goes on. */
  readonly tab?: 'summary' | 'payments';
  /** It ends the case. */
  readonly isEnd?: boolean;
  readonly onSend: (values: Values) => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('cases');
  return (
    <Form name={name} form={form} problem={error} onSend={onSend}>
      {children}
      <div className="console-actions">
        <button type="submit" className={`btn btn-${isEnd ? 'danger' : 'primary'}`} disabled={isPending}>
          {isPending ? t('sending') : submit}
        </button>
        <Link to={`?tab=${tab}`}>{t('notNow')}</Link>
      </div>
    </Form>
  );
}

/** Why something ends, in the words that the letter gives. */
export function ClosingReason<Values extends FieldValues & { reason: string }>({
  form,
  formName,
}: {
  readonly form: UseFormReturn<Values>;
  readonly formName: string;
}) {
  const { t } = useTranslation('cases');
  return (
    <TextField
      form={form}
      formName={formName}
      name={'reason' as Path<Values>}
      label={t('closing.reason')}
      hint={t('closing.hint')}
      rows={4}
    />
  );
}
