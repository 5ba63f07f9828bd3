import { useTranslation } from 'react-i18next';
import { euroCell, saveCsv } from '../../parts/csv.ts';
import { money } from '../../words/format.ts';
import { Chart } from './chart.tsx';

/** A row of figures under a name; null is not told. */
export interface Row {
  readonly name: string;
  readonly cents: readonly (number | null)[];
}

/** A chart, the table that it shows, and the same as a file. */
export function Figures({
  name,
  kind,
  first,
  columns,
  rows,
  file,
  notTold = '',
}: {
  readonly name: string;
  readonly kind: 'bars' | 'lines';
  /** What the rows are. */
  readonly first: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly file: string;
  /** What stands for a figure that is not told. */
  readonly notTold?: string;
}) {
  const { t } = useTranslation('fund');
  const save = () =>
    saveCsv(
      file,
      [first, ...columns],
      rows.map(({ name: row, cents }) => [row, ...cents.map((one) => (one === null ? null : euroCell(one)))]),
    );
  return (
    <div className="console-figures">
      <Chart
        name={t('chart', { name })}
        drawing={{
          kind,
          categories: rows.map((row) => row.name),
          series: columns.map((column, at) => ({ name: column, cents: rows.map(({ cents }) => cents[at]!) })),
        }}
      />
      <div>
        <FigureTable name={name} first={first} columns={columns} rows={rows} notTold={notTold} />
        <button type="button" className="btn btn-outline-primary btn-sm no-print" onClick={save}>
          {t('csv', { name })}
        </button>
      </div>
    </div>
  );
}

function FigureTable({
  name,
  first,
  columns,
  rows,
  notTold,
}: {
  readonly name: string;
  readonly first: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly notTold: string;
}) {
  const { t } = useTranslation('fund');
  return (
    <div className="console-table" role="region" aria-label={t('table', { name })} tabIndex={0}>
      <table className="table table-sm">
        <caption>{name}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="text-end">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              {row.cents.map((one, at) => (
                <td key={columns[at]} className="text-end">
                  {one === null ? notTold : money(one)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
