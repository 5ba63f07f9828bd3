import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { personas } from '../../prisma/seed/personas.ts';
import { eventually } from '../support/eventually.ts';
import { turnOfCommit } from '../support/in-turn.ts';
import { inTurn } from '../support/long.ts';
import { violations } from './support/axe.ts';
import { openDesk, type Desk, type Language } from './support/desk.ts';
import { addressOf } from './support/addresses.ts';
import { screens, type Screen } from './support/screens.ts';
import { fillWorld } from './support/world.ts';

/**
 * Every screen of the router, before somebody who finds it there, with what the demonstration holds: it has its
 * heading, breaks no rule of accessibility, shifts nothing, and asks nobody but this service for anything.
 */
const widths = { desk: { width: 1280, height: 900 }, phone: { width: 375, height: 740 } } as const;
const ways: readonly (readonly [Language, keyof typeof widths])[] = [
  ['it', 'desk'],
  ['en', 'phone'],
  ['it', 'phone'],
  ['en', 'desk'],
];
const MOST_SHIFT = 0.1;

let desk: Desk;
const sitting = new Map<string, Promise<Page>>();

beforeAll(async () => {
  desk = await openDesk();
  await fillWorld(desk);
}, 240_000);
afterAll(() => desk.close());

const others = screens.flatMap((screen) =>
  ways.slice(1).map((way) => [screen.path, ...way, screen] as const),
);
/** Each screen in Italian at a desk, and of the other ways to look at them some, in turn by commit; in a long run all. */
const looks = [
  ...screens.map((screen) => [screen.path, ...ways[0]!, screen] as const),
  ...inTurn(others, turnOfCommit(), Math.ceil(others.length / 40)),
];

describe.each(looks)('%s in %s at a %s', (path, language, width, screen) => {
  it('is whole, and keeps every rule', async () => {
    const persona = personaFor(screen);
    const page = await at(persona, language, width);
    await page.goto(await addressOf(desk, path));
    await page.getByRole('heading', { level: 1 }).waitFor();
    await eventually(async () => (await page.locator('.console-loading').count()) === 0);
    expect(await page.locator('[role=alert]').allTextContents()).toEqual([]);
    expect(await violations(page)).toEqual([]);
    expect(await shiftOf(page)).toBeLessThanOrEqual(MOST_SHIFT);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(desk.faults()).toEqual([]);
  });
});

function personaFor({ path, roles }: Screen): string | undefined {
  if (roles === 'nobody') return undefined;
  const found = personas.find((persona) => roles === 'everybody' || roles.includes(persona.roles[0]));
  if (!found) throw new Error(`Nobody in the demonstration finds ${path}.`);
  return found.label.split(' ')[0]!;
}

function at(persona: string | undefined, language: Language, width: keyof typeof widths): Promise<Page> {
  const place = [persona, language, width].join(' ');
  const seat = { language, viewport: widths[width] };
  const page = sitting.get(place) ?? (persona ? desk.sit(persona, seat) : desk.stranger(seat));
  sitting.set(place, page);
  return page;
}

/** What moved while nobody touched anything, as browsers measure it (0.1 is good). */
function shiftOf(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) sum += value;
    }).observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
  })`);
}
