import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useRead } from '../../client/use-read.ts';

/** What the Fund ordered and nobody began: told where a provider's people begin. */
export function NewOrders() {
  const { t } = useTranslation('till');
  const count = useRead('countNewOrders', {}).data?.count ?? 0;
  if (count === 0) return null;
  return (
    <p className="no-print">
      <Link to="/orders">{t('till.newOrders', { count })}</Link>
    </p>
  );
}
