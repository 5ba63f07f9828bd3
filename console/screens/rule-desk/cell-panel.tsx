import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ComparisonFields } from './comparison-fields.tsx';
import { columnOf, placeOf, subjectOf, type Line, type Subject } from './decision-table.ts';
import { faultsAt, type Fault } from './faults.ts';
import { Panel } from '../../parts/panel.tsx';
import { FaultWords } from './rule-rows.tsx';
import { useSaid, type Said } from './said.ts';
import type { Comparison, Literal, Rule, VersionContent } from './version-content.ts';

/** What one cell asks of its fact or parameter: nothing, one condition, or several that must all hold. */
export function CellPanel({
  rule,
  content,
  faults,
  place,
  lines,
  line,
  subject,
  onChange,
  onClose,
}: {
  readonly rule: Rule;
  readonly content: VersionContent;
  readonly faults: readonly Fault[];
  readonly place: string;
  readonly lines: readonly Line[];
  readonly line: number;
  readonly subject: Subject;
  readonly onChange: (lines: readonly Line[]) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('rules');
  const said = useSaid(content);
  const [before] = useState(lines);
  const own = lines[line] ?? [];
  const changeLine = (next: Line) => onChange(lines.map((one, index) => (index === line ? next : one)));
  const asked = own.flatMap((comparison, index) =>
    columnOf(subjectOf(comparison)) === columnOf(subject) ? [{ comparison, index }] : [],
  );
  return (
    <Panel
      title={t('cell.title', { rule: said.text(rule.title), column: said.subject(subject) })}
      onUndo={() => onChange(before)}
      onClose={onClose}
    >
      {asked.length === 0 && <p>{t('cell.nothing')}</p>}
      {asked.map(({ comparison, index }, at) => (
        <fieldset key={index} className="rules-condition">
          <legend className="h6">{t('cell.condition', { number: at + 1 })}</legend>
          <FaultWords faults={faultsAt(faults, `${place}${placeOf(lines, line, index)}`)} />
          <ComparisonFields
            comparison={comparison}
            content={content}
            onChange={(next) => changeLine(own.map((one, other) => (other === index ? next : one)))}
          />
          <button
            type="button"
            className="btn btn-outline-danger btn-sm"
            onClick={() => changeLine(own.filter((_one, other) => other !== index))}
          >
            {t('cell.remove')}
          </button>
        </fieldset>
      ))}
      <button
        type="button"
        className="btn btn-outline-primary btn-sm"
        onClick={() => changeLine([...own, freshComparison(subject, said)])}
      >
        {t(asked.length === 0 ? 'cell.add' : 'cell.addAnother')}
      </button>
    </Panel>
  );
}

/** A first condition on a fact, of its own type, to be put right. */
export function freshComparison(subject: Subject, said: Said): Comparison {
  const { type, values, range } = said.measureOf(subject);
  const hasOrder = type === 'integer' || type === 'cents';
  const literal: Literal =
    type === 'boolean' ? true : hasOrder ? (range?.from ?? 0) : (values?.[0]?.value ?? '');
  return { ...subject, operator: hasOrder ? 'lessThanInclusive' : 'equal', value: literal } as Comparison;
}
