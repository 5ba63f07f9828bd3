import type { FieldValues } from 'react-hook-form';
import { FieldNotes, notedBy } from './field-notes.tsx';
import { useAnswered } from './form.tsx';
import { messageOf, type FormField } from './text-field.tsx';

/** Something that is so, or not. */
export function CheckField<Values extends FieldValues>({
  form,
  formName,
  name,
  label,
  wrong,
  mustBe = false,
  notYet,
}: Omit<FormField<Values>, 'hint' | 'optional'> & {
  /** It has to be so before anything is sent. */
  readonly mustBe?: boolean;
  /** What has to be done before it can be said at all. */
  readonly notYet?: string | undefined;
}) {
  const missing = useAnswered(form, name, { label, wrong });
  const notes = { id: `${formName}-${name}`, hint: notYet, error: messageOf(form, name) };
  return (
    <div className="console-field">
      <FieldNotes {...notes} />
      <label className="console-option">
        <input
          type="checkbox"
          id={notes.id}
          aria-invalid={notes.error ? true : undefined}
          aria-describedby={notedBy(notes)}
          aria-disabled={notYet ? true : undefined}
          onClick={(event) => {
            if (notYet) event.preventDefault();
          }}
          {...form.register(name, { validate: (is: boolean) => !mustBe || (is && !notYet) || missing })}
        />
        <span>{label}</span>
      </label>
    </div>
  );
}
