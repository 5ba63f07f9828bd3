import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { Tag, type Tone } from '../../parts/tag.tsx';

export type Batch = Answer<'getBatch'>;

export const batchStates = ['draft', 'approved', 'exported', 'closed', 'discarded'] as const;

const tones: Partial<Record<Batch['state'], Tone>> = { draft: 'soon', exported: 'soon', closed: 'good' };

/** Where a batch stands, and how many people have approved it while it waits for them. */
export function BatchTag({ batch }: { readonly batch: Batch }) {
  const { t } = useTranslation('fund');
  const { state, outcome, approvedBy, approvalsWanted } = batch;
  const done = approvedBy === null ? 0 : 1;
  if (outcome !== null && outcome !== 'paid')
    return <Tag tone={outcome === 'partlyPaid' ? 'soon' : 'late'}>{t(`batchOutcome.${outcome}`)}</Tag>;
  return (
    <Tag tone={tones[state] ?? 'plain'}>
      {state === 'draft' ? t('batchState.draft.of', { done, of: approvalsWanted }) : t(`batchState.${state}`)}
    </Tag>
  );
}

/** A batch that is over and paid nobody has no day of payment: the bank refused all of it, or all of it came back. */
export function hasPaid({ outcome }: Batch): boolean {
  return outcome !== 'rejected' && outcome !== 'returned';
}
