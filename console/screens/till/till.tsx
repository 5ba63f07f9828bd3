import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { Heading } from '../../parts/heading.tsx';
import { HeldVoucher } from './held-voucher.tsx';
import { NewOrders } from './new-orders.tsx';
import { ReceiptPanel } from './receipt-panel.tsx';
import { ShowVoucher } from './show-voucher.tsx';
import type { Standing } from '../../parts/till-user-fields.tsx';
import { isRefusedAs, type Receipt } from './standing.ts';
import { WhoIsHere } from './who-is-here.tsx';

/** The till: who stands at it, a voucher, what it is good for, and it is taken. A hold's address finds it again. */
export default function Till() {
  const { t } = useTranslation('till');
  const [search, setSearch] = useSearchParams();
  const [standing, setStanding] = useState<Standing>();
  const [refused, setRefused] = useState<unknown>();
  const [typed, setTyped] = useState('');
  const [receipt, setReceipt] = useState<Receipt>();
  const [who, holdId] = [search.get('who') ?? '', search.get('hold')];
  const show = (hold: string | null, user = who) =>
    setSearch({ ...(user ? { who: user } : {}), ...(hold ? { hold } : {}) });

  const next = () => {
    setReceipt(undefined);
    setTyped('');
    show(null);
  };
  const onRefused = (error: unknown) => {
    if (!isRefusedAs(error, 'pin-not-valid')) return;
    setRefused(error);
    setStanding(undefined);
  };

  return (
    <>
      <Heading>{t('till.title')}</Heading>
      <NewOrders />
      {!standing && (
        <WhoIsHere
          chosen={who}
          refused={refused}
          onChoose={(chosen) => {
            setRefused(undefined);
            setStanding(chosen);
            show(holdId, chosen.tillUserId);
          }}
        />
      )}
      {standing && receipt && <ReceiptPanel receipt={receipt} onNext={next} />}
      {standing && !receipt && holdId && (
        <HeldVoucher
          key={holdId}
          standing={standing}
          holdId={holdId}
          onTaken={setReceipt}
          onNext={next}
          onRefused={onRefused}
        />
      )}
      {standing && !receipt && !holdId && (
        <ShowVoucher
          standing={standing}
          typed={typed}
          onType={setTyped}
          onHeld={(hold) => show(hold)}
          onRefused={onRefused}
        />
      )}
      {standing && (
        <p className="mt-5 no-print">
          <button type="button" className="btn btn-outline-primary" onClick={() => setStanding(undefined)}>
            {t('till.leave')}
          </button>
        </p>
      )}
      <p className="mt-4 no-print">
        <Link to="/slips">{t('till.slips')}</Link>
      </p>
    </>
  );
}
