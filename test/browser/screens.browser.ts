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
import { answerAs, says, states, type State } from './support/states.ts';
import { fillWorld } from './support/world.ts';

/**
 * Every screen of the router, before somebody who finds it there, with what the demonstration holds, and before that has
 * arrived, when it cannot be had, and when there is nothing of it: it has its heading, breaks no rule of accessibility,
 * shifts nothing, asks nobody but this service for anything, and says what is the matter.
 */
const widths = { desk: { width: 1280, height: 900 }, phone: { width: 375, height: 740 } } as const;
const ways: readonly (readonly [Language, keyof typeof widths])[] = [
  ['it', 'desk'],
  ['en', 'phone'],
  ['it', 'phone'],
  ['en', 'desk'],
];
const MOST_SHIFT = 0.1;
const HEADING_WITHIN_MS = 20_000;
/** So many of what takes turns has each commit. */
const LOOKS_IN_TURN = 20;

let desk: Desk;
const sitting = new Map<string, Promise<Page>>();

beforeAll(async () => {
  desk = await openDesk();
  await fillWorld(desk);
}, 240_000);
afterAll(() => desk.close());

type Look = readonly [string, Language, keyof typeof widths, State | 'full', Screen];

const all: readonly Look[] = (['full', ...states] as const).flatMap((state) =>
  ways.flatMap((way) => screens.map((screen): Look => [screen.path, ...way, state, screen])),
);
/** Each screen in Italian at a desk, and of the other ways to look at them some, in turn by commit; in a long run all. */
const looks = [
  ...all.slice(0, screens.length),
  ...inTurn(all.slice(screens.length), turnOfCommit(), LOOKS_IN_TURN),
];

describe.each(looks)('%s in %s at a %s, %s', (path, language, width, state, screen) => {
  it('is whole, and keeps every rule', async () => {
    const page = await at(personaFor(screen), language, width);
    const address = await addressOf(desk, path);
    const madeUp = state === 'full' ? undefined : await answerAs(page, state);
    try {
      await page.goto(address);
      await page.getByRole('heading', { level: 1 }).waitFor({ timeout: HEADING_WITHIN_MS });
      if (state !== 'loading')
        await eventually(async () => (await page.locator('.console-loading').count()) === 0);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      if (!madeUp) await isFull(page);
      else if (madeUp.reads.length > 0) await says[state as State](page, madeUp);
    } finally {
      await madeUp?.end();
    }
    expect(desk.faults().filter((fault) => !madeUp?.isOwn(fault))).toEqual([]);
  });
});

async function isFull(page: Page): Promise<void> {
  expect(await page.locator('[role=alert]').allTextContents()).toEqual([]);
  expect(await shiftOf(page)).toBeLessThanOrEqual(MOST_SHIFT);
}

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
