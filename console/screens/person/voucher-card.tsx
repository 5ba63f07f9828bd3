import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { fileAddress, type Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { day, money } from '../../words/format.ts';
import { Bookings } from './bookings.tsx';
import { DisputePart } from './dispute.tsx';
import { usePeopleRead } from './people.ts';
import { Redemptions } from './redemptions.tsx';
import { VoidVoucher } from './void-voucher.tsx';
import { VoucherWhy } from './voucher-why.tsx';
import { Waiting } from './waiting.tsx';
import { Where } from './where.tsx';

/** A voucher as one shows it at a till: the code to scan, the code to say, where and until when. */
export default function VoucherCard() {
  const { t } = useTranslation('person');
  const { voucherId = '' } = useParams();
  const [search] = useSearchParams();
  const disputeId = search.get('dispute');
  const voucher = useRead('getVoucher', { params: { voucherId }, query: {} });
  if (disputeId) return <DisputePart disputeId={disputeId} voucherId={voucherId} />;
  if (!voucher.data)
    return <Waiting title={t('vouchers.title')} error={voucher.error} onAgain={voucher.refetch} />;
  const { number, state, code, decisionId } = voucher.data;
  return (
    <>
      <p className="no-print">
        <Link to="/vouchers">{t('card.back')}</Link>
      </p>
      <Heading>{t('card.title', { number })}</Heading>
      <p role="status">
        <strong>{t(`state.${state}`)}</strong>
      </p>
      <div className="console-voucher">
        {code === null ? <Hidden state={state} /> : <ToShow voucher={voucher.data} code={code} />}
        <Facts voucher={voucher.data} />
      </div>
      {state === 'active' && voucher.data.service && <Bookings voucher={voucher.data} />}
      <Redemptions voucher={voucher.data} />
      {decisionId !== null && <VoucherWhy decisionId={decisionId} />}
      {state === 'active' && <VoidVoucher voucherId={voucherId} />}
    </>
  );
}

export type Voucher = Answer<'getVoucher'>;

/** Of what ended unspent it stands beside the credit where the money went. */
function Hidden({ state }: Pick<Voucher, 'state'>) {
  const { t } = useTranslation('person');
  const hasEnded = state === 'expired' || state === 'voided';
  return (
    <>
      <p>{t('card.hidden')}</p>
      {hasEnded && (
        <p className="no-print">
          <Link to="/wallet">{t('card.went')}</Link>
        </p>
      )}
    </>
  );
}

function ToShow({ voucher, code }: { readonly voucher: Voucher; readonly code: string }) {
  const { t } = useTranslation('person');
  const params = { voucherId: voucher.id };
  return (
    <section aria-labelledby="show">
      <h2 id="show" className="h4">
        {t('card.show')}
      </h2>
      <img
        className="console-qr"
        src={fileAddress('readVoucherQr', { params })}
        alt={t('card.qr', { number: voucher.number })}
        width={260}
        height={260}
      />
      <p className="mb-1">{t('card.code')}</p>
      <p className="console-code">{code}</p>
      <p className="small">{t('card.care')}</p>
      <p className="no-print">
        <a className="btn btn-outline-primary" href={fileAddress('readVoucherPaper', { params })} download>
          {t('card.print')}
        </a>
      </p>
    </section>
  );
}

function Facts({ voucher }: { readonly voucher: Voucher }) {
  const { t } = useTranslation('person');
  const { people, isPending } = usePeopleRead();
  const who = people.find(({ id }) => id === voucher.beneficiaryId)?.name ?? (isPending ? '…' : null);
  const { service, provider, places } = voucher;
  return (
    <dl className="console-facts">
      <dt>{t(voucher.code === null ? 'card.wasWorth' : 'card.value')}</dt>
      <dd>{money(voucher.code === null ? voucher.nominalCents : voucher.leftCents)}</dd>
      <dt>{t('card.until')}</dt>
      <dd>{day(voucher.expiresAt)}</dd>
      {who && (
        <>
          <dt>{t('card.who')}</dt>
          <dd>{who}</dd>
        </>
      )}
      <dt>{t('card.service')}</dt>
      <dd>{service?.name ?? t('vouchers.cumulative')}</dd>
      <dt>{t('card.provider')}</dt>
      <dd>{provider?.name ?? t('vouchers.everywhere')}</dd>
      {places.length > 0 && (
        <>
          <dt>{t('card.places')}</dt>
          {places.map((place) => (
            <dd key={place.id}>
              <Where place={place} />
            </dd>
          ))}
        </>
      )}
      <dt>{t('card.paidBy')}</dt>
      <dd>{t(`card.paidBy.${voucher.paidBy}`)}</dd>
    </dl>
  );
}
