import type { Route } from './route.ts';

/** The one route table. What is not here does not exist; what is here is validated, documented and guarded. */
export const routes: readonly Route[] = [];
