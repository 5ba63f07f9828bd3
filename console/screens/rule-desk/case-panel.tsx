import { useTranslation } from 'react-i18next';
import { Field } from '../../parts/field.tsx';
import { FactFields } from './fact-fields.tsx';
import type { Fault } from './faults.ts';
import { JsonField } from './json-field.tsx';
import { Panel } from '../../parts/panel.tsx';
import { FaultWords } from './rule-rows.tsx';
import { TextFields } from './text-fields.tsx';
import type { RuleCase, VersionContent } from './version-content.ts';

/** A case: its name, the day, the facts that are known, and what must come out of them. */
export function CasePanel({
  ruleCase,
  content,
  faults,
  onChange,
  onRemove,
  onClose,
}: {
  readonly ruleCase: RuleCase;
  readonly content: VersionContent;
  readonly faults: readonly Fault[];
  readonly onChange: (ruleCase: RuleCase) => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('rules');
  return (
    <Panel title={t('case.title')} onClose={onClose}>
      <FaultWords faults={faults} />
      <TextFields
        label={t('case.name')}
        value={ruleCase.name}
        onChange={(name) => onChange({ ...ruleCase, name })}
      />
      <Field label={t('case.on')} hint={t('try.on.hint')}>
        {(control) => (
          <input
            {...control}
            type="date"
            value={ruleCase.on}
            onChange={(event) => onChange({ ...ruleCase, on: event.target.value })}
          />
        )}
      </Field>
      <h3 className="h6">{t('case.facts')}</h3>
      <FactFields
        content={content}
        facts={ruleCase.facts}
        onChange={(facts) => onChange({ ...ruleCase, facts })}
      />
      <JsonField
        label={t('case.expect')}
        value={ruleCase.expect}
        faults={faults
          .filter(({ pointer }) => pointer.startsWith('/expect'))
          .map((fault) => ({ ...fault, pointer: fault.pointer.slice('/expect'.length) }))}
        isWellShaped={(value) => typeof value === 'object' && value !== null && !Array.isArray(value)}
        onChange={(expect) => onChange({ ...ruleCase, expect: expect as RuleCase['expect'] })}
      />
      <button
        type="button"
        className="btn btn-outline-danger btn-sm mt-3"
        disabled={content.cases.length === 1}
        onClick={onRemove}
      >
        {t('case.remove')}
      </button>
    </Panel>
  );
}
