import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CellPanel } from './cell-panel.tsx';
import { columnOf, columnsOf, linesOf, withLines, type Line, type Subject } from './decision-table.ts';
import { OutcomePanel } from './outcome-panel.tsx';
import { RuleJsonPanel } from './rule-json-panel.tsx';
import { RulePanel } from './rule-panel.tsx';
import { JsonRow, TableRows } from './rule-rows.tsx';
import { useSaid } from './said.ts';
import type { TabProps } from './version.tsx';
import type { Rule } from './version-content.ts';

/** What of the table is being edited. */
export type Opened =
  | { readonly part: 'rule' | 'outcome' | 'json'; readonly rule: number }
  | { readonly part: 'cell'; readonly rule: number; readonly line: number; readonly subject: Subject };

/** The rules as a decision table: a rule to a row, facts in columns, what it gives last. */
export function TableTab({ draft, faults }: TabProps) {
  const { t } = useTranslation('rules');
  const { content, isEditable, edit } = draft;
  const said = useSaid(content);
  const [opened, open] = useState<Opened>();
  const columns = columnsOf(
    content.rules,
    content.catalogue.facts.map(({ name }) => name),
  );
  const change = (at: number, rule: Rule) =>
    edit({ ...content, rules: content.rules.map((one, index) => (index === at ? rule : one)) });
  return (
    <>
      <p>{t(isEditable ? 'table.edit' : 'table.read')}</p>
      {columns.length > 2 && <p>{t('table.columns', { count: columns.length })}</p>}
      <div className="console-table" tabIndex={0} role="region" aria-label={t('table.caption')}>
        <table className="table rules-table">
          <caption>{t('table.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('table.rule')}</th>
              {columns.map((subject) => (
                <th key={columnOf(subject)} scope="col">
                  {said.subject(subject)}
                </th>
              ))}
              <th scope="col" className="rules-outcome">
                {t('table.outcome')}
              </th>
            </tr>
          </thead>
          {content.rules.map((rule, index) => {
            const lines = linesOf(rule);
            const shared = { rule, index, columns, said, faults, isEditable, onOpen: open };
            return lines ? (
              <TableRows key={`${index}`} lines={lines} {...shared} />
            ) : (
              <JsonRow key={`${index}`} {...shared} />
            );
          })}
        </table>
      </div>
      {isEditable && (
        <button
          type="button"
          className="btn btn-outline-primary mt-3"
          onClick={() => {
            edit({ ...content, rules: [...content.rules, freshRule(content.rules, t('table.fresh'))] });
            open({ part: 'rule', rule: content.rules.length });
          }}
        >
          {t('table.add')}
        </button>
      )}
      {opened && content.rules[opened.rule] && (
        <OpenedPanel opened={opened} draft={draft} faults={faults} onOpen={open} onChange={change} />
      )}
    </>
  );
}

function OpenedPanel({
  opened,
  draft,
  faults,
  onOpen,
  onChange,
}: {
  readonly opened: Opened;
  readonly draft: TabProps['draft'];
  readonly faults: TabProps['faults'];
  readonly onOpen: (opened: Opened | undefined) => void;
  readonly onChange: (at: number, rule: Rule) => void;
}) {
  const { content } = draft;
  const rule = content.rules[opened.rule]!;
  const lines = linesOf(rule);
  const shared = { rule, content, faults, place: `/rules/${opened.rule}`, onClose: () => onOpen(undefined) };
  const changeLines = (next: readonly Line[]) => onChange(opened.rule, withLines(rule, next));
  if (opened.part === 'cell' && lines)
    return (
      <CellPanel
        key={`${opened.line} ${columnOf(opened.subject)}`}
        {...shared}
        lines={lines}
        line={opened.line}
        subject={opened.subject}
        onChange={changeLines}
      />
    );
  if (opened.part === 'outcome')
    return <OutcomePanel {...shared} onChange={(event) => onChange(opened.rule, { ...rule, event })} />;
  if (opened.part === 'rule')
    return (
      <RulePanel
        {...shared}
        draft={draft}
        index={opened.rule}
        lines={lines}
        onChange={(next) => onChange(opened.rule, next)}
        onOpen={onOpen}
      />
    );
  return <RuleJsonPanel {...shared} onChange={(next) => onChange(opened.rule, next)} />;
}

/** The same outcome as the rule before it, so that what is new starts as something the service knows. */
function freshRule(rules: readonly Rule[], title: string): Rule {
  const before = rules.at(-1)!;
  const numbers = rules.map(({ name }) => Number(/^rule-(\d+)$/.exec(name)?.[1] ?? 0));
  const name = `rule-${Math.max(...numbers) + 1}`;
  return { ...before, name, title: { it: title, en: title }, conditions: { all: [] } };
}
