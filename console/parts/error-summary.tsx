import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isTyping } from './is-typing.ts';
import { markWindow } from './window-title.ts';
import { WithinPage } from './within-page.tsx';

/** What is wrong; with the id of its field it leads there. */
export type Fault = string | { readonly field: string; readonly message: string };

/** What is still to be put right before something is sent; it takes the focus each time it is asked for, and not when
 * something is put right. */
export function ErrorSummary({
  title,
  faults,
  asked = 0,
}: {
  readonly title?: string;
  readonly faults: readonly Fault[];
  /** How often it was pressed. */
  readonly asked?: number;
}) {
  const { t } = useTranslation();
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isTyping()) summary.current?.focus();
  }, [asked, faults.length]);
  useEffect(() => markWindow((screen) => t('errorTitle', { title: screen })), [t]);
  return (
    <div ref={summary} role="alert" tabIndex={-1} className="alert alert-danger">
      <p>
        <strong>{title ?? t('errors')}</strong>
      </p>
      <ul className="mb-0">
        {faults.map((fault) =>
          typeof fault === 'string' ? (
            <li key={fault}>{fault}</li>
          ) : (
            <li key={fault.field}>
              <WithinPage to={fault.field}>{fault.message}</WithinPage>
            </li>
          ),
        )}
      </ul>
    </div>
  );
}
