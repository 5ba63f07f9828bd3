import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import type { Assessment } from './case-page.tsx';
import { ExplanationPart } from './explanation.tsx';
import { MadeByPeople } from './made-by-people.tsx';
import type { Reason } from './opening.tsx';

/** What people recommended and decided, and why the rules say what they say. */
export function DecisionTab({
  assessment,
  reason,
}: {
  readonly assessment: Assessment;
  readonly reason: Reason;
}) {
  const { t } = useTranslation('cases');
  const decisions = useRead('listDecisions', { params: { assessmentId: assessment.id } });
  if (decisions.error)
    return <ProblemNotice error={decisions.error} onAgain={() => void decisions.refetch()} />;
  if (!decisions.data) return <Loading />;
  const { items } = decisions.data;
  if (items.length === 0)
    return (
      <div className="console-empty">
        <p>{t('decision.none')}</p>
        <Link className="btn btn-primary" to="?tab=summary">
          {t('decision.next')}
        </Link>
      </div>
    );
  return (
    <>
      <MadeByPeople decisions={items.filter(({ ruleVersionId }) => ruleVersionId === null)} reason={reason} />
      <Advice decisions={items} reason={reason} />
    </>
  );
}

/** What the rules advise today; what they said before is kept, and superseded. */
export function Advice({
  decisions,
  reason,
}: {
  readonly decisions: readonly {
    readonly id: string;
    readonly kind: string;
    readonly ruleVersionId: string | null;
    readonly supersededAt: string | null;
  }[];
  readonly reason: Reason;
}) {
  return decisions
    .filter(({ ruleVersionId, supersededAt }) => ruleVersionId !== null && supersededAt === null)
    .map(({ id, kind }) => (
      <ExplanationPart key={id} decisionId={id} kind={kind as 'fragilityScore'} reason={reason} />
    ));
}
