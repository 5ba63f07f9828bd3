import { matchRoutes } from 'react-router';
import { screens } from '../screens.ts';
import { addresses } from './list.ts';

/** The parts of an address that choose what of a screen is shown. */
const choosing = ['tab', 'form', 'step', 'topic'] as const;
const words = ['step', 'kind'] as const;
/** The door leads everybody to the screen with which they begin. */
const routes = [{ path: '/' }, ...screens.map(({ path }) => ({ path }))];

const known = new Set(
  addresses.map(({ path, about, query }) => partOf(path, about ?? {}, new URLSearchParams(query))),
);

/**
 * Of the links on a screen those that lead where nobody looks: to no screen of the router, or to a tab, a step or a form
 * that is no address of its own.
 */
export function unknownAmong(links: readonly string[]): readonly string[] {
  return links.filter((link) => {
    const { pathname, searchParams } = new URL(link, 'http://here');
    const found = matchRoutes(routes, pathname)?.at(-1);
    return !found || !known.has(partOf(found.route.path, found.params, searchParams));
  });
}

function partOf(
  path: string,
  params: Readonly<Record<string, string | undefined>>,
  query: URLSearchParams,
): string {
  const said = [...words.map((name) => params[name]), ...choosing.map((name) => query.get(name))];
  return said.every((word) => !word) ? 'any' : [path, ...said.map((word) => word ?? '')].join(' ');
}
