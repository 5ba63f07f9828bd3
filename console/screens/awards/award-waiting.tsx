import { useTranslation } from 'react-i18next';
import { day, fromNow } from '../../words/format.ts';

const waits = {
  'fundOfficer.approval': 'waits.approval',
  'provider.delivery': 'waits.delivery',
  'fundOfficer.settlement': 'waits.settlement',
  'caseworker.dispute': 'waits.dispute',
  'beneficiary.confirmation': 'waits.confirmation',
  'caseworker.review': 'waits.review',
  'fundOfficer.review': 'waits.review',
  'fund.allocation': 'waits.funds',
} as const;

/** What an award waits for, and until when. */
export function AwardWaiting({
  award: { waitingFor, dueAt },
}: {
  readonly award: { readonly waitingFor: string; readonly dueAt: string | null };
}) {
  const { t } = useTranslation('fund');
  if (!(waitingFor in waits)) return t('waits.nothing');
  const what = t(waits[waitingFor as keyof typeof waits]);
  if (!dueAt) return t('award.waits', { what });
  return t('award.waitsUntil', { what, day: day(dueAt), when: fromNow(dueAt) });
}
