import { describe, expect, it } from 'vitest';
import { workers } from '../../api/task-access.ts';
import { Role } from '../../prisma/generated/enums.ts';

interface Entry {
  readonly path: string;
}

interface Reader {
  readonly roles: readonly Role[];
  readonly placeId: string | null;
  readonly responsible: boolean;
}

/** Its modules are the browser's: their types are checked with the console. */
const frame = '../../console/frame';
const { menuOf, firstPathOf } = (await import(`${frame}/screens.ts`)) as {
  readonly firstPathOf: (reader: Reader) => string;
  readonly menuOf: (reader: Reader) => readonly Entry[];
};
const { groupedMenu } = (await import(`${frame}/grouped-menu.ts`)) as {
  readonly groupedMenu: (reader: Reader) => readonly (Entry | { readonly screens: readonly Entry[] })[];
};
const provider: Reader = { roles: ['provider'], placeId: null, responsible: false };
const readers: readonly (readonly [string, Reader])[] = [
  ...Object.values(Role).map((role) => [role, { ...provider, roles: [role] }] as const),
  ['whoever answers for a provider’s people', { ...provider, responsible: true }],
  ['whoever works for one place', { ...provider, placeId: 'a place' }],
];
const pathsOf = (reader: Reader) => menuOf(reader).map(({ path }) => path);

describe('the menu', () => {
  it.each(readers)(
    'of %s has no more than seven things in sight, and everything somewhere',
    (_name, reader) => {
      const entries = groupedMenu(reader);
      const paths = entries
        .flatMap((entry) => ('path' in entry ? [entry] : entry.screens))
        .map(({ path }) => path);
      expect(entries.length).toBeGreaterThan(0);
      expect(entries.length).toBeLessThanOrEqual(7);
      expect(paths.toSorted()).toEqual(pathsOf(reader).toSorted());
    },
  );

  it('of a consultant is what the guide of the administrator says that they read', () => {
    const paths = pathsOf({ ...provider, roles: ['consultant'] });
    expect(paths.toSorted()).toEqual(['/charter', '/directory', '/organisations']);
  });

  it('has nothing of which somebody would only be told that it is not for them', () => {
    const ofAllPlaces = ['/statements', '/disputes', '/standing', '/complaints'];
    const all = pathsOf({ ...provider, responsible: true });
    expect(all).toEqual(expect.arrayContaining([...ofAllPlaces, '/colleagues']));
    expect(pathsOf(provider)).toEqual(all.filter((path) => path !== '/colleagues'));
    expect(pathsOf({ ...provider, placeId: 'a place' })).toEqual(
      pathsOf(provider).filter((path) => !ofAllPlaces.includes(path)),
    );
    expect(pathsOf({ ...provider, roles: ['caseworker'] })).toContain('/complaints');
  });

  it('offers work to nobody to whom the service would refuse it', () => {
    const offered = Object.values(Role).filter((role) =>
      pathsOf({ ...provider, roles: [role] }).includes('/work'),
    );
    expect(offered).toContain('caseworker');
    expect(offered.filter((role) => !workers.some((known) => known === role))).toEqual([]);
  });

  it.each(readers)('of %s holds the page on which they begin', (_name, reader) => {
    expect(pathsOf(reader)).toContain(firstPathOf(reader));
  });

  it('begins with one’s own matters', () => {
    const begin = (role: Role) => firstPathOf({ ...provider, roles: [role] });
    expect(begin('citizen')).toBe('/my-applications');
    expect(begin('representative')).toBe('/signings');
    expect(begin('employer')).toBe('/plans');
    expect(begin('employee')).toBe('/wallet');
    expect(firstPathOf({ ...provider, roles: ['citizen', 'caseworker'] })).toBe('/work');
  });

  it('has headings where it is long, and none over a single screen', () => {
    const headings = readers.flatMap(([, reader]) =>
      groupedMenu(reader).filter((entry) => 'screens' in entry),
    );
    expect(headings.length).toBeGreaterThan(5);
    expect(headings.filter(({ screens: under }) => under!.length < 2)).toEqual([]);
    expect(groupedMenu({ ...provider, roles: ['citizen'] }).every((entry) => 'path' in entry)).toBe(true);
  });
});
