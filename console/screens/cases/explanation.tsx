import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { Condition, TruthTag } from '../../parts/condition.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { spoken } from '../../words/words.ts';
import type { Reason } from './opening.tsx';
import { Replay } from './replay.tsx';

type Found = Answer<'explainDecision'>['it'];

/** One advice of the rules: the sentence, the points, then each rule with its conditions. */
export function ExplanationPart({
  decisionId,
  kind,
  reason,
}: {
  readonly decisionId: string;
  readonly kind: 'fragilityScore' | 'fundAccess';
  /** Staff’s; whoever is spoken of needs none. */
  readonly reason?: Reason;
}) {
  const { t } = useTranslation('cases');
  const found = useRead(
    'explainDecision',
    { params: { decisionId }, query: reason ? { reason } : {} },
    { once: true },
  );
  if (found.error) return <ProblemNotice error={found.error} onAgain={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  return (
    <section aria-labelledby={`advice-${kind}`} className="mt-4">
      <h2 id={`advice-${kind}`} className="h4">
        {t(`advice.${kind}`)}
      </h2>
      <Explained of={found.data[spoken()]} isOwn={!reason} />
      {reason && <Replay decisionId={decisionId} about={t(`advice.${kind}`)} reason={reason} />}
    </section>
  );
}

/** What the rules found, in one sentence, and then rule by rule. */
export function Explained({
  of: { sentence, blocks, rules, missing },
  isOwn,
}: {
  readonly of: Found;
  /** Whoever reads it is who is spoken of. */
  readonly isOwn: boolean;
}) {
  const { t } = useTranslation('cases');
  return (
    <>
      <p>{sentence}</p>
      {blocks.length > 0 && <Blocks blocks={blocks} />}
      {missing.length > 0 && (
        <>
          <h3 className="h5">{t('advice.missing')}</h3>
          <ul>
            {missing.map(({ fact, label }) => (
              <li key={fact}>{label}</li>
            ))}
          </ul>
        </>
      )}
      <h3 className="h5">{t('advice.rules')}</h3>
      {blocks.length > 0 && <p>{t('advice.rules.words')}</p>}
      {rules.map((rule) => (
        <details key={rule.rule} className="mb-2">
          <summary>
            <TruthTag area="cases" isOwn={isOwn} truth={rule.truth} /> {rule.title}
            {rule.points !== null && `: ${t('advice.points', { points: rule.points })}`}
          </summary>
          <p className="mb-1">{rule.answer}</p>
          <ul className="console-tree">
            <Condition area="cases" isOwn={isOwn} condition={rule.condition} />
          </ul>
          <p className="small">{rule.reference}</p>
        </details>
      ))}
    </>
  );
}

function Blocks({ blocks }: { readonly blocks: Found['blocks'] }) {
  const { t } = useTranslation('cases');
  return (
    <div className="console-table">
      <table className="table">
        <caption>{t('blocks')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('blocks.block')}</th>
            <th scope="col">{t('blocks.points')}</th>
            <th scope="col">{t('blocks.max')}</th>
          </tr>
        </thead>
        <tbody>
          {blocks.map(({ block, label, points, maxPoints, reachedMaximum, combine }) => (
            <tr key={block}>
              <th scope="row">
                {label}
                {combine === 'highest' && <small className="d-block">{t('blocks.highest')}</small>}
              </th>
              <td>{points}</td>
              <td>
                {maxPoints}
                {reachedMaximum && ` (${t('blocks.reached')})`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
