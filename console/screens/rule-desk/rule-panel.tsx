import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../parts/field.tsx';
import { freshComparison } from './cell-panel.tsx';
import { columnOf, withLines, type Line, type Subject } from './decision-table.ts';
import { faultsAt, type Fault } from './faults.ts';
import { Panel } from '../../parts/panel.tsx';
import { useSaid } from './said.ts';
import type { Opened } from './table-tab.tsx';
import { TextFields } from './text-fields.tsx';
import type { VersionDraft } from './use-version-draft.ts';
import type { Rule, VersionContent } from './version-content.ts';

/** A rule itself: its name, its title, the norm it stands on, its lines, its place among the others. */
export function RulePanel({
  rule,
  content,
  faults,
  place,
  index,
  lines,
  draft,
  onChange,
  onOpen,
  onClose,
}: {
  readonly rule: Rule;
  readonly content: VersionContent;
  readonly faults: readonly Fault[];
  readonly place: string;
  readonly index: number;
  readonly lines: readonly Line[] | undefined;
  readonly draft: VersionDraft;
  readonly onChange: (rule: Rule) => void;
  readonly onOpen: (opened: Opened) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('rules');
  const said = useSaid(content);
  const errorAt = (field: string) => faultsAt(faults, `${place}/${field}`)[0]?.message;
  return (
    <Panel title={t('rule.title', { rule: said.text(rule.title) || rule.name })} onClose={onClose}>
      <TextFields
        label={t('rule.heading')}
        value={rule.title}
        errorAt={(language) => errorAt(`title/${language}`)}
        onChange={(title) => onChange({ ...rule, title })}
      />
      <Field label={t('rule.name')} hint={t('rule.name.hint')} error={errorAt('name')}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            value={rule.name}
            onChange={(event) => onChange({ ...rule, name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('rule.reference')} error={errorAt('reference')}>
        {(control) => (
          <select
            {...control}
            value={rule.reference}
            onChange={(event) => onChange({ ...rule, reference: event.target.value })}
          >
            {content.legalReferences.map(({ id, text }) => (
              <option key={id} value={id}>
                {text}
              </option>
            ))}
          </select>
        )}
      </Field>
      {lines && (
        <NewCondition
          content={content}
          lines={lines}
          onAdd={(next, line, subject) => {
            onChange(withLines(rule, next));
            onOpen({ part: 'cell', rule: index, line, subject });
          }}
          onLines={(next) => onChange(withLines(rule, next))}
        />
      )}
      <button
        type="button"
        className="btn btn-outline-primary btn-sm"
        onClick={() => onOpen({ part: 'json', rule: index })}
      >
        {t('table.asJson')}
      </button>
      <Placing index={index} draft={draft} onOpen={onOpen} onClose={onClose} />
    </Panel>
  );
}

/** A condition on a fact that has no cell yet, in one of the rule's lines. */
function NewCondition({
  content,
  lines,
  onAdd,
  onLines,
}: {
  readonly content: VersionContent;
  readonly lines: readonly Line[];
  readonly onAdd: (lines: readonly Line[], line: number, subject: Subject) => void;
  readonly onLines: (lines: readonly Line[]) => void;
}) {
  const { t } = useTranslation('rules');
  const said = useSaid(content);
  const subjects: Subject[] = [
    ...content.catalogue.facts.map(({ name }) => ({ fact: name })),
    ...[...new Set(content.parameters.map(({ name }) => name))]
      .filter((name) => typeof said.parameter(name)?.value !== 'object')
      .map((parameter) => ({ parameter })),
  ];
  const [chosen, choose] = useState(() => columnOf(subjects[0]!));
  const subject = subjects.find((one) => columnOf(one) === chosen)!;
  const add = (line: number) =>
    onAdd(
      lines.map((one, at) => (at === line ? [...one, freshComparison(subject, said)] : one)),
      line,
      subject,
    );
  return (
    <fieldset className="rules-condition">
      <legend className="h6">{t('rule.conditions')}</legend>
      <Field label={t('rule.fact')}>
        {(control) => (
          <select {...control} value={chosen} onChange={(event) => choose(event.target.value)}>
            {subjects.map((one) => (
              <option key={columnOf(one)} value={columnOf(one)}>
                {said.subject(one)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="console-actions mt-0">
        {lines.map((_line, at) => (
          <button key={at} type="button" className="btn btn-outline-primary btn-sm" onClick={() => add(at)}>
            {t(lines.length === 1 ? 'rule.addCondition' : 'rule.addConditionTo', { number: at + 1 })}
          </button>
        ))}
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          onClick={() => onAdd([...lines, [freshComparison(subject, said)]], lines.length, subject)}
        >
          {t('rule.addLine')}
        </button>
        {lines.length > 1 && (
          <button
            type="button"
            className="btn btn-outline-danger btn-sm"
            onClick={() => onLines(lines.slice(0, -1))}
          >
            {t('rule.removeLine')}
          </button>
        )}
      </div>
    </fieldset>
  );
}

function Placing({
  index,
  draft,
  onOpen,
  onClose,
}: {
  readonly index: number;
  readonly draft: VersionDraft;
  readonly onOpen: (opened: Opened) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('rules');
  const { content, edit } = draft;
  const move = (to: number) => {
    const rules = [...content.rules];
    rules.splice(to, 0, ...rules.splice(index, 1));
    edit({ ...content, rules });
    onOpen({ part: 'rule', rule: to });
  };
  return (
    <div className="console-actions">
      <button
        type="button"
        className="btn btn-outline-primary btn-sm"
        disabled={index === 0}
        onClick={() => move(index - 1)}
      >
        {t('rule.up')}
      </button>
      <button
        type="button"
        className="btn btn-outline-primary btn-sm"
        disabled={index === content.rules.length - 1}
        onClick={() => move(index + 1)}
      >
        {t('rule.down')}
      </button>
      <button
        type="button"
        className="btn btn-outline-danger btn-sm"
        disabled={content.rules.length === 1}
        onClick={() => {
          onClose();
          edit({ ...content, rules: content.rules.filter((_rule, at) => at !== index) });
        }}
      >
        {t('rule.remove')}
      </button>
    </div>
  );
}
