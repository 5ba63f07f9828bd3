import { parse } from 'csv-parse/sync';
import { sameWord, type CellReader } from './cell.ts';
import { quote, type Problem } from './problem.ts';

/** A file as it was given: its name for messages, and its bytes. */
export interface CsvFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A column: its header in Italian (the one that messages use), other accepted headers, and how to read a cell. */
export interface Column<T, Mandatory extends boolean = boolean> {
  readonly headers: readonly [italian: string, ...others: string[]];
  readonly mandatory: Mandatory;
  readonly read: CellReader<T>;
}

export function mandatory<T>(read: CellReader<T>, ...headers: [string, ...string[]]): Column<T, true> {
  return { headers, mandatory: true, read };
}

export function optional<T>(read: CellReader<T>, ...headers: [string, ...string[]]): Column<T, false> {
  return { headers, mandatory: false, read };
}

export type Columns = Readonly<Record<string, Column<unknown>>>;

/** The values of one row; a cell that is empty is undefined. */
export type Cells<C extends Columns> = {
  readonly [K in keyof C]: C[K] extends Column<infer T, infer M>
    ? M extends true
      ? T
      : T | undefined
    : never;
};

export interface Row<C extends Columns> {
  /** As the spreadsheet shows it: the headers are row 1. */
  readonly number: number;
  readonly cells: Cells<C>;
  /** Columns whose cell could not be read, and was reported: no further check should stumble over them. */
  readonly unread: ReadonlySet<keyof C>;
}

/** The rows of a table. While there are problems, a mandatory cell may be missing from `cells` all the same. */
export interface Table<C extends Columns> {
  readonly rows: readonly Row<C>[];
  readonly problems: readonly Problem[];
}

/**
 * Reads a CSV file: UTF-8 with or without byte order mark, `;` or `,` between cells, headers in Italian or
 * English in any order. Finds every problem of the file at once, each at its row and column.
 */
export function readTable<C extends Columns>(file: CsvFile, columns: C): Table<C> {
  const split = splitCells(file);
  if ('problem' in split) return { rows: [], problems: [split.problem] };
  const [headers = [], ...lines] = split.lines;
  const header = matchHeaders(file.name, headers, columns);
  const rows = lines
    .map((cells, index) => ({ number: index + 2, cells: cells.map((cell) => cell.trim()) }))
    .filter((line) => line.cells.some((cell) => cell !== ''))
    .map((line) => readRow<C>(file.name, line, { columns, placed: header.placed, width: headers.length }));
  return { rows, problems: [...header.problems, ...rows.flatMap((row) => row.problems)] };
}

function splitCells({ name, bytes }: CsvFile): { lines: string[][] } | { problem: Problem } {
  let content: string;
  try {
    content = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const message = {
      it: 'il file non è in UTF-8: nel foglio elettronico salvarlo come "CSV UTF-8"',
      en: 'the file is not UTF-8: in the spreadsheet save it as "CSV UTF-8"',
    };
    return { problem: { file: name, message } };
  }
  const firstLine = content.split(/\r?\n/, 1)[0]!;
  try {
    return {
      lines: parse(content, { delimiter: firstLine.includes(';') ? ';' : ',', relax_column_count: true }),
    };
  } catch (error) {
    const row = (error as { lines?: number }).lines;
    const message = {
      it: 'le virgolette non tornano: dentro una cella vanno raddoppiate, e la cella va chiusa',
      en: 'the quotes do not match: inside a cell double them, and close the cell',
    };
    return { problem: { file: name, ...(row === undefined ? {} : { row }), message } };
  }
}

/** Which column stands at each place of the header row. */
function matchHeaders(file: string, headers: readonly string[], columns: Columns) {
  const placed = headers.map((header) =>
    Object.keys(columns).find((key) => columns[key]!.headers.some((known) => sameWord(known, header))),
  );
  const allowed = Object.values(columns).map((column) => column.headers);
  const at = (index: number) => ({ file, row: 1, column: String(index + 1) });
  const problems: Problem[] = [];
  placed.forEach((key, index) => {
    if (key === undefined && headers[index]!.trim() !== '')
      problems.push({
        ...at(index),
        message: {
          it: `intestazione sconosciuta ${quote(headers[index]!)}; sono previste: ${allowed.map(([italian]) => italian).join(', ')}`,
          en: `unknown header ${quote(headers[index]!)}; expected: ${allowed.map(([, english]) => english).join(', ')}`,
        },
      });
    if (key !== undefined && placed.indexOf(key) !== index)
      problems.push({
        ...at(index),
        message: { it: 'la stessa colonna compare due volte', en: 'the same column appears twice' },
      });
  });
  for (const [key, column] of Object.entries(columns)) {
    if (!column.mandatory || placed.includes(key)) continue;
    const message = { it: 'manca questa colonna', en: 'this column is missing' };
    problems.push({ file, row: 1, column: column.headers[0], message });
  }
  return { placed, problems };
}

interface Layout {
  readonly columns: Columns;
  readonly placed: readonly (string | undefined)[];
  readonly width: number;
}

function readRow<C extends Columns>(
  file: string,
  line: { readonly number: number; readonly cells: readonly string[] },
  { columns, placed, width }: Layout,
): Row<C> & { readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  if (line.cells.length !== width) {
    const message = {
      it: `ha ${line.cells.length} celle, le intestazioni sono ${width}: manca o avanza un separatore`,
      en: `it has ${line.cells.length} cells, the headers are ${width}: a separator is missing or too many`,
    };
    problems.push({ file, row: line.number, message });
    return { number: line.number, cells: {} as Cells<C>, unread: new Set(Object.keys(columns)), problems };
  }
  const cells: Record<string, unknown> = {};
  const unread = new Set<string>();
  for (const [key, column] of Object.entries(columns)) {
    const place = placed.indexOf(key);
    if (place === -1) continue;
    const reading = readCell(column, line.cells[place]!);
    if ('wrong' in reading) {
      problems.push({ file, row: line.number, column: column.headers[0], message: reading.wrong });
      unread.add(key);
    } else cells[key] = reading.value;
  }
  return { number: line.number, cells: cells as Cells<C>, unread, problems };
}

function readCell(column: Column<unknown>, cell: string): ReturnType<CellReader<unknown>> {
  if (cell !== '') return column.read(cell);
  if (!column.mandatory) return { value: undefined };
  return { wrong: { it: 'manca il valore', en: 'the value is missing' } };
}

/** A problem at every row whose key an earlier row has. */
export function findRepeated<R extends { readonly number: number }>(
  file: string,
  column: string,
  rows: readonly R[],
  keyOf: (row: R) => string | undefined,
): readonly Problem[] {
  const firsts = new Map<string, number>();
  return rows.flatMap((row) => {
    const key = keyOf(row);
    if (key === undefined) return [];
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, row.number);
    if (first === undefined) return [];
    const message = { it: `ripete la riga ${first}`, en: `it repeats row ${first}` };
    return [{ file, row: row.number, column, message }];
  });
}
