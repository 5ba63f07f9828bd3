import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { disputeReasons, disputeStates } from '../../../domain/voucher-dispute.ts';
import type { Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { Filters } from '../../parts/filters.tsx';
import { Heading } from '../../parts/heading.tsx';
import { More } from '../../parts/more.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { day, money } from '../../words/format.ts';
import { spoken } from '../../words/words.ts';

type Dispute = Answer<'listVoucherDisputes'>['items'][number];

const shown = ['all', ...disputeStates] as const;

/** What holders say was wrong with what was taken here; opens on what waits for an answer. */
export default function Disputes() {
  const { t } = useTranslation(['serving', 'disputes']);
  const [search, setSearch] = useSearchParams();
  const state = shown.find((known) => known === search.get('state')) ?? 'open';
  // What waits for an answer comes in the order of its terms; of the rest what came last is looked for.
  const disputes = useList('listVoucherDisputes', {
    query: state === 'open' ? { state } : { ...(state === 'all' ? {} : { state }), order: 'newestFirst' },
  });
  return (
    <>
      <Heading>{t('disputes.title')}</Heading>
      <p>{t('disputes.words')}</p>
      <Filters
        name={t('filter', { ns: 'disputes' })}
        options={shown.map((value) => ({
          value,
          label: value === 'all' ? t('disputes.all') : t(`state.${value}`, { ns: 'disputes' }),
        }))}
        chosen={state}
        onChoose={(value) => setSearch(value === 'open' ? {} : { state: value })}
      />
      <ReadStates of={disputes} />
      {disputes.items?.length === 0 && !disputes.hasNextPage && (
        <div className="console-empty">
          <p>{t(`disputes.empty.${state === 'all' || state === 'open' ? state : 'state'}`)}</p>
          <Link className="btn btn-primary" to="/redemptions">
            {t('disputes.empty.next')}
          </Link>
        </div>
      )}
      <ul className="console-rows mt-4">
        {disputes.items?.map((dispute) => (
          <DisputeRow key={dispute.id} dispute={dispute} />
        ))}
      </ul>
      <More list={disputes} />
    </>
  );
}

function isAsked({ possible }: Dispute): boolean {
  return possible.includes('answerVoucherDispute');
}

function DisputeRow({ dispute }: { readonly dispute: Dispute }) {
  const { t } = useTranslation(['serving', 'disputes']);
  const { id, code, amountCents, reason, state, answerDueOn, answeredAt, redemptionNumber } = dispute;
  return (
    <li>
      <h2 className="h6 mb-1">
        <Link to={`/disputes/${id}`}>
          {t('title', { ns: 'disputes', code })}: {money(amountCents)}
        </Link>
      </h2>
      <p className="mb-0">
        <Tag tone={isAsked(dispute) ? 'soon' : 'plain'}>
          {isAsked(dispute) ? t('disputes.toAnswer') : t(`state.${state}`, { ns: 'disputes' })}
        </Tag>{' '}
        {t('disputes.line', { number: redemptionNumber, reason: disputeReasons[reason][spoken()] })}{' '}
        {isAsked(dispute) && t('disputes.answerBy', { day: day(answerDueOn) })}
        {answeredAt && t('answered', { ns: 'disputes', day: day(answeredAt) })}
      </p>
    </li>
  );
}
