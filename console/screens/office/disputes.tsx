import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { disputeReasons, disputeStates, undecided } from '../../../domain/voucher-dispute.ts';
import { useList } from '../../client/use-read.ts';
import { Filters } from '../../parts/filters.tsx';
import { Heading } from '../../parts/heading.tsx';
import { More } from '../../parts/more.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { day, money } from '../../words/format.ts';
import { spoken } from '../../words/words.ts';

/** What holders say is wrong with a redemption; opens on what the provider has answered. */
export default function Disputes() {
  const { t } = useTranslation(['office', 'disputes']);
  const [search, setSearch] = useSearchParams();
  const state = disputeStates.find((known) => known === search.get('state')) ?? 'answered';
  // What waits for a decision comes in the order in which it waits; of what is over what came last is looked for.
  const isOver = !undecided.some((open) => open === state);
  const disputes = useList('listVoucherDisputes', {
    query: { state, ...(isOver ? { order: 'newestFirst' } : {}) },
  });
  return (
    <>
      <Heading>{t('disputes.title')}</Heading>
      <p>{t('disputes.words')}</p>
      <Filters
        name={t('filter', { ns: 'disputes' })}
        options={disputeStates.map((value) => ({ value, label: t(`state.${value}`, { ns: 'disputes' }) }))}
        chosen={state}
        onChoose={(value) => setSearch(value === 'answered' ? {} : { state: value })}
      />
      <ReadStates of={disputes} />
      {disputes.items?.length === 0 && <p className="mt-3">{t(`disputes.empty.${state}`)}</p>}
      <ul className="console-rows mt-3">
        {disputes.items?.map((one) => (
          <li key={one.id}>
            <h2 className="h6 mb-1">
              <Link to={`/office/disputes/${one.id}`}>
                {t('title', { ns: 'disputes', code: one.code })}: {money(one.amountCents)}
              </Link>
            </h2>
            <p className="mb-0">
              {one.possible.includes('decideVoucherDispute') && (
                <Tag tone="soon">{t('dispute.toDecide')}</Tag>
              )}{' '}
              {one.provider.name}, {disputeReasons[one.reason][spoken()]}.{' '}
              {one.answeredAt
                ? t('answered', { ns: 'disputes', day: day(one.answeredAt) })
                : t('answerDue', { ns: 'disputes', day: day(one.answerDueOn) })}
            </p>
          </li>
        ))}
      </ul>
      <More list={disputes} />
    </>
  );
}
