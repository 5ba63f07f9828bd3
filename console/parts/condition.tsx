import { useTranslation } from 'react-i18next';
import type { Answer } from '../client/call.ts';
import { Tag, type Tone } from './tag.tsx';

type Told = Answer<'explainDecision'>['it']['rules'][number]['condition'];
type Truth = Told['truth'];

interface Spoken {
  /** Whose words it is told in. */
  readonly area: 'cases' | 'rules';
  /** To whoever it is about nothing that does not count is a fault. */
  readonly isOwn?: boolean | undefined;
}

/** A condition of a rule: met, not met or not known, with what was found and required, and what it is made of. */
export function Condition({ area, isOwn, condition }: Spoken & { readonly condition: Told }) {
  const { t } = useTranslation(area);
  const { text, truth, found, required, source, members } = condition;
  return (
    <li>
      <TruthTag area={area} isOwn={isOwn} truth={truth} /> {text}
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
            <Condition key={index} area={area} isOwn={isOwn} condition={member} />
          ))}
        </ul>
      )}
    </li>
  );
}

const tones: Record<Truth, Tone> = { proved: 'good', refuted: 'late', unknown: 'soon' };

export function TruthTag({ area, isOwn, truth }: Spoken & { readonly truth: Truth }) {
  const { t } = useTranslation(area);
  return <Tag tone={isOwn && truth === 'refuted' ? 'plain' : tones[truth]}>{t(`truth.${truth}`)}</Tag>;
}
