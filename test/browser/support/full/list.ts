import { addressOf } from '../addresses.ts';
import type { Desk } from '../desk.ts';
import { screens } from '../screens.ts';
import type { World } from '../world.ts';
import { allianceFulls } from './alliance.ts';
import { candidatesFulls } from './candidates.ts';
import { casesFulls } from './cases.ts';
import type { Full, Fulls } from './full-screen.ts';
import { fundFulls } from './fund.ts';
import { personFulls } from './person.ts';
import { workFulls } from './work.ts';

export const fulls: Fulls = {
  ...workFulls,
  ...personFulls,
  ...casesFulls,
  ...candidatesFulls,
  ...fundFulls,
  ...allianceFulls,
};

/** One address of the console before the persona who sees most there. */
export interface Address extends Full {
  readonly path: string;
  /** As tests are called by it. */
  readonly name: string;
}

/** Every address there is to look at: the router says which screens, and each of them has to be told how it is full. */
export const addresses: readonly Address[] = screens.flatMap(({ path }) => {
  const told = fulls[path];
  if (!told) throw new Error(`Say in test/browser/support/full who sees most of ${path}, and what is there.`);
  return told.map((full) => ({ ...full, path, name: nameOf(path, full) }));
});

function nameOf(path: string, { by = 'a stranger', about = {}, query = '' }: Full): string {
  return `${path.replaceAll(/:(\w+)/g, (part, name: string) => about[name] ?? part)}${query} as ${by}`;
}

export function placeOf(
  desk: Pick<Desk, 'stack'>,
  world: World,
  { path, query = '', about = {} }: Address,
): Promise<string> {
  const named = Object.entries(about).map(([part, name]) => [part, world[name] ?? name] as const);
  const inQuery = [...query.matchAll(/:(\w+)/g)].map(([, name]) => [name!, world[name!]!] as const);
  return addressOf(desk, path + query, Object.fromEntries([...inQuery, ...named]));
}
