import { useTranslation } from 'react-i18next';
import { ConditionWords } from './condition-words.tsx';
import { faultsAt, type Fault } from './faults.ts';
import { JsonField } from './json-field.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSaid } from './said.ts';
import { isRule } from './shape.ts';
import type { Rule, VersionContent } from './version-content.ts';

/** One rule as JSON, and below it what it says in sentences. */
export function RuleJsonPanel({
  rule,
  content,
  faults,
  place,
  onChange,
  onClose,
}: {
  readonly rule: Rule;
  readonly content: VersionContent;
  readonly faults: readonly Fault[];
  readonly place: string;
  readonly onChange: (rule: Rule) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('rules');
  const said = useSaid(content);
  return (
    <Panel title={t('rule.title', { rule: said.text(rule.title) || rule.name })} onClose={onClose}>
      <JsonField
        label={t('json.rule')}
        value={rule}
        isWellShaped={isRule}
        faults={faultsAt(faults, place).map((fault) => ({
          ...fault,
          pointer: fault.pointer.slice(place.length),
        }))}
        onChange={(next) => onChange(next as Rule)}
      />
      <h3 className="h6">{t('json.sentences')}</h3>
      <ConditionWords condition={rule.conditions} said={said} />
    </Panel>
  );
}
