import type { SqlMutant } from '../support/mutant.ts';

const tests = {
  legs: 'test/ledger/guards.test.ts',
  holds: 'test/ledger/hold-guards.test.ts',
  batch: 'test/ledger/batch-guards.test.ts',
  rights: 'test/ledger/rights.test.ts',
  races: 'test/ledger/races.test.ts',
  tampering: 'test/ledger/tampering.test.ts',
  unsealed: 'test/ledger/unsealed.test.ts',
} as const;
type Proof = keyof typeof tests;

export const mutant = (name: string, provenBy: Proof, sql: string): SqlMutant => ({
  name: `ledger: ${name}`,
  sql,
  provenBy: tests[provenBy],
});

/** A function with one piece of its text replaced; an error when the text no longer has that piece. */
export const inFunction = (
  name: string,
  provenBy: Proof,
  signature: string,
  piece: string,
  instead: string,
): SqlMutant =>
  mutant(name, provenBy, rewritten(`pg_get_functiondef('${signature}'::regprocedure)`, piece, instead));

/** A view of the schema ledger, likewise. */
export const inView = (
  name: string,
  provenBy: Proof,
  view: string,
  piece: string,
  instead: string,
): SqlMutant =>
  mutant(
    name,
    provenBy,
    rewritten(
      `'CREATE OR REPLACE VIEW ${view} WITH (security_invoker = true) AS ' || pg_get_viewdef('${view}'::regclass)`,
      piece,
      instead,
    ),
  );

function rewritten(definition: string, piece: string, instead: string): string {
  return `DO $mutant$
    DECLARE definition text := ${definition};
    BEGIN
      IF position($piece$${piece}$piece$ IN definition) = 0 THEN RAISE EXCEPTION 'the mutant finds nothing to replace'; END IF;
      EXECUTE replace(definition, $piece$${piece}$piece$, $piece$${instead}$piece$);
    END $mutant$`;
}
