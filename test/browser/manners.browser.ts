import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { openDesk, type Desk } from './support/desk.ts';
import { applyForLucia } from './support/household.ts';
import { inPage } from './support/in-page.ts';
import { fillOffice } from './support/settled.ts';

/** What every screen does the same: where the focus goes when another one opens, what is printed, and what moves. */
let desk: Desk;
let assessmentId: string;

beforeAll(async () => {
  desk = await openDesk();
  assessmentId = await applyForLucia(desk.stack);
  await fillOffice(desk);
}, 360_000);
afterAll(() => desk.close());

describe('the focus', () => {
  it('goes to the heading of whatever screen opens, by a link, by the menu and by the way back', async () => {
    const chiara = await desk.sit('Chiara');
    await chiara.goto('/work');
    await chiara.getByRole('heading', { level: 1, name: 'Il mio lavoro' }).waitFor();
    await chiara.getByRole('main').getByRole('link', { name: 'Assenze e sostituzioni' }).click();
    await opened(chiara, 'Assenze e sostituzioni');
    await chiara.getByRole('link', { name: 'Valutazioni', exact: true }).click();
    await opened(chiara, 'Valutazioni');
    await chiara.goBack();
    await opened(chiara, 'Assenze e sostituzioni');
    await chiara.goto(`/cases/${assessmentId}/receipt`);
    await chiara.getByRole('link', { name: 'Vai alla pratica' }).click();
    await opened(chiara, /^Protocollo/);
    await chiara.context().close();
  });
});

describe('on paper', () => {
  it('the receipt that is handed over says everything, without menus and buttons', async () => {
    const chiara = await printed('Chiara', `/cases/${assessmentId}/receipt`);
    await chiara
      .getByRole('definition')
      .filter({ hasText: /^\d{4}\/\d+$/ })
      .waitFor();
    expect(await chiara.getByRole('table').isVisible()).toBe(true);
    await bare(chiara);
  });

  it('a voucher shows its QR and its code, and nothing to press', async () => {
    const lucia = await desk.stack.as('Lucia');
    const { items } = (await lucia.get('/v1/vouchers')).body as { items: { id: string; state: string }[] };
    const page = await printed('Lucia', `/vouchers/${items.find(({ state }) => state === 'active')!.id}`);
    await page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/).waitFor();
    const qr = page.getByRole('img', { name: /QR/ });
    await eventually(() => qr.evaluate(isDrawn));
    expect(await qr.isVisible()).toBe(true);
    await bare(page);
  });

  it('a provider’s statement keeps its payments and what is to be invoiced', async () => {
    const page = await printed('Elena', '/statements');
    await page.getByRole('heading', { name: /^Bonifico di / }).waitFor();
    await page
      .getByRole('heading', { name: /^PF-|Fattura/ })
      .first()
      .waitFor();
    await bare(page, { mayPress: true });
  });
});

describe('for whoever wants nothing to move', () => {
  it.each([
    ['Chiara', '/work'],
    ['Anna', '/fund'],
    ['Lucia', '/catalogue'],
    ['Elena', '/till'],
  ])('nothing does before %s at %s, and something may otherwise', async (persona, path) => {
    const page = await desk.sit(persona);
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await eventually(async () => (await page.locator('.console-loading').count()) === 0);
    expect(await page.evaluate(moving)).toEqual([]);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    expect(await page.evaluate<string[]>(moving)).not.toEqual([]);
    await page.context().close();
  });
});

it('whoever comes to check an application of which nothing is typed is led to what is missing', async () => {
  const lucia = await desk.sit('Lucia');
  await lucia.goto('/my-applications/new?topic=check');
  await lucia.getByLabel('Che cosa serve').waitFor();
  expect(desk.faults()).toEqual([]);
});

async function opened(page: Page, name: string | RegExp): Promise<void> {
  const heading = page.getByRole('heading', { level: 1, name });
  await heading.waitFor();
  await eventually(async () => (await focused(page)) === 'H1');
  expect(await page.title()).toContain(await heading.innerText());
}

function focused(page: Page): Promise<string> {
  return page.evaluate('document.activeElement.tagName');
}

/** A screen as a printer gets it. */
async function printed(persona: string, path: string): Promise<Page> {
  const page = await desk.sit(persona);
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.emulateMedia({ media: 'print' });
  return page;
}

/** Nothing is left of what is only for a screen, and no more is lost than that. */
async function bare(page: Page, { mayPress = false } = {}): Promise<void> {
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
  expect(await page.evaluate(onlyForScreens)).toEqual([]);
  if (!mayPress) expect(await page.getByRole('button').count()).toBe(0);
  await page.context().close();
}

const isDrawn = inPage<boolean>(`(image) => image.complete && image.naturalWidth > 0`);

/** In the page's own language: menus, feet and ways to skip that would be printed. */
const onlyForScreens = `[...document.querySelectorAll('header, footer, nav, .skip, .no-print')]
  .filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 120))`;

/** In the page's own language: everything of which a style says that it takes time to change. */
const moving = `[...document.querySelectorAll('*')].flatMap((one) => ['', '::before', '::after'].flatMap((part) => {
  const { transitionDuration, animationName, animationDuration } = getComputedStyle(one, part || undefined);
  const lasts = (durations) => durations.split(',').some((duration) => parseFloat(duration) > 0);
  const moves = lasts(transitionDuration) || (animationName !== 'none' && lasts(animationDuration));
  return moves ? [one.localName + part] : [];
}))`;
