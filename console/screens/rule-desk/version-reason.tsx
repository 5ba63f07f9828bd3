import { useTranslation } from 'react-i18next';
import type { Summary } from './state-tag.tsx';

/** Why it was changed; what was shipped has its sources instead. */
export function VersionReason({
  of: { reason, submittedAt },
}: {
  readonly of: Pick<Summary, 'reason' | 'submittedAt'>;
}) {
  const { t } = useTranslation('rules');
  if (reason !== null) return reason;
  return submittedAt === null ? '–' : t('reason.shipped');
}
