import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useColleagueNames } from '../../parts/use-colleague-names.ts';
import { moment } from '../../words/format.ts';
import { outcomeWord } from './decided.ts';
import type { Reason } from './opening.tsx';

type Decision = Answer<'listDecisions'>['items'][number];

/** Who recommended and decided what, when, in which words; the last one first. */
export function MadeByPeople({
  decisions,
  reason,
}: {
  readonly decisions: readonly Decision[];
  readonly reason: Reason;
}) {
  return decisions
    .toReversed()
    .map((decision) => <MadeBy key={decision.id} decision={decision} reason={reason} />);
}

function MadeBy({ decision, reason }: { readonly decision: Decision; readonly reason: Reason }) {
  const { t } = useTranslation('cases');
  const reasons = useRead(
    'readReasons',
    { params: { decisionId: decision.id }, query: { reason } },
    { once: true },
  );
  const nameOf = useColleagueNames();
  const outcome = outcomeWord(decision);
  const who = (decision.madeBy && nameOf(decision.madeBy)) || t('owner.colleague');
  return (
    <section className="mb-4" aria-labelledby={`made-${decision.id}`}>
      <h2 id={`made-${decision.id}`} className="h4">
        {t(`made.${decision.kind}`)}
        {outcome && `: ${t(outcome)}`}
      </h2>
      <p className="mb-1">
        {t('made.by', { who, when: moment(decision.madeAt) })}
        {decision.supersededAt !== null && ` · ${t('made.superseded')}`}
      </p>
      {reasons.error && <ProblemNotice error={reasons.error} />}
      {reasons.data && <blockquote className="mb-0">{reasons.data.reason}</blockquote>}
      {reasons.data?.bandOverride && (
        <p>{t('made.band', { band: t(`band.${reasons.data.bandOverride}`) })}</p>
      )}
    </section>
  );
}
