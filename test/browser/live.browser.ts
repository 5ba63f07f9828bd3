import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseHousehold } from '../holds/support/households.ts';
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
  it('shows within two seconds, 95 times of a hundred', async () => {
    await freeTheOnlyTask();
    for (const page of [chiara, marco]) await page.goto('/work?whose=all');
    await chiara.getByText('di nessuno').waitFor();
    expect(await chiara.getByText('di nessuno').count()).toBe(1);
    const waits: number[] = [];
    for (let turn = 0; turn < times(50); turn += 1) {
      const [button, shown] =
        turn % 2 === 0 ? [/^Prendi: /, 'in mano a un collega'] : [/^Rimetti a disposizione: /, 'di nessuno'];
      const presses = marco.getByRole('button', { name: button as RegExp });
      // Walked to first: what is measured begins with the press.
      await presses.focus();
      const begin = performance.now();
      const seen = chiara.getByText(shown as string).waitFor({ timeout: WORST_MS });
      await presses.click();
      await seen;
      waits.push(performance.now() - begin);
    }
    const [p50, p95] = [0.5, 0.95].map((share) => quantile(waits, share));
    console.log(`live: p50 ${p50} ms, p95 ${p95} ms over ${waits.length} changes`);
    expect(p95).toBeLessThanOrEqual(LIVE_MS);
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

function applicationOf({ householdId, applicantId, providerId }: CaseHousehold) {
  const need = { description: 'Aiuto', service: 'other', forPersonId: applicantId, unit: 'hour', units: 1 };
  return {
    householdId,
    applicantId,
    beneficiaryId: applicantId,
    channel: 'desk',
    needs: [{ ...need, unitPriceCents: 5_000, providerId }],
  };
}

/** The check of the application, given back by whoever opened it. */
async function freeTheOnlyTask(): Promise<void> {
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
