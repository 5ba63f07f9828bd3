import type { Page } from 'playwright-core';
import type { Desk } from '../desk.ts';
import type { World } from '../world.ts';

/** A screen as whoever sees most of it finds it. */
export interface Full {
  /** The persona; nobody is signed in where it is missing. */
  readonly by?: string;
  /** What a part of the address stands for: a name of the world, or a word; otherwise the newest of its kind. */
  readonly about?: Readonly<Record<string, string>>;
  /** What stands behind the address, in which parts are named alike. */
  readonly query?: string;
  /** What somebody has to pass before they see it. */
  readonly first?: (page: Page, world: World, desk: Desk) => Promise<void>;
  /** What only the full screen has: so many at least of what a selector finds in it. */
  readonly has: Readonly<Record<string, number>>;
}

/** The addresses of each screen, by the path under which the router has it. */
export type Fulls = Readonly<Record<string, readonly Full[]>>;

/** A list of so many. */
export const rows = (count: number) => ({ '.console-rows > li': count });
/** A table with so many lines. */
export const lines = (count: number) => ({ 'tbody > tr': count });
/** A form with so many fields. */
export const fields = (count: number) => ({ 'form :is(input, select, textarea)': count });
