import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../parts/text-field.tsx';
import { romeToday } from '../../words/format.ts';
import type { SignValues } from './sign-form.tsx';
import type { Signing } from './signing.tsx';

export type Declared = Signing['obligations'][number]['declarations'][number];

/** What is declared with an obligation: a code, a number of people, a day. */
export function DeclarationField({
  form,
  field,
}: {
  readonly form: UseFormReturn<SignValues>;
  readonly field: Declared;
}) {
  const { t } = useTranslation('charter');
  const about = {
    form,
    formName: 'signing',
    name: field,
    label: t(`declare.${field}`),
    wrong: t(`declare.${field}.wrong`),
  };
  if (field === 'collectiveAgreementCode')
    return (
      <TextField
        {...about}
        hint={t('declare.collectiveAgreementCode.hint')}
        isRight={(typed) => /^[A-Za-z0-9]{4}$/.test(typed.trim())}
        maxLength={4}
      />
    );
  if (field === 'durcIssuedOn' || field === 'riskAssessmentOn')
    return (
      <TextField
        {...about}
        type="date"
        max={romeToday()}
        isRight={(typed) => typed !== '' && typed <= romeToday()}
      />
    );
  return <TextField {...about} inputMode="numeric" isRight={(typed) => /^\d{1,6}$/.test(typed.trim())} />;
}
