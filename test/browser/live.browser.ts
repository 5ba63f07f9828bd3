import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applicationOf, caseHouseholds, type CaseHousehold } from '../holds/support/households.ts';
import { openOffice, type Office } from '../holds/support/journey.ts';
import { insistDone } from '../holds/support/patient.ts';
import { times } from '../support/long.ts';
import { openDesk, type Desk } from './support/desk.ts';
import { householdOf } from './support/household.ts';
import { staysWhenAsked } from './support/leaving.ts';

/** What somebody does in one browser, as it shows in another's: within two seconds, and never over what is typed. */
const LIVE_MS = 2_000;
/** What no single change takes, however much else the machine does. */
const WORST_MS = 10_000;
/** After which everything is asked for where nobody tells. */
const POLL_MS = 15_000;

let desk: Desk;
let office: Office;
let household: CaseHousehold;
let chiara: Page;
let marco: Page;
let assessmentId: string;

beforeAll(async () => {
  desk = await openDesk();
  office = await openOffice(desk.stack);
  household = await householdOf(desk.stack, 'Lucia');
  ({ assessmentId } = await insistDone(office.caseworker, '/v1/assessments', applicationOf(household)));
  [chiara, marco] = await Promise.all([desk.sit('Chiara'), desk.sit('Marco')]);
}, 240_000);
afterAll(() => desk.close());

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

describe('what a colleague does in another browser', () => {
  it('shows within two seconds, 95 times of a hundred, also what a process gives effect to', async () => {
    await freeTheTasks();
    for (const page of [chiara, marco]) await page.goto('/work?whose=all');
    await chiara.getByText('di nessuno').waitFor();
    expect(await chiara.getByText('di nessuno').count()).toBe(1);
    const waits: number[] = [];
    for (let turn = 0; turn < times(40); turn += 1) waits.push(await untilTaken(turn));
    const households = await caseHouseholds(desk.stack, times(10));
    for (const one of households) waits.push(await untilWithdrawn(one));
    const [p50, p95] = [0.5, 0.95].map((share) => quantile(waits, share));
    const process = waits.slice(-households.length).map(Math.round);
    console.log(
      `live: p50 ${p50} ms, p95 ${p95} ms over ${waits.length} changes, through a process ${process.join(', ')} ms`,
    );
    expect(p95).toBeLessThanOrEqual(LIVE_MS);
  }, 400_000);

  it('shows without the stream when everything is next asked for', async () => {
    const cutOff = await desk.sit('Chiara');
    let refused = 0;
    await cutOff.context().route('**/v1/changes', (route) => {
      refused += 1;
      return route.abort();
    });
    await freeTheTasks();
    await cutOff.goto('/work?whose=all');
    await cutOff.getByText('di nessuno').waitFor();
    await marco.goto('/work?whose=all');
    await marco.getByRole('button', { name: /^Prendi: / }).click();
    await cutOff.getByText('in mano a un collega').waitFor({ timeout: POLL_MS + LIVE_MS });
    expect(refused).toBeGreaterThan(0);
  });

  it('tells of a note that is opened by whoever reads it, and leaves the one that is being written', async () => {
    for (const page of [chiara, marco]) {
      await page.goto(`/cases/${assessmentId}?tab=notes`);
      await press(page, 'Apri il fascicolo');
      await page.getByText('Nessuna nota').waitFor();
    }
    await chiara.getByLabel('Nota', { exact: true }).fill('A metà');
    await staysWhenAsked(chiara);
    await chiara.getByRole('link', { name: 'Cronologia' }).click();
    await chiara.getByRole('link', { name: 'Note', exact: true }).click();
    await marco.getByLabel('Nota', { exact: true }).fill('Chiamare la madre di pomeriggio.');
    await marco.getByRole('button', { name: 'Salva la nota' }).dblclick();
    await marco.getByText('Nota salvata').waitFor();
    expect(await chiara.getByText('di pomeriggio').count()).toBe(0);
    await press(chiara, 'Leggi la nota nuova');
    await chiara.getByText('Chiamare la madre di pomeriggio.').waitFor();
    expect(await chiara.getByText('di pomeriggio').count()).toBe(1);
    expect(await chiara.getByLabel('Nota', { exact: true }).inputValue()).toBe('A metà');
    await press(chiara, 'Salva la nota');
    await press(marco, 'Leggi la nota nuova');
    await marco.getByText('A metà').waitFor();
  });

  it('never replaces what somebody is typing, and a notice tells of it', async () => {
    const lucia = await desk.sit('Lucia');
    await lucia.goto(`/my-applications/${assessmentId}`);
    await press(lucia, 'Rinuncia alla domanda…');
    await lucia.getByLabel('Perché rinuncia').fill('Ci ho ripensato');
    await insistDone(office.caseworker, `/v1/assessments/${assessmentId}/document-requests`, {
      documents: ['Stato di famiglia'],
      dueInDays: 10,
    });
    await lucia.getByText('Intanto qualcun altro ha cambiato').waitFor();
    expect(await lucia.getByLabel('Perché rinuncia').inputValue()).toBe('Ci ho ripensato');
    await press(lucia, 'Mostra com’è adesso');
    await lucia.getByText('Stato di famiglia').first().waitFor();
    expect(await lucia.getByLabel('Perché rinuncia').inputValue()).toBe('Ci ho ripensato');
    expect(desk.faults()).toEqual([]);
  });
});

/** Marco takes the task, or gives it back: done when it is answered. */
async function untilTaken(turn: number): Promise<number> {
  const [button, shown] =
    turn % 2 === 0 ? [/^Prendi: /, 'in mano a un collega'] : [/^Rimetti a disposizione: /, 'di nessuno'];
  const presses = marco.getByRole('button', { name: button as RegExp });
  return untilSeen(presses, () => chiara.getByText(shown as string).waitFor({ timeout: WORST_MS }));
}

/** Marco enters that an application is withdrawn: its process closes it, and with it its task. */
async function untilWithdrawn(one: CaseHousehold): Promise<number> {
  const tasks = chiara.locator('.console-rows > li');
  const itsTask = tasks.nth(await tasks.count());
  const { assessmentId: id } = await insistDone(office.caseworker, '/v1/assessments', applicationOf(one));
  await itsTask.waitFor();
  await marco.goto(`/cases/${id}?tab=summary&step=withdraw`);
  await press(marco, 'Apri il fascicolo');
  await marco.getByLabel('Motivo').fill('Ci ha ripensato');
  const presses = marco.getByRole('button', { name: 'Registra il ritiro', exact: true });
  const took = await untilSeen(presses, () => itsTask.waitFor({ state: 'detached', timeout: WORST_MS }));
  // The next one leaves the page of this one when it is done.
  await marco.getByText('Ritirata').first().waitFor();
  return took;
}

/** Walked to first: what is measured begins with the press. */
async function untilSeen(presses: Locator, seen: () => Promise<void>): Promise<number> {
  await presses.focus();
  const begin = performance.now();
  const isSeen = seen();
  await presses.click();
  await isSeen;
  return performance.now() - begin;
}

/** The checks of applications, given back by whoever has them. */
async function freeTheTasks(): Promise<void> {
  const { items } = (await office.caseworker.get('/v1/tasks')).body as {
    items: { id: string; assigneeId: string | null }[];
  };
  for (const { id, assigneeId } of items)
    if (assigneeId !== null) await office.caseworker.post(`/v1/tasks/${id}/release`);
}

function quantile(waits: readonly number[], share: number): number {
  const sorted = waits.toSorted((one, other) => one - other);
  return Math.round(sorted[Math.ceil(sorted.length * share) - 1]!);
}
