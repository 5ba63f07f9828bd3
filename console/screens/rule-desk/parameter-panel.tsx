import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import type { Fault } from './faults.ts';
import { Panel } from '../../parts/panel.tsx';
import { FaultWords } from './rule-rows.tsx';
import type { Said } from './said.ts';
import { ValueField } from './value-field.tsx';
import type { Parameter } from './version-content.ts';

/** One period of a parameter: its value, or each value of its table, the days it holds, and what fixes it. */
export function ParameterPanel({
  parameter,
  said,
  faults,
  onChange,
  onNewPeriod,
  onRemove,
  onClose,
}: {
  readonly parameter: Parameter;
  readonly said: Said;
  readonly faults: readonly Fault[];
  readonly onChange: (parameter: Parameter) => void;
  readonly onNewPeriod: () => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('rules');
  const { value } = parameter;
  const [before] = useState(parameter);
  return (
    <Panel title={said.text(parameter.label)} onUndo={() => onChange(before)} onClose={onClose}>
      <FaultWords faults={faults} />
      {typeof value === 'object' ? (
        Object.entries(value).map(([key, held]) => (
          <ValueField
            key={`${parameter.validFrom ?? ''} ${key}`}
            label={t('parameters.entry', { key: said.key(key) })}
            measure={parameter}
            value={held}
            onChange={(next) => onChange({ ...parameter, value: { ...value, [key]: next ?? '' } })}
          />
        ))
      ) : (
        <ValueField
          label={t('parameters.value')}
          measure={parameter}
          value={value}
          onChange={(next) => onChange({ ...parameter, value: next ?? '' })}
        />
      )}
      {(['validFrom', 'validUntil'] as const).map((side) => (
        <Field key={side} label={t(`parameters.${side}`)} hint={t('parameters.openHint')} optional>
          {(control) => (
            <input
              {...control}
              type="date"
              value={parameter[side] ?? ''}
              onChange={(event) => onChange({ ...parameter, [side]: event.target.value || null })}
            />
          )}
        </Field>
      ))}
      <Choice
        legend={t('parameters.fixedBy')}
        options={(['law', 'proposed'] as const).map((one) => ({
          value: one,
          label: t(`parameters.status.${one}`),
        }))}
        chosen={parameter.status}
        onChoose={(status) => onChange({ ...parameter, status: status as Parameter['status'] })}
      />
      <Field label={t('parameters.source')}>
        {(control) => (
          <textarea
            {...control}
            rows={2}
            value={parameter.source}
            onChange={(event) => onChange({ ...parameter, source: event.target.value })}
          />
        )}
      </Field>
      <div className="console-actions">
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={onNewPeriod}>
          {t('parameters.newPeriod')}
        </button>
        <button type="button" className="btn btn-outline-danger btn-sm" onClick={onRemove}>
          {t('parameters.remove')}
        </button>
      </div>
    </Panel>
  );
}
