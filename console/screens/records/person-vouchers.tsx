import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { ReadStates } from '../../parts/read-states.tsx';
import { day, money } from '../../words/format.ts';
import type { Reason } from '../cases/opening.tsx';
import { OnAsking } from './on-asking.tsx';

const MOST = 200;

/** The vouchers that somebody holds. */
export function PersonVouchers({ personId, reason }: { readonly personId: string; readonly reason: Reason }) {
  const { t } = useTranslation('records');
  return (
    <OnAsking name="vouchers" title={t('vouchers.title')} open={t('vouchers.open')}>
      <Vouchers personId={personId} reason={reason} />
    </OnAsking>
  );
}

function Vouchers({ personId, reason }: { readonly personId: string; readonly reason: Reason }) {
  const { t } = useTranslation(['records', 'office']);
  const query = { holderId: personId, reason, limit: MOST };
  const vouchers = useRead('listVouchers', { query }, { once: true });
  return (
    <>
      <ReadStates of={vouchers} />
      {vouchers.data?.items.length === 0 && <p>{t('vouchers.none')}</p>}
      <ul className="console-rows">
        {vouchers.data?.items.map(({ id, number, state, service, leftCents, expiresAt }) => (
          <li key={id}>
            <Link to={`/office/vouchers/${number}`}>{number}</Link>
            {': '}
            {service?.name ?? t('vouchers.cumulative')}, {t(`voucherState.${state}`, { ns: 'office' })}.{' '}
            {t('vouchers.left', { left: money(leftCents), day: day(expiresAt) })}
          </li>
        ))}
      </ul>
      {vouchers.data?.nextCursor && <p>{t('vouchers.newest', { count: MOST })}</p>}
    </>
  );
}
