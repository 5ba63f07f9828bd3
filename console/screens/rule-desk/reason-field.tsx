import { useTranslation } from 'react-i18next';
import { TextField } from '../../parts/text-field.tsx';
import type { useKeptForm } from '../../parts/use-kept-form.ts';

export const LONGEST_REASON = 1000;
export const noReason = { reason: '' };

/** Why the rules change: whoever publishes them, and whoever they decide about, reads it. */
export function ReasonField({
  form,
  formName,
}: {
  readonly form: ReturnType<typeof useKeptForm<typeof noReason>>[0];
  readonly formName: string;
}) {
  const { t } = useTranslation('rules');
  return (
    <TextField
      form={form}
      formName={formName}
      name="reason"
      rows={3}
      maxLength={LONGEST_REASON}
      label={t('reason')}
      hint={t('reason.hint')}
      wrong={t('reason.missing')}
    />
  );
}
