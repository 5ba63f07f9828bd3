import type { Page } from 'playwright-core';
import { accountId, type PersonaKey } from '../../../../prisma/seed/personas.ts';
import { pin } from '../purchases.ts';
import type { Desk } from '../desk.ts';
import type { World } from '../world.ts';

/** Says why somebody's data are opened; within a visit it is asked once. */
export async function sayWhy(page: Page): Promise<void> {
  const gate = page.locator('main form:has(input[type=radio])');
  const why = gate.filter({ has: page.locator('input[value=complaint]') });
  const send = why.locator('button[type=submit]');
  const isOpen = await page.evaluate(`Object.keys(sessionStorage).some((key) =>
    key.startsWith('opening/') && location.href.includes(key.split('/')[2]))`);
  if (!isOpen) await send.click();
}

/** Looks for somebody by their name. */
export async function searchLucia(page: Page): Promise<void> {
  await page.locator('main [role=search] input').first().fill('Lucia Lariceti');
  await page.locator('main [role=search] button[type=submit]').click();
}

/** Opens the first thing of a list. */
export async function unfold(page: Page): Promise<void> {
  await page.locator('main li button[aria-expanded=false]').first().click();
}

/** A holder reads why a voucher is lawful. */
export async function readWhy(page: Page): Promise<void> {
  await page.locator('section[aria-labelledby=why] button').click();
}

/** Whoever stands at the till opens it. */
export async function openTill(page: Page): Promise<void> {
  await page.locator('#who-pin').fill(pin);
  await page.locator('main form button[type=submit]').click();
}

const holds = new WeakMap<Desk, string>();

/** A voucher is set aside at the till: anew each time, for after a quarter of an hour it is let go. */
export async function holdVoucher(page: Page, world: World, desk: Desk): Promise<void> {
  const [elena, lucia] = await Promise.all(['Elena', 'Lucia'].map((name) => desk.stack.as(name)));
  const [{ id: tillUserId }] = (await elena!.get('/v1/till-users')).body.items;
  const atTill = { tillUserId, pin };
  const before = holds.get(desk);
  if (before) await elena!.post(`/v1/voucher-holds/${before}/release`, atTill);
  const { code } = (await lucia!.get(`/v1/vouchers/${world['spare']}`)).body;
  const { id } = await elena!.does('/v1/voucher-holds', { ...atTill, code });
  holds.set(desk, id as string);
  await page.goto(`/till?hold=${id}`);
  await openTill(page);
}

const need = {
  description: 'Assistenza in casa',
  service: 'other',
  parentsApart: '',
  unit: 'hour',
  units: '2',
  coveredUnits: '',
  price: '50,00',
};

/** An application of which everything is typed and nothing is sent. */
export async function draftApplication(page: Page, world: World): Promise<void> {
  const lucia = world['lucia']!;
  const needs = [{ ...need, forPersonId: lucia, providerId: world['nursery']! }];
  await keepDraft(page, 'lucia', 'application', { beneficiaryId: lucia, needs });
}

/** The same at the desk. */
export async function draftCase(page: Page, world: World): Promise<void> {
  const lucia = world['lucia']!;
  const needs = [{ ...need, forPersonId: lucia, providerId: world['nursery']! }];
  const people = {
    householdId: world['household']!,
    beneficiaryId: lucia,
    applicantId: lucia,
    relationId: '',
  };
  await keepDraft(page, 'chiara', 'new-case', { reason: 'desk', ...people, needs });
}

async function keepDraft(page: Page, key: PersonaKey, name: string, draft: object): Promise<void> {
  const place = JSON.stringify(`draft/${accountId(key)}/${name}`);
  await page.evaluate(`sessionStorage.setItem(${place}, ${JSON.stringify(JSON.stringify(draft))})`);
  await page.reload();
}
