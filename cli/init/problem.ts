import type { Text } from '../../domain/text.ts';

/** Something to correct before an alliance can be made: where it stands, as the spreadsheet shows it, and what. */
export interface Problem {
  /** The file, or `command` for what was given on the command line. */
  readonly file: string;
  /** 1 is the row of headers. */
  readonly row?: number;
  readonly column?: string;
  readonly message: Text;
}

const LONGEST_QUOTE = 40;

/**
 * A value from a file, fit to stand in a message: without control characters, not endless, and between quotes,
 * so that no message begins with a sign that a spreadsheet would take for a formula.
 */
export function quote(value: string): string {
  const clean = value
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .trim()
    .toWellFormed();
  return `«${clean.length > LONGEST_QUOTE ? `${clean.slice(0, LONGEST_QUOTE)}…` : clean}»`;
}

/** Problems of one file as somebody who corrects it from the top meets them. */
export function fromTheTop(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((one, other) => (one.row ?? 0) - (other.row ?? 0));
}

/** One line: `persone.csv, riga 3, colonna "codice fiscale": …`. */
export function formatProblem(problem: Problem, locale: 'it' | 'en'): string {
  const words = locale === 'it' ? { row: 'riga', column: 'colonna' } : { row: 'row', column: 'column' };
  const place = [
    problem.file,
    ...(problem.row === undefined ? [] : [`${words.row} ${problem.row}`]),
    ...(problem.column === undefined ? [] : [`${words.column} "${problem.column}"`]),
  ];
  return `${place.join(', ')}: ${problem.message[locale]}`;
}
