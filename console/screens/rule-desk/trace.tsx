import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { Tag, type Tone } from '../../parts/tag.tsx';

type Found = Answer<'evaluateRuleVersion'>;
type Condition = Found['rules'][number]['condition'];
type Truth = Condition['truth'];

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
            <TruthTag truth={rule.truth} /> {rule.title}
            {rule.points !== null && ` (${t('trace.points', { points: rule.points })})`}
          </summary>
          <ul className="console-tree">
            <Node condition={rule.condition} />
          </ul>
        </details>
      ))}
    </section>
  );
}

function Node({ condition }: { readonly condition: Condition }) {
  const { t } = useTranslation('rules');
  const { text, truth, found, required, source, members } = condition;
  return (
    <li>
      <TruthTag truth={truth} /> {text}
      {(found !== null || required !== null) && (
        <span className="d-block small">
          {t('trace.found', { found: found ?? t('value.unknown') })}
          {required !== null && ` · ${t('trace.required', { required })}`}
          {source !== null && ` · ${source}`}
        </span>
      )}
      {members.length > 0 && (
        <ul className="console-tree">
          {members.map((member, index) => (
            <Node key={index} condition={member} />
          ))}
        </ul>
      )}
    </li>
  );
}

const tones: Record<Truth, Tone> = { proved: 'good', refuted: 'late', unknown: 'soon' };

function TruthTag({ truth }: { readonly truth: Truth }) {
  const { t } = useTranslation('rules');
  return <Tag tone={tones[truth]}>{t(`truth.${truth}`)}</Tag>;
}
