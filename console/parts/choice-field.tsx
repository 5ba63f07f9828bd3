import { useController, type FieldValues } from 'react-hook-form';
import { Choice, type Option } from './choice.tsx';
import { useAnswered } from './form.tsx';
import { messageOf, type FormField } from './text-field.tsx';

/** One of a few, all in sight, in a form. */
export function ChoiceField<Values extends FieldValues>({
  form,
  formName,
  name,
  label,
  hint,
  wrong,
  isRight = (chosen) => chosen !== '',
  options,
}: Omit<FormField<Values>, 'optional'> & {
  readonly isRight?: (chosen: string) => boolean;
  readonly options: readonly Option[];
}) {
  const missing = useAnswered(form, name, { label, wrong });
  const { field } = useController({
    control: form.control,
    name,
    rules: { validate: (chosen: string) => isRight(chosen) || missing },
  });
  return (
    <Choice
      id={`${formName}-${name}`}
      legend={label}
      hint={hint}
      error={messageOf(form, name)}
      options={options}
      chosen={field.value}
      onChoose={field.onChange}
    />
  );
}
