import { useController, type FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Field } from './field.tsx';
import { useAnswered } from './form.tsx';
import { messageOf, type FormField } from './text-field.tsx';

/** One of many: nothing is chosen for anybody. What a draft holds is in sight once what may be chosen has arrived. */
export function SelectField<Values extends FieldValues>({
  form,
  formName,
  name,
  label,
  hint,
  wrong,
  optional = false,
  none,
  isRight = (chosen) => chosen !== '',
  options,
}: FormField<Values> & {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** What not choosing means, where one need not choose. */
  readonly none?: string;
  readonly isRight?: (chosen: string) => boolean;
}) {
  const { t } = useTranslation();
  const missing = useAnswered(form, name, { label, wrong });
  const { field } = useController({
    control: form.control,
    name,
    rules: { validate: (chosen: string) => optional || isRight(chosen) || missing },
  });
  return (
    <Field
      id={`${formName}-${name}`}
      label={label}
      hint={hint}
      optional={optional}
      error={messageOf(form, name)}
    >
      {(control) => (
        <select {...control} className="form-select" {...field}>
          <option value="">{none ?? t('choose')}</option>
          {options.map(({ value, label: words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
