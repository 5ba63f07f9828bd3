import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { useSession } from '../../session/session-context.ts';
import { day, moment, money } from '../../words/format.ts';
import { ExtendVoucher, type ToExtend } from './extend-voucher.tsx';

/** One voucher as its number tells of it: until when it is good, and more time for it. Whose it is stands nowhere. */
export default function VoucherScreen() {
  const { t } = useTranslation('office');
  const { me } = useSession();
  const { voucherNumber = '' } = useParams();
  const found = useRead('findVoucherToExtend', { query: { number: voucherNumber } });
  const voucher = found.data?.number === voucherNumber ? found.data : undefined;
  const isOfficer = me.roles.includes('fundOfficer');
  return (
    <>
      <p className="no-print">
        <Link to={isOfficer ? '/office/expiry' : '/people'}>
          {t(isOfficer ? 'voucher.back' : 'voucher.people')}
        </Link>
      </p>
      <Heading>{t('voucher.title', { number: voucherNumber })}</Heading>
      {!voucher && <ReadStates of={found} />}
      {voucher && (
        <>
          <Facts voucher={voucher} />
          <Extensions voucher={voucher} />
          {voucher.latestDate === null ? (
            <Over voucher={voucher} />
          ) : (
            <ExtendVoucher key={voucher.id} voucher={voucher} latestDate={voucher.latestDate} />
          )}
        </>
      )}
    </>
  );
}

function Facts({ voucher }: { readonly voucher: ToExtend }) {
  const { t } = useTranslation('office');
  return (
    <dl className="console-facts">
      <dt>{t('voucher.state')}</dt>
      <dd>{t(`voucherState.${voucher.state}`)}</dd>
      <dt>{t('calendar.day')}</dt>
      <dd>{day(voucher.untilDate)}</dd>
      <dt>{t('calendar.left')}</dt>
      <dd>{money(voucher.leftCents)}</dd>
    </dl>
  );
}

/** Where what was left went; into the books of the Fund for whoever keeps them. */
function Over({ voucher: { id, ended } }: { readonly voucher: ToExtend }) {
  const { t } = useTranslation('office');
  const { me } = useSession();
  return (
    <>
      <p>{t('voucher.over')}</p>
      {ended && (
        <p>
          {t(`ended.${ended.how}`, { day: day(ended.endedAt) })}{' '}
          {t('ended.left', { left: money(ended.leftCents), where: t(`went.${ended.wentTo}`) })}{' '}
          {ended.wentTo === 'fund' && me.roles.includes('fundOfficer') && (
            <Link to={`/fund/origins/${id}`}>{t('ended.books')}</Link>
          )}
        </p>
      )}
    </>
  );
}

/** What was given before, so that nobody gives it again unawares. */
function Extensions({ voucher: { id } }: { readonly voucher: ToExtend }) {
  const { t } = useTranslation('office');
  const given = useRead('listVoucherExtensions', { params: { voucherId: id } });
  return (
    <section aria-labelledby="given" className="mt-4">
      <h2 id="given" className="h4">
        {t('voucher.given')}
      </h2>
      <ReadStates of={given} />
      {given.data?.items.length === 0 && <p>{t('voucher.given.none')}</p>}
      <ul className="console-rows">
        {given.data?.items.map((one) => (
          <li key={one.id}>
            {t('voucher.given.one', { from: day(one.fromDate), until: day(one.untilDate) })}{' '}
            <span className="small">
              {t(one.batchId ? 'voucher.given.many' : 'voucher.given.alone', { when: moment(one.createdAt) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
