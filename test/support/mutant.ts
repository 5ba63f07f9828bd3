/** A guard taken out, and the test file that must then be red. */
interface Mutant {
  readonly name: string;
  readonly provenBy: string;
}

/** A guard of the migrated database, taken out by a statement. */
export interface SqlMutant extends Mutant {
  readonly sql: string;
}

/** A guard of the code, taken out by replacing a piece of text that stands in the file exactly once. */
export interface CodeMutant extends Mutant {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

export type AnyMutant = SqlMutant | CodeMutant;
