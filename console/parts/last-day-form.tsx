import { useForm } from 'react-hook-form';
import { romeToday } from '../words/format.ts';
import { Form } from './form.tsx';
import { TextField } from './text-field.tsx';

/** Until which day something on record holds: today, unless somebody says otherwise. */
export function LastDayForm({
  of,
  field,
  words: { label, hint, wrong, send },
  write: { error, isPending },
  onSend,
}: {
  /** What ends, by its reference: more than one may be open at once. */
  readonly of: string;
  /** The day’s name in what is sent, by which the service says what is wrong with it. */
  readonly field: string;
  readonly words: Readonly<Record<'label' | 'hint' | 'wrong' | 'send', string>>;
  readonly write: { readonly error: Error | null; readonly isPending: boolean };
  readonly onSend: (lastDay: string) => void;
}) {
  const form = useForm<Record<string, string>>({
    defaultValues: { [field]: romeToday() },
    shouldFocusError: false,
  });
  const name = `end-${of}`;
  return (
    <Form
      name={name}
      form={form}
      problem={error}
      className="console-form mt-3"
      onSend={(typed) => onSend(typed[field]!)}
    >
      <TextField
        form={form}
        formName={name}
        name={field}
        type="date"
        label={label}
        hint={hint}
        wrong={wrong}
      />
      <button type="submit" className="btn btn-primary" disabled={isPending}>
        {send}
      </button>
    </Form>
  );
}
