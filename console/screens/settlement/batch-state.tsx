import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { Tag, type Tone } from '../../parts/tag.tsx';

export type Batch = Answer<'getBatch'>;

export const batchStates = ['draft', 'approved', 'exported', 'closed', 'discarded'] as const;

const tones: Partial<Record<Batch['state'], Tone>> = { draft: 'soon', exported: 'soon', closed: 'good' };

/** Where a batch stands, and how many people have approved it while it waits for them. */
export function BatchTag({ batch }: { readonly batch: Batch }) {
  const { t } = useTranslation('fund');
  const { state, approvedBy, approvalsWanted } = batch;
  const done = approvedBy === null ? 0 : 1;
  return (
    <Tag tone={tones[state] ?? 'plain'}>
      {state === 'draft' ? t('batchState.draft.of', { done, of: approvalsWanted }) : t(`batchState.${state}`)}
    </Tag>
  );
}
