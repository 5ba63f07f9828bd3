import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { turnOfCommit } from '../support/in-turn.ts';
import { inTurn } from '../support/long.ts';
import { violations } from './support/axe.ts';
import { openDesk, type Desk, type Language } from './support/desk.ts';
import { addresses, fulls, placeOf, type Address } from './support/full/list.ts';
import { unknownAmong } from './support/full/parts.ts';
import { screens } from './support/screens.ts';
import { answerAs, says, states, type State } from './support/states.ts';
import { fillWorld, type World } from './support/world.ts';

/**
 * Every screen of the router, tab by tab and form by form, before whoever sees most of it, with all that it can hold, and
 * before that has arrived, when it cannot be had, and when there is nothing of it: it has its heading, breaks no rule of
 * accessibility, shifts nothing, asks nobody but this service for anything, and says what is the matter.
 */
const widths = { desk: { width: 1280, height: 900 }, phone: { width: 375, height: 740 } } as const;
const ways: readonly (readonly [Language, keyof typeof widths])[] = [
  ['it', 'desk'],
  ['en', 'phone'],
  ['it', 'phone'],
  ['en', 'desk'],
];
/** What a page at 1280 px is as wide as when it is enlarged to 400 % (WCAG 1.4.10). */
const NARROWEST = { width: 320, height: 740 };
const MOST_SHIFT = 0.1;
const HEADING_WITHIN_MS = 20_000;
/** So many of what takes turns has each commit. */
const LOOKS_IN_TURN = 20;

let desk: Desk;
let world: World;
const sitting = new Map<string, Promise<Page>>();

beforeAll(async () => {
  desk = await openDesk();
  world = await fillWorld(desk);
}, 600_000);
afterAll(() => desk.close());

type Look = readonly [string, Language, keyof typeof widths, State | 'full', Address];

const all: readonly Look[] = (['full', ...states] as const).flatMap((state) =>
  ways.flatMap((way) => addresses.map((address): Look => [address.name, ...way, state, address])),
);
/** Each address in Italian at a desk, and of the other ways to look at them some, in turn by commit; in a long run all. */
const looks = [
  ...all.slice(0, addresses.length),
  ...inTurn(all.slice(addresses.length), turnOfCommit(), LOOKS_IN_TURN),
];

it('knows no screen that the router does not have', () => {
  expect(Object.keys(fulls).toSorted()).toEqual(screens.map(({ path }) => path).toSorted());
});

describe.each(looks)('%s in %s at a %s, %s', (_name, language, width, state, address) => {
  it('is whole, and keeps every rule', async () => {
    const page = await at(address.by, language, width);
    await page.goto(await placeOf(desk, world, address));
    await address.first?.(page, world, desk);
    const madeUp = state === 'full' ? undefined : await answerAs(page, state);
    try {
      // What was passed once stays passed: what is read from here on is made up.
      if (madeUp) await page.reload();
      await page.getByRole('heading', { level: 1 }).waitFor({ timeout: HEADING_WITHIN_MS });
      if (state !== 'loading')
        await eventually(async () => (await page.locator('.console-loading').count()) === 0);
      if (!madeUp) await isFull(page, address);
      expect(await violations(page)).toEqual([]);
      expect(await tooWide(page)).toEqual([]);
      if (!madeUp) expect(await tooWide(page, NARROWEST)).toEqual([]);
      if (madeUp && madeUp.reads.length > 0) await says[state as State](page, madeUp);
    } finally {
      await madeUp?.end();
      await page.setViewportSize(widths[width]);
    }
    expect(desk.faults().filter((fault) => !madeUp?.isOwn(fault))).toEqual([]);
  });
});

/** What only the full screen has is there, all names have come, and nothing on it leads where nobody looks. */
async function isFull(page: Page, { has }: Address): Promise<void> {
  const main = page.locator('main');
  for (const [selector, count] of Object.entries(has))
    await main
      .locator(selector)
      .nth(count - 1)
      .waitFor({ state: 'attached' });
  await eventually(async () => (await main.getByText(/^…/).count()) === 0);
  expect(await page.locator('[role=alert]').allTextContents()).toEqual([]);
  expect(await shiftOf(page)).toBeLessThanOrEqual(MOST_SHIFT);
  expect(unknownAmong(await page.evaluate<string[]>(links))).toEqual([]);
}

/** What would have to be scrolled sideways, in a window as it is or of another size. */
async function tooWide(page: Page, size?: { width: number; height: number }): Promise<readonly string[]> {
  if (size) await page.setViewportSize(size);
  return page.evaluate<string[]>(reachingOut);
}

/** In the page's own language: what reaches beyond the window and makes it scroll, once the window is drawn. */
const reachingOut = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(
  document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
    .filter((one) => Math.max(one.getBoundingClientRect().right, one.getBoundingClientRect().left + one.scrollWidth) > innerWidth)
    .map((one) => one.outerHTML.slice(0, 100)).slice(-12).concat(document.documentElement.scrollWidth)))))`;

/** In the page's own language: where the links of a screen lead within the console. */
const links = `[...document.querySelectorAll('main a[href]')]
  .filter((one) => one.origin === location.origin && !/^\\/(v1|auth|openapi)/.test(one.pathname))
  .map((one) => one.pathname + one.search)`;

function at(persona: string | undefined, language: Language, width: keyof typeof widths): Promise<Page> {
  const place = [persona, language, width].join(' ');
  // That all of it is reached without a mouse is what the roads show.
  const seat = { language, viewport: widths[width], hasMouse: true };
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
