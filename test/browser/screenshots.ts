import { mkdir, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { organisationId } from '../../prisma/seed/organisations.ts';
import { eventually } from '../support/eventually.ts';
import { addressOf } from './support/addresses.ts';
import { openDesk, type Desk } from './support/desk.ts';
import { pin } from './support/purchases.ts';
import { fillWorld } from './support/world.ts';

/**
 * The main screens as pictures, in Italian, of the demonstration with something of everything in it. They go into
 * docs/images/, where the guides and the README take them from.
 */
interface Picture {
  readonly name: string;
  readonly persona: string;
  /** As the router writes it; what it is about is the newest of its kind. Otherwise, how to find it. */
  readonly at: string | (() => Promise<string>);
  /** Also as a phone shows it. */
  readonly onPhone?: true;
  /** What somebody does there before it is worth a picture. */
  readonly first?: (page: Page) => Promise<void>;
  /** The words that the picture begins with; without it, the top of the page. */
  readonly from?: string;
}

const folder = new URL('../../docs/images/', import.meta.url);
const MOST_BYTES = 150_000;
/** What stays at the top of a page of a case, and a little air. */
const ABOVE_PX = 110;
const desktop = { width: 1280, height: 820 };
const phone = { width: 375, height: 980 };

const pictures: readonly Picture[] = [
  { name: 'work', persona: 'Chiara', at: '/work?whose=all' },
  { name: 'case', persona: 'Chiara', at: openCase, first: openDossier },
  {
    name: 'case-decision',
    persona: 'Chiara',
    at: grantedCase,
    first: openDossier,
    from: 'Il punteggio di fragilità',
  },
  { name: 'application', persona: 'Bianca', at: '/application' },
  { name: 'voucher', persona: 'Lucia', at: voucher, onPhone: true },
  { name: 'till', persona: 'Elena', at: '/till', first: holdVoucher, onPhone: true },
  { name: 'redemptions', persona: 'Elena', at: '/redemptions' },
  { name: 'wallet', persona: 'Lucia', at: '/wallet' },
  { name: 'catalogue', persona: 'Lucia', at: '/catalogue' },
  { name: 'my-application', persona: 'Lucia', at: '/my-applications/:assessmentId' },
  { name: 'plans', persona: 'Roberto', at: '/plans' },
  { name: 'plan', persona: 'Roberto', at: '/plans/:planId', from: 'Che cosa fare ora' },
  { name: 'rules', persona: 'Sara', at: '/rules' },
  { name: 'rule-version', persona: 'Sara', at: scoreRules, from: 'Tabella' },
  {
    name: 'rule-cases',
    persona: 'Sara',
    at: async () => `${await scoreRules()}?tab=cases`,
    from: 'Casi di prova',
  },
  { name: 'fund', persona: 'Anna', at: '/fund', from: 'Panoramica' },
];

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
  await fillWorld(desk);
  await mkdir(folder, { recursive: true });
}, 480_000);
afterAll(() => desk.close());

it.each(pictures)('$name', async ({ name, persona, at, first, from, onPhone }) => {
  const page = await desk.sit(persona, { viewport: desktop });
  await page.goto(typeof at === 'string' ? await addressOf(desk, at) : await at());
  await first?.(page);
  await isWhole(page);
  if (from) await beginWith(page, from);
  await take(page, name);
  if (onPhone) {
    await page.setViewportSize(phone);
    await isWhole(page);
    await take(page, `${name}-phone`);
  }
  await page.context().close();
  expect(desk.faults()).toEqual([]);
});

async function isWhole(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await eventually(async () => (await page.locator('.console-loading').count()) === 0);
  expect(await page.locator('[role=alert]').allTextContents()).toEqual([]);
}

async function beginWith(page: Page, words: string): Promise<void> {
  const place = await page.getByText(words, { exact: true }).first().boundingBox();
  await page.evaluate(`scrollTo({ top: ${place!.y - ABOVE_PX}, behavior: 'instant' })`);
}

async function take(page: Page, name: string): Promise<void> {
  const picture = await page.screenshot({ animations: 'disabled' });
  expect(picture.length).toBeLessThanOrEqual(MOST_BYTES);
  await writeFile(new URL(`${name}.png`, folder), picture);
}

/** Lucia's application, of which something is still missing. */
async function openCase(): Promise<string> {
  return `/cases/${await newest('assessment', "state = 'completeness'")}`;
}

async function grantedCase(): Promise<string> {
  return `/cases/${await newest('assessment', "state = 'granted'")}?tab=decision`;
}

async function scoreRules(): Promise<string> {
  return `/rules/versions/${await newest('rule_version', "rule_set = 'fragility-score'")}`;
}

async function newest(table: string, which: string): Promise<string> {
  const superuser = await desk.stack.test.superuser();
  const { rows } = await superuser.query<{ id: string }>(
    `SELECT id FROM ${table} WHERE ${which} ORDER BY id DESC LIMIT 1`,
  );
  return rows[0]!.id;
}

async function voucher(): Promise<string> {
  return `/vouchers/${(await goodVoucher()).id}`;
}

async function openDossier(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Apri il fascicolo' }).click();
}

/** A voucher of Lucia's is read at the nursery's till and waits to be taken. */
async function holdVoucher(page: Page): Promise<void> {
  const { code } = await goodVoucher();
  await page.getByLabel('PIN').fill(pin);
  await page.getByRole('button', { name: 'Apri la cassa' }).click();
  await page.getByLabel('Codice del buono').fill(code);
  await page.getByRole('button', { name: 'Verifica il buono' }).click();
  await page.getByRole('heading', { name: 'Buono valido' }).waitFor();
}

/** One that the nursery can take, of those that Lucia has not spent. */
async function goodVoucher(): Promise<{ readonly id: string; readonly code: string }> {
  const lucia = await desk.stack.as('Lucia');
  const { items } = (await lucia.get('/v1/vouchers')).body as { items: readonly Held[] };
  const nursery = organisationId('nido-pulcini');
  const { id } = items.find(({ state, provider }) => state === 'active' && provider?.id === nursery)!;
  return { id, code: (await lucia.get(`/v1/vouchers/${id}`)).body.code as string };
}

interface Held {
  readonly id: string;
  readonly state: string;
  readonly provider: { readonly id: string } | null;
}
