import { ledgerMutants } from './ledger/mutants.ts';
import { ruleMutants } from './rules/mutants.ts';
import type { SqlMutant } from './support/mutant.ts';

/** Every guard in the database that `npm run test:mutants` takes out in turn, expecting a red test. */
export const sqlMutants: readonly SqlMutant[] = [...ledgerMutants, ...ruleMutants];
