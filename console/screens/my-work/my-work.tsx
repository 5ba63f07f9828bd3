import { useTranslation } from 'react-i18next';
import { Heading } from '../../parts/heading.tsx';

export default function MyWork() {
  const { t } = useTranslation('work');
  return <Heading>{t('title')}</Heading>;
}
