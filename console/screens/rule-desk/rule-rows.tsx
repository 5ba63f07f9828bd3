import { useTranslation } from 'react-i18next';
import { FaultLine } from '../../parts/field-notes.tsx';
import { CodeName } from './code-name.tsx';
import { ConditionWords } from './condition-words.tsx';
import { columnOf, placeOf, subjectOf, type Line, type Subject } from './decision-table.ts';
import { faultsAt, type Fault } from './faults.ts';
import type { Said } from './said.ts';
import type { Opened } from './table-tab.tsx';
import type { Rule } from './version-content.ts';

interface RowProps {
  readonly rule: Rule;
  readonly index: number;
  readonly columns: readonly Subject[];
  readonly said: Said;
  readonly faults: readonly Fault[];
  readonly isEditable: boolean;
  readonly onOpen: (opened: Opened) => void;
}

/** A rule that a table can show: a row for each of its lines, of which any is enough. */
export function TableRows({ lines, ...row }: RowProps & { readonly lines: readonly Line[] }) {
  const { t } = useTranslation('rules');
  const { rule, index, columns, said } = row;
  return (
    <tbody>
      {lines.map((line, at) => (
        <tr key={at}>
          {at === 0 && <RuleHead {...row} rows={lines.length} />}
          {columns.map((subject) => (
            <td key={columnOf(subject)}>
              <Cell {...row} lines={lines} line={line} at={at} subject={subject} />
            </td>
          ))}
          {at === 0 && (
            <td rowSpan={lines.length} className="rules-outcome">
              <CellButton
                {...row}
                label={t('table.outcome')}
                words={[said.event(rule.event)]}
                faults={faultsAt(row.faults, `/rules/${index}/event`)}
                opened={{ part: 'outcome', rule: index }}
              />
            </td>
          )}
        </tr>
      ))}
    </tbody>
  );
}

/** A rule whose conditions no table shows: told in sentences, edited as JSON. */
export function JsonRow(row: RowProps) {
  const { t } = useTranslation('rules');
  const { rule, index, columns, said, isEditable, onOpen } = row;
  return (
    <tbody>
      <tr>
        <RuleHead {...row} rows={1} />
        <td colSpan={columns.length}>
          <p className="small mb-1">{t('table.jsonOnly')}</p>
          <ConditionWords condition={rule.conditions} said={said} />
          <FaultWords faults={faultsAt(row.faults, `/rules/${index}/conditions`)} />
          {isEditable && (
            <button
              type="button"
              className="btn btn-outline-primary btn-sm"
              aria-label={t('table.editJson', { rule: said.text(rule.title) })}
              onClick={() => onOpen({ part: 'json', rule: index })}
            >
              {t('table.asJson')}
            </button>
          )}
        </td>
        <td className="rules-outcome">
          <CellButton
            {...row}
            label={t('table.outcome')}
            words={[said.event(rule.event)]}
            faults={faultsAt(row.faults, `/rules/${index}/event`)}
            opened={{ part: 'outcome', rule: index }}
          />
        </td>
      </tr>
    </tbody>
  );
}

function RuleHead({
  rule,
  index,
  said,
  faults,
  isEditable,
  onOpen,
  rows,
}: RowProps & { readonly rows: number }) {
  const { t } = useTranslation('rules');
  const title = said.text(rule.title) || rule.name;
  const own = faults.filter(({ pointer }) =>
    [
      '',
      '/name',
      '/title',
      '/title/it',
      '/title/en',
      '/reference',
      '/conditions/all',
      '/conditions/any',
    ].includes(pointer.replace(`/rules/${index}`, '')),
  );
  return (
    <th scope="row" rowSpan={rows}>
      {title}
      <CodeName name={rule.name} />
      {rows > 1 && <span className="d-block small fw-normal">{t('table.anyLine')}</span>}
      <FaultWords faults={own} />
      {isEditable && (
        <button
          type="button"
          className="btn btn-outline-primary btn-sm mt-1"
          aria-label={t('table.editRule', { rule: title })}
          onClick={() => onOpen({ part: 'rule', rule: index })}
        >
          {t('edit')}
        </button>
      )}
    </th>
  );
}

function Cell({
  lines,
  line,
  at,
  subject,
  ...row
}: RowProps & {
  readonly lines: readonly Line[];
  readonly line: Line;
  readonly at: number;
  readonly subject: Subject;
}) {
  const { said, index } = row;
  const asked = line.flatMap((comparison, condition) =>
    columnOf(subjectOf(comparison)) === columnOf(subject) ? [{ comparison, condition }] : [],
  );
  return (
    <CellButton
      {...row}
      label={said.subject(subject)}
      words={asked.map(({ comparison }) => said.requirement(comparison))}
      faults={asked.flatMap(({ condition }) =>
        faultsAt(row.faults, `/rules/${index}${placeOf(lines, at, condition)}`),
      )}
      opened={{ part: 'cell', rule: index, line: at, subject }}
    />
  );
}

/** What a cell says; its author opens it to change it. */
function CellButton({
  label,
  words,
  faults,
  opened,
  said,
  rule,
  isEditable,
  onOpen,
}: Pick<RowProps, 'said' | 'rule' | 'isEditable' | 'onOpen' | 'faults'> & {
  readonly label: string;
  readonly words: readonly string[];
  readonly opened: Opened;
}) {
  const { t } = useTranslation('rules');
  const shown = words.length > 0 ? words.join(t('cell.and')) : '–';
  if (!isEditable) return shown;
  return (
    <>
      <button
        type="button"
        className={faults.length > 0 ? 'rules-cell wrong' : 'rules-cell'}
        aria-label={t('cell.label', {
          rule: said.text(rule.title),
          column: label,
          asked: words.length > 0 ? shown : t('cell.any'),
        })}
        onClick={() => onOpen(opened)}
      >
        {shown}
      </button>
      <FaultWords faults={faults} />
    </>
  );
}

export function FaultWords({ faults }: { readonly faults: readonly Fault[] }) {
  return faults.map(({ pointer, message }) => <FaultLine key={pointer + message} fault={message} />);
}
