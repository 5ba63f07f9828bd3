import type { FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { TextField, type FormField } from '../../parts/text-field.tsx';

const LONGEST_REF = 64;

/** By which of its lines the bank confirmed something: each line counts once. */
export function BankRefField<Values extends FieldValues>(
  field: Pick<FormField<Values>, 'form' | 'formName' | 'name'>,
) {
  const { t } = useTranslation('fund');
  return (
    <TextField
      {...field}
      label={t('bankRef')}
      hint={t('bankRef.hint')}
      wrong={t('bankRef.missing')}
      isRight={(typed) => typed.trim() !== '' && typed.trim().length <= LONGEST_REF}
    />
  );
}
