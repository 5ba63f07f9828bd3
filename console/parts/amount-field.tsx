import type { FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { centsOf } from '../words/cents.ts';
import { TextField, type FormField } from './text-field.tsx';

/** An amount in euro, as it was typed: what sends it reads it with `centsOf`. */
export function AmountField<Values extends FieldValues>({
  hint,
  wrong,
  leastCents = 1,
  mostCents = Infinity,
  ...field
}: Omit<FormField<Values>, 'wrong'> & {
  readonly wrong?: string;
  readonly leastCents?: number;
  readonly mostCents?: number;
}) {
  const { t } = useTranslation();
  return (
    <TextField
      {...field}
      hint={hint ?? t('amount.hint')}
      wrong={wrong ?? t('amount.wrong')}
      inputMode="decimal"
      isRight={(typed) => {
        const cents = centsOf(typed) ?? NaN;
        return cents >= leastCents && cents <= mostCents;
      }}
    />
  );
}
