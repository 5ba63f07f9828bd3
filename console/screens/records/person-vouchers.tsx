import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { ReadStates } from '../../parts/read-states.tsx';
import { day, money } from '../../words/format.ts';
import type { Reason } from '../cases/opening.tsx';

const MOST = 200;

/** The vouchers that somebody holds, looked at when that is asked for: each look leaves a row in the audit trail. */
export function PersonVouchers({ personId, reason }: { readonly personId: string; readonly reason: Reason }) {
  const { t } = useTranslation('records');
  const [isOpen, setOpen] = useState(false);
  return (
    <section aria-labelledby="vouchers" className="mt-5">
      <h2 id="vouchers" className="h4">
        {t('vouchers.title')}
      </h2>
      {isOpen ? (
        <Vouchers personId={personId} reason={reason} />
      ) : (
        <button type="button" className="btn btn-outline-primary" onClick={() => setOpen(true)}>
          {t('vouchers.open')}
        </button>
      )}
    </section>
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
