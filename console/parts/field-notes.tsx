import { useTranslation } from 'react-i18next';

interface Notes {
  /** Of the field that they belong to. */
  readonly id: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

/** Above a field: what helps to fill it in, and what is wrong with it. */
export function FieldNotes({ id, hint, error }: Notes) {
  return (
    <>
      {hint && (
        <p id={`${id}-hint`} className="console-hint">
          {hint}
        </p>
      )}
      {error && <FaultLine id={`${id}-error`} fault={error} />}
    </>
  );
}

/** What is wrong, which is not left to a colour to say. */
export function FaultLine({ id, fault }: { readonly id?: string; readonly fault: string }) {
  const { t } = useTranslation();
  return (
    <p id={id} className="console-error">
      {t('errorTitle', { title: fault })}
    </p>
  );
}

/** Which of them a field is described by. */
export function notedBy({ id, hint, error }: Notes): string | undefined {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
}
