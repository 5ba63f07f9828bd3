import { useTranslation } from 'react-i18next';

interface Notes {
  /** Of the field that they belong to. */
  readonly id: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

/** Above a field: what helps to fill it in, and what is wrong with it. */
export function FieldNotes({ id, hint, error }: Notes) {
  const { t } = useTranslation();
  return (
    <>
      {hint && (
        <p id={`${id}-hint`} className="console-hint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="console-error">
          {t('errorTitle', { title: error })}
        </p>
      )}
    </>
  );
}

/** Which of them a field is described by. */
export function notedBy({ id, hint, error }: Notes): string | undefined {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
}
