import type { FieldValues } from 'react-hook-form';
import { useAnswered } from './form.tsx';
import { messageOf, type FormField } from './text-field.tsx';
import { useTranslation } from 'react-i18next';

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
  const { t } = useTranslation();
  const missing = useAnswered(form, name, { label, wrong });
  const error = messageOf(form, name);
  const id = `${formName}-${name}`;
  const describedBy = [notYet && `${id}-not-yet`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="console-field">
      {error && (
        <p id={`${id}-error`} className="console-error">
          {t('errorTitle', { title: error })}
        </p>
      )}
      <label className="console-option">
        <input
          type="checkbox"
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy || undefined}
          aria-disabled={notYet ? true : undefined}
          onClick={(event) => {
            if (notYet) event.preventDefault();
          }}
          {...form.register(name, { validate: (is: boolean) => !mustBe || (is && !notYet) || missing })}
        />
        <span>{label}</span>
      </label>
      {notYet && (
        <p id={`${id}-not-yet`} className="console-hint">
          {notYet}
        </p>
      )}
    </div>
  );
}
