import type { SqlMutant } from './support/mutant.ts';

/** Every guard in the database that `npm run test:mutants` takes out in turn, expecting a red test. */
export const sqlMutants: readonly SqlMutant[] = [];
