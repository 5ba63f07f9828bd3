import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { CheckField } from '../../parts/check-field.tsx';
import { DeclarationField } from './declaration-field.tsx';
import type { SignValues } from './sign-form.tsx';
import type { Signing } from './signing.tsx';

/** Each undertaking is accepted by itself, with what is declared of it. */
export function Obligations({
  form,
  obligations,
}: {
  readonly form: UseFormReturn<SignValues>;
  readonly obligations: Signing['obligations'];
}) {
  const { t } = useTranslation('charter');
  return (
    <div className="console-text">
      {obligations.map(({ key, text, declarations }) => (
        <div key={key}>
          <CheckField
            form={form}
            formName="signing"
            name={`accept_${key}`}
            label={text}
            wrong={t('obligation.wrong', { text })}
            mustBe
          />
          {declarations.map((field) => (
            <DeclarationField key={field} form={form} field={field} />
          ))}
        </div>
      ))}
    </div>
  );
}
