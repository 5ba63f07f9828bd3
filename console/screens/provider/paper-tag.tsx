import { useTranslation } from 'react-i18next';
import { Tag } from '../../parts/tag.tsx';

export function PaperTag({
  paper,
  isMissing,
}: {
  readonly paper: { readonly state: 'received' | 'accepted' | 'rejected' | 'replaced' | null } | undefined;
  readonly isMissing: boolean;
}) {
  const { t } = useTranslation('provider');
  if (!paper?.state) return <Tag tone="late">{t('paper.missing')}</Tag>;
  if (paper.state === 'rejected') return <Tag tone="late">{t('paper.rejected')}</Tag>;
  if (isMissing) return <Tag tone="late">{t('paper.lapsed')}</Tag>;
  return <Tag tone={paper.state === 'accepted' ? 'good' : 'plain'}>{t(`paper.${paper.state}`)}</Tag>;
}
