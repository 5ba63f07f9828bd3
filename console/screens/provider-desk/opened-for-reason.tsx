import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ReasonChoice, type Reason } from '../cases/opening.tsx';

/** What the audit trail keeps is shown to whoever says why. */
export function OpenedForReason({
  title,
  children,
}: {
  readonly title: string;
  readonly children: (reason: Reason) => ReactNode;
}) {
  const { t } = useTranslation('provider');
  const [chosen, setChosen] = useState<Reason>('check');
  const [reason, setReason] = useState<Reason>();
  if (reason) return children(reason);
  return (
    <details className="mb-3">
      <summary className="py-1">{title}</summary>
      <ReasonChoice of="organisation" chosen={chosen} onChoose={setChosen} />
      <button type="button" className="btn btn-outline-primary" onClick={() => setReason(chosen)}>
        {t('desk.contact.open')}
      </button>
    </details>
  );
}
