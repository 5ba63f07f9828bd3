import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../support/eventually.ts';
import { inPage } from './in-page.ts';
import { reach } from './reach.ts';

/** What somebody's hands do with a control, once they have walked to it. */
type Hand = (page: Page, at: Locator, given: never) => Promise<void>;

/** No list and no group of the console is longer. */
const MOST_STEPS = 300;

const hands: Readonly<Record<string, Hand>> = {
  focus: reach,
  click: press,
  async dblclick(page, at) {
    await press(page, at);
    await page.keyboard.press('Enter');
  },
  async press(page, at, key: string) {
    await reach(page, at);
    await page.keyboard.press(key);
  },
  fill: type,
  check: (page, at) => tick(page, at, true),
  uncheck: (page, at) => tick(page, at, false),
  selectOption: choose,
  setInputFiles: handIn,
};
/** What somebody without a mouse does otherwise, or nobody has needed yet. */
const refused = ['clear', 'dispatchEvent', 'dragTo', 'hover', 'pressSequentially', 'setChecked', 'tap'];

/**
 * A page before somebody who has no mouse: what a road presses, fills in and chooses is walked to by Tab and done by
 * keys, under the names that locators have for it. Everything else is the page's own.
 */
export function withoutMouse(page: Page): Page {
  return held(page, page);
}

function held<T extends object>(thing: T, page: Page): T {
  return new Proxy(thing, {
    get(target, name) {
      const own: unknown = Reflect.get(target, name, target);
      if (typeof own !== 'function') return own;
      const hand = isLocator(target) ? handFor(String(name)) : undefined;
      if (hand) return (given: never) => hand(page, target as Locator, given);
      return (...given: unknown[]) => heldIfLocator(Reflect.apply(own, target, given), page);
    },
  });
}

function heldIfLocator(answer: unknown, page: Page): unknown {
  if (isLocator(answer)) return held(answer, page);
  if (Array.isArray(answer)) return answer.map((one) => heldIfLocator(one, page));
  if (answer instanceof Promise) return answer.then((one: unknown) => heldIfLocator(one, page));
  return answer;
}

function isLocator(thing: unknown): thing is Locator {
  return thing instanceof Object && 'selectOption' in thing && 'nth' in thing;
}

function handFor(name: string): Hand | undefined {
  if (refused.includes(name))
    throw new Error(`Say in test/browser/support/keyboard.ts how ${name} is done by keys.`);
  return hands[name];
}

/** In something to write in, a key would write: there a press ends with the focus. */
async function press(page: Page, at: Locator): Promise<void> {
  await reach(page, at);
  const key = await at.evaluate(
    inPage<string>(`(one) => one.matches('[type=checkbox], [type=radio]')
    ? ' ' : one.isContentEditable || one.matches('input, textarea, select') ? '' : 'Enter'`),
  );
  if (key) await page.keyboard.press(key);
}

async function type(page: Page, at: Locator, text: string): Promise<void> {
  await reach(page, at);
  if (/^(date|time)$/.test((await at.getAttribute('type')) ?? '')) return typeParts(page, at, text);
  await page.keyboard.press('ControlOrMeta+A');
  if (text === '') await page.keyboard.press('Delete');
  else await page.keyboard.type(text);
  if (letters(await at.inputValue()) !== letters(text))
    throw new Error(`${String(at)} lost letters on the way: ${text} is ${await at.inputValue()}`);
}

/** A field may set what is typed in groups and capitals. */
function letters(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '').toUpperCase();
}

/** A day or an hour is typed part by part, from the first on, in the order in which this browser asks for them. */
async function typeParts(page: Page, at: Locator, text: string): Promise<void> {
  const [year = '', month = '', day = ''] = text.split('-');
  const orders = month ? [day + month + year, month + day + year] : [text.replace(':', ''), halfDays(text)];
  for (const order of orders) {
    for (let part = 0; part < 3; part += 1) await page.keyboard.press('ArrowLeft');
    await page.keyboard.type(order);
    if ((await at.inputValue()) === text) return;
  }
  throw new Error(`${String(at)} does not take ${text} by keyboard.`);
}

/** Of a clock that counts to twelve: 18:30 is 06 30 p. */
function halfDays(time: string): string {
  const [hour = '', minute = ''] = time.split(':');
  const onTheDial = String(Number(hour) % 12 || 12).padStart(2, '0');
  return onTheDial + minute + (Number(hour) < 12 ? 'a' : 'p');
}

/** Of radios one is gone to by the arrows, which choose what they pass. */
async function tick(page: Page, at: Locator, isWanted: boolean): Promise<void> {
  await reach(page, at);
  const isAt = () => at.evaluate(inPage<boolean>('(one) => one === document.activeElement'));
  await stepUntil(page, 'ArrowDown', isAt, at);
  if ((await at.isChecked()) !== isWanted) await page.keyboard.press(' ');
  if ((await at.isChecked()) !== isWanted) throw new Error(`${String(at)} does not follow the space bar.`);
}

async function choose(page: Page, at: Locator, chosen: string | { readonly label: string }): Promise<void> {
  const [part, wanted] = typeof chosen === 'string' ? ['value', chosen] : ['label', chosen.label];
  const stepsTo = `(list) => [...list.options].findIndex((one) => one.${part} === ${JSON.stringify(wanted)}) - list.selectedIndex`;
  const isThere = `(list) => [...list.options].some((one) => one.${part} === ${JSON.stringify(wanted)})`;
  await eventually(() => at.evaluate(inPage<boolean>(isThere)), 30_000);
  await reach(page, at);
  const steps = () => at.evaluate(inPage<number>(stepsTo));
  const key = (await steps()) < 0 ? 'ArrowUp' : 'ArrowDown';
  await stepUntil(page, key, async () => (await steps()) === 0, at);
}

async function stepUntil(
  page: Page,
  key: string,
  isDone: () => Promise<boolean>,
  at: Locator,
): Promise<void> {
  for (let steps = 0; !(await isDone()); steps += 1) {
    if (steps > MOST_STEPS) throw new Error(`${key} does not lead to what is wanted of ${String(at)}.`);
    await page.keyboard.press(key);
  }
}

/** What the system's own dialog gives back, which opens at a key and which no page sees. */
async function handIn(
  page: Page,
  at: Locator,
  files: Parameters<Locator['setInputFiles']>[0],
): Promise<void> {
  await reach(page, at);
  await at.setInputFiles(files);
}
