import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { serviceNow } from '../../client/service-clock.ts';
import { useList } from '../../client/use-read.ts';
import { Filters } from '../../parts/filters.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Tag, type Tone } from '../../parts/tag.tsx';
import { day, fromNow, money } from '../../words/format.ts';
import { firstToUse, isGood } from './first-to-use.ts';
import { usePeople } from './people.ts';
import { PrivateOrders } from './private-orders.tsx';
import { Where } from './where.tsx';

const showing = ['good', 'all'] as const;
const SOON_MS = 14 * 86_400_000;

type Voucher = Answer<'listVouchers'>['items'][number];

/** One's own vouchers, those to use first in sight, and what was ordered with own money. */
export default function Vouchers() {
  const { t } = useTranslation('person');
  const [search, setSearch] = useSearchParams();
  const show = showing.find((known) => known === search.get('show')) ?? 'good';
  const vouchers = useList('listVouchers', { query: {} });
  const people = usePeople();
  const shown = vouchers.items?.filter((voucher) => show === 'all' || isGood(voucher)).toSorted(firstToUse);
  return (
    <>
      <Heading>{t('vouchers.title')}</Heading>
      <Filters
        name={t('vouchers.show')}
        options={showing.map((value) => ({ value, label: t(`vouchers.show.${value}`) }))}
        chosen={show}
        onChoose={(value) => setSearch(value === 'good' ? {} : { show: value })}
      />
      {vouchers.error && <ProblemNotice error={vouchers.error} onAgain={() => void vouchers.refetch()} />}
      {!shown && !vouchers.error && <Loading />}
      {shown?.length === 0 && !vouchers.hasNextPage && (
        <div className="console-empty">
          <p>{t(`vouchers.empty.${show}`)}</p>
          <Link className="btn btn-primary" to="/catalogue">
            {t('vouchers.empty.next')}
          </Link>
        </div>
      )}
      <ul className="console-rows mt-4">
        {shown?.map((voucher) => (
          <VoucherRow
            key={voucher.id}
            voucher={voucher}
            who={people.find(({ id }) => id === voucher.beneficiaryId)?.name ?? null}
          />
        ))}
      </ul>
      <More list={vouchers} />
      <PrivateOrders />
    </>
  );
}

const tones: Readonly<Record<Voucher['state'], Tone>> = {
  active: 'good',
  held: 'soon',
  spent: 'plain',
  expired: 'late',
  voided: 'plain',
};

function VoucherRow({ voucher, who }: { readonly voucher: Voucher; readonly who: string | null }) {
  const { t } = useTranslation('person');
  const { number, state, service, provider, places, expiresAt } = voucher;
  const soon = isGood(voucher) && Date.parse(expiresAt) - serviceNow() < SOON_MS;
  return (
    <li>
      <h2 className="h5 mb-1">{service?.name ?? t('vouchers.cumulative')}</h2>
      <p className="mb-1">
        <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>{' '}
        {soon && <Tag tone="soon">{t('vouchers.soon')}</Tag>} {number}
        {who && ` · ${t('vouchers.for', { name: who })}`}
      </p>
      {isGood(voucher) && (
        <p className="mb-1">
          <strong>{t('vouchers.left', { left: money(voucher.leftCents) })}</strong>{' '}
          {t('vouchers.until', { day: day(expiresAt) })} ({fromNow(expiresAt)})
        </p>
      )}
      <p className="mb-2">
        {provider?.name ?? t('vouchers.everywhere')}
        {places.map((place) => (
          <Fragment key={place.id}>
            {' · '}
            <Where place={place} />
          </Fragment>
        ))}
      </p>
      <Link
        className={`btn btn-sm ${isGood(voucher) ? 'btn-primary' : 'btn-outline-primary'}`}
        to={`/vouchers/${voucher.id}`}
        aria-label={t('vouchers.card.name', { number })}
      >
        {t('vouchers.card')}
      </Link>
    </li>
  );
}
