import { apiMutants } from '../api/mutants.ts';
import { ledgerMutants } from '../ledger/mutants.ts';
import { ruleMutants } from '../rules/mutants.ts';
import type { AnyMutant } from '../support/mutant.ts';
import { stepMutants } from './steps.ts';

/** Every guard that `npm run test:mutants` takes out in turn, expecting a red test. */
export const mutants: readonly AnyMutant[] = [
  ...ledgerMutants,
  ...ruleMutants,
  ...stepMutants,
  ...apiMutants,
];
