import type { Role } from '../../../prisma/generated/client.ts';

/** A screen as the console's router lists it, as far as tests read it. */
export interface Screen {
  readonly path: string;
  readonly roles: readonly Role[] | 'everybody';
}

/** Its modules are the browser's: their types are checked with the console, and none of them is loaded here. */
const list = '../../../console/frame/screens.ts';
const { screens } = (await import(list)) as { readonly screens: readonly Screen[] };

export { screens };
