import type { Role } from '../../../prisma/generated/client.ts';

/** A screen as the console's router lists it, as far as tests read it. */
export interface Screen {
  readonly path: string;
  /** Nobody's are open to whoever has no account. */
  readonly roles: readonly Role[] | 'everybody' | 'nobody';
}

interface Listed {
  readonly screens: readonly Screen[];
  readonly openScreens: readonly Pick<Screen, 'path'>[];
}

/** Its modules are the browser's: their types are checked with the console, and none of them is loaded here. */
const list = '../../../console/frame/screens.ts';
const listed = (await import(list)) as Listed;

export const screens: readonly Screen[] = [
  ...listed.screens,
  ...listed.openScreens.map(({ path }) => ({ path, roles: 'nobody' as const })),
];
