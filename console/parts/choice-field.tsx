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
  options,
}: Omit<FormField<Values>, 'optional'> & { readonly options: readonly Option[] }) {
  const { field } = useController({
    control: form.control,
    name,
    rules: { validate: (chosen: string) => chosen !== '' || wrong },
  });
  useAnswered(form, name, wrong);
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
