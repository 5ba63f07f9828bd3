import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** What is wrong in a form, on top of it: it takes the focus, and each line leads to its field. */
export function ErrorSummary({
  faults,
}: {
  readonly faults: readonly { readonly field: string; readonly message: string }[];
}) {
  const { t } = useTranslation('person');
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => summary.current?.focus(), [faults.length]);
  return (
    <div ref={summary} role="alert" tabIndex={-1} className="alert alert-danger">
      <p>
        <strong>{t('errors.title')}</strong>
      </p>
      <ul>
        {faults.map(({ field, message }) => (
          <li key={field}>
            <a
              href={`#${field}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(field)?.focus();
              }}
            >
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
