import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { movementWords } from '../../../domain/fund-movements.ts';
import type { Answer } from '../../client/call.ts';
import { useSession } from '../../session/session-context.ts';
import { day, money } from '../../words/format.ts';
import { spoken } from '../../words/words.ts';

type Movement = Answer<'listFundMovements'>['items'][number];

/** Newest first; what is only held stands in parentheses. */
export function MovementTable({
  name,
  items,
}: {
  readonly name: string;
  readonly items: readonly Movement[];
}) {
  const { t } = useTranslation('fund');
  return (
    <div className="console-table" role="region" aria-label={t('table', { name })} tabIndex={0}>
      <table className="table">
        <caption>{t('movements.caption', { name })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('movement.day')}</th>
            <th scope="col">{t('movement.what')}</th>
            <th scope="col" className="text-end">
              {t('movement.amount')}
            </th>
            <th scope="col">{t('movement.ref')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.transferId}>
              <td>{day(one.effectiveOn)}</td>
              <td>{movementWords(one, spoken())}</td>
              <td className="text-end">
                {one.phase === 'pending' ? `(${money(one.amountCents)})` : money(one.amountCents)}
              </td>
              <td>
                <Reference of={one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Of which the reference is a contribution, a voucher that ended or what was left of credit. */
const fromVouchers: readonly string[] = [
  'contribution_pledged',
  'contribution_collected',
  'voucher_expired',
  'voucher_voided',
  'wallet_emptied',
];

/** On to what the money was for, where there is something to open; else the reference as the books have it. */
function Reference({ of: { kind, businessRef } }: { readonly of: Movement }) {
  const { t } = useTranslation('fund');
  const { me } = useSession();
  const isOfficer = me.roles.includes('fundOfficer');
  const isTracing = isOfficer || me.roles.includes('auditor');
  if (kind === 'redemption_collected' && isTracing)
    return <Link to={`/fund/redemptions/${businessRef}`}>{t('movement.redemption')}</Link>;
  if (fromVouchers.includes(kind) && isTracing)
    return <Link to={`/fund/origins/${businessRef}`}>{t('movement.origin')}</Link>;
  if (['fund_hold', 'award_approved', 'hold_released', 'award_released'].includes(kind) && isOfficer)
    return <Link to={`/awards/${businessRef}`}>{t('movement.award')}</Link>;
  return <code>{businessRef}</code>;
}
