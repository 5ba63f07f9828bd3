import type { FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Field } from './field.tsx';
import { useAnswered } from './form.tsx';
import { messageOf, type FormField } from './text-field.tsx';

/** One of many: nothing is chosen for anybody. */
export function SelectField<Values extends FieldValues>({
  form,
  formName,
  name,
  label,
  hint,
  wrong,
  optional = false,
  none,
  options,
}: FormField<Values> & {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** What not choosing means, where one need not choose. */
  readonly none?: string;
}) {
  const { t } = useTranslation();
  useAnswered(form, name, wrong);
  return (
    <Field
      id={`${formName}-${name}`}
      label={label}
      hint={hint}
      optional={optional}
      error={messageOf(form, name)}
    >
      {(control) => (
        <select
          {...control}
          className="form-select"
          {...form.register(name, { validate: (chosen: string) => optional || chosen !== '' || wrong })}
        >
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
