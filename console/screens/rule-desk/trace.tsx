import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { Condition, TruthTag } from '../../parts/condition.tsx';

type Found = Answer<'evaluateRuleVersion'>;

/** What came out, in one sentence, and rule by rule what was met, not met or not known, found and required. */
export function Trace({ found }: { readonly found: Found }) {
  const { t } = useTranslation('rules');
  const { sentence, missingFacts, requirements, rules } = found;
  const unmet = requirements.filter(({ unmet: words }) => words !== null);
  return (
    <section aria-labelledby="found" className="console-card mt-4">
      <h2 id="found" className="h4">
        {t('trace.title')}
      </h2>
      <p className="console-sentence">{sentence}</p>
      {missingFacts.length > 0 && (
        <>
          <p className="mb-1">{t('trace.missing')}</p>
          <ul>
            {missingFacts.map(({ fact, label }) => (
              <li key={fact}>{label}</li>
            ))}
          </ul>
        </>
      )}
      {unmet.length > 0 && (
        <ul>
          {unmet.map(({ rule, unmet: words }) => (
            <li key={rule}>{words}</li>
          ))}
        </ul>
      )}
      <h3 className="h5">{t('trace.rules')}</h3>
      {rules.map((rule) => (
        <details key={rule.rule} className="mb-2" open>
          <summary>
            <TruthTag area="rules" truth={rule.truth} /> {rule.title}
            {rule.points !== null && ` (${t('trace.points', { points: rule.points })})`}
          </summary>
          <ul className="console-tree">
            <Condition area="rules" condition={rule.condition} />
          </ul>
        </details>
      ))}
    </section>
  );
}
