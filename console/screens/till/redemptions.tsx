import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { useWholeList } from '../../client/use-whole-list.ts';
import { Filters } from '../../parts/filters.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { RedemptionRow } from './redemption-row.tsx';

const shownKinds = ['all', 'kept', 'refunded'] as const;
const refundedIn = { all: {}, kept: { refunded: 'false' }, refunded: { refunded: 'true' } } as const;

/** What was taken with vouchers, the latest first; each can be given back or said to be a mistake. */
export default function Redemptions() {
  const { t } = useTranslation('till');
  const [search, setSearch] = useSearchParams();
  const shown = shownKinds.find((known) => known === search.get('show')) ?? 'all';
  const redemptions = useList('listRedemptions', { query: refundedIn[shown] });
  // The oldest come first, and it is the latest that are looked for.
  const corrections = useWholeList('listCorrections', { query: { limit: 200 } });
  const disputes = useWholeList('listVoucherDisputes', { query: { limit: 200 } });
  return (
    <>
      <Heading>{t('redemptions.title')}</Heading>
      <Filters
        name={t('redemptions.filters')}
        options={shownKinds.map((value) => ({ value, label: t(`redemptions.show.${value}`) }))}
        chosen={shown}
        onChoose={(value) => setSearch(value === 'all' ? {} : { show: value })}
      />
      {redemptions.error && (
        <ProblemNotice error={redemptions.error} onAgain={() => void redemptions.refetch()} />
      )}
      {!redemptions.items && !redemptions.error && <Loading />}
      {redemptions.items?.length === 0 && (
        <div className="console-empty">
          <p>{t(`redemptions.empty.${shown}`)}</p>
          <Link className="btn btn-primary" to="/till">
            {t('redemptions.empty.next')}
          </Link>
        </div>
      )}
      <ul className="console-rows mt-4">
        {redemptions.items?.map((redemption) => (
          <RedemptionRow
            key={redemption.id}
            redemption={redemption}
            correction={corrections.items?.findLast(({ redemptionId }) => redemptionId === redemption.id)}
            disputeId={
              disputes.items?.find(
                ({ redemptionId, state }) => redemptionId === redemption.id && state !== 'withdrawn',
              )?.id
            }
          />
        ))}
      </ul>
      <More list={redemptions} />
    </>
  );
}
