import { useTranslation } from 'react-i18next';
import { useList } from '../../client/use-read.ts';
import type { Answer } from '../../client/call.ts';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { ProposalRow } from './proposal-row.tsx';

export type Proposal = Answer<'listProposals'>['items'][number];

/** What was proposed, and what the office said of it. */
export function Proposals({ state }: { readonly state?: Proposal['state'] }) {
  const { t } = useTranslation('provider');
  const list = useList('listProposals', { query: { limit: 50, ...(state ? { state } : {}) } });
  return (
    <>
      {list.error && <ProblemNotice error={list.error} onAgain={() => void list.refetch()} />}
      {!list.items && !list.error && <Loading />}
      {list.items?.length === 0 && <p>{t('proposals.none')}</p>}
      <ul className="console-rows">
        {list.items?.toReversed().map((proposal) => (
          <ProposalRow key={proposal.id} proposal={proposal} />
        ))}
      </ul>
      <More list={list} />
    </>
  );
}
