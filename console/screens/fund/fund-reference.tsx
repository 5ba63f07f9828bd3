import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Movement } from '../../parts/movement-table.tsx';
import { useSession } from '../../session/session-context.ts';

/** Of which the reference is a contribution, a voucher that ended or what was left of credit. */
const fromVouchers: readonly string[] = [
  'contribution_pledged',
  'contribution_collected',
  'voucher_expired',
  'voucher_voided',
  'wallet_emptied',
];

/** On to what the money was for, where there is something to open; else the reference as the books have it. */
export function FundReference({ of: { kind, businessRef } }: { readonly of: Movement }) {
  const { t } = useTranslation('fund');
  const { me } = useSession();
  const isTracing = me.roles.some((role) => ['fundOfficer', 'auditor'].includes(role));
  if (kind === 'redemption_collected' && isTracing)
    return <Link to={`/fund/redemptions/${businessRef}`}>{t('movement.redemption')}</Link>;
  if (fromVouchers.includes(kind) && isTracing)
    return <Link to={`/fund/origins/${businessRef}`}>{t('movement.origin')}</Link>;
  if (['fund_hold', 'award_approved', 'hold_released', 'award_released'].includes(kind) && isTracing)
    return <Link to={`/awards/${businessRef}`}>{t('movement.award')}</Link>;
  return <code>{businessRef}</code>;
}
