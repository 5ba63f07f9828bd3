import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { ReadStates } from '../../parts/read-states.tsx';
import { day } from '../../words/format.ts';
import { ExplanationPart } from '../cases/explanation.tsx';
import type { Application } from './application.tsx';

const told = ['final', 'closing', 'release'] as const;

/** What was decided, in whoever decided's words, and why the rules say what they say. */
export function ApplicationWhy({ application }: { readonly application: Application }) {
  const { t } = useTranslation('person');
  const decisions = useRead('listDecisions', { params: { assessmentId: application.id } });
  if (!decisions.data) return <ReadStates of={decisions} />;
  const standing = decisions.data.items.filter(({ supersededAt }) => supersededAt === null);
  const byPeople = standing.filter(({ kind, status }) => isTold(kind) && status !== 'sendBack');
  const byRules = standing.filter(({ ruleVersionId }) => ruleVersionId !== null);
  if (byPeople.length === 0 && byRules.length === 0) return null;
  return (
    <section aria-labelledby="why" className="mt-5">
      <h2 id="why" className="h4">
        {t('why.title')}
      </h2>
      {byPeople.map(({ id, kind, madeAt }) => (
        <Reasons key={id} decisionId={id} kind={kind as (typeof told)[number]} madeAt={madeAt} />
      ))}
      {byRules.map(({ id, kind }) => (
        <ExplanationPart key={id} decisionId={id} kind={kind as 'fragilityScore'} />
      ))}
    </section>
  );
}

function isTold(kind: string): boolean {
  return (told as readonly string[]).includes(kind);
}

function Reasons({
  decisionId,
  kind,
  madeAt,
}: {
  readonly decisionId: string;
  readonly kind: (typeof told)[number];
  readonly madeAt: string;
}) {
  const { t } = useTranslation('person');
  const reasons = useRead('readReasons', { params: { decisionId }, query: {} }, { once: true });
  return (
    <>
      <h3 className="h5">{t(`why.${kind}`, { day: day(madeAt) })}</h3>
      <ReadStates of={reasons} />
      {reasons.data && <blockquote>{reasons.data.reason}</blockquote>}
    </>
  );
}
