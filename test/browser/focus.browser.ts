import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOffice } from '../holds/support/journey.ts';
import { insistDone } from '../holds/support/patient.ts';
import { applicationOf } from '../holds/support/households.ts';
import { openDesk, type Desk } from './support/desk.ts';
import { householdOf } from './support/household.ts';
import { inPage } from './support/in-page.ts';

/** Where the focus is after what was pressed is gone, or was disabled meanwhile: never at the top of the page. */
let desk: Desk;
let chiara: Page;
let assessmentId: string;
beforeAll(async () => {
  desk = await openDesk();
  const office = await openOffice(desk.stack);
  const household = await householdOf(desk.stack, 'Lucia');
  ({ assessmentId } = await insistDone(office.caseworker, '/v1/assessments', applicationOf(household)));
  chiara = await desk.sit('Chiara');
}, 500_000);
afterAll(() => desk.close());

/** What has the focus, once it is no longer the page as a whole. */
async function focused(): Promise<string> {
  await chiara.waitForFunction(inPage<boolean>('() => document.activeElement !== document.body'));
  return chiara.evaluate<string>('document.activeElement.textContent || document.activeElement.value');
}

describe('the focus', () => {
  it('is where it was after a search, whose button was disabled meanwhile', async () => {
    await chiara.goto('/people');
    await chiara.getByRole('button', { name: 'Cerca', exact: true }).click();
    await chiara.getByText('manca la risposta').waitFor();
    await chiara.getByLabel('Codice fiscale o nome').fill('Lucia Lariceti');
    await chiara.getByRole('button', { name: 'Cerca', exact: true }).click();
    await chiara.getByRole('link', { name: 'Apri' }).first().waitFor();
    await expect.poll(focused).toBe('Cerca');
  });

  it('is at the heading of a case that was opened, and of the step that was chosen', async () => {
    await chiara.goto(`/cases/${assessmentId}`);
    await chiara.getByRole('button', { name: 'Apri il fascicolo', exact: true }).click();
    await chiara.getByRole('link', { name: 'Dichiara completa' }).waitFor();
    expect(await focused()).not.toBe('');
    await chiara.getByRole('link', { name: 'Chiedi documenti' }).click();
    await expect.poll(focused).toMatch(/^Chiedi documenti/);
  });

  it('is at the line that says where a task went', async () => {
    await chiara.goto('/work');
    await chiara
      .getByRole('button', { name: /^Rimetti a disposizione: / })
      .first()
      .click();
    await chiara.getByText(/^Rimessa a disposizione: /).waitFor();
    await chiara.getByRole('link', { name: 'È tra quelle da prendere' }).click();
    await chiara
      .getByRole('button', { name: /^Prendi: / })
      .first()
      .click();
    await chiara.getByText(/^Presa: /).waitFor();
    await expect.poll(focused).toMatch(/^Presa: .* È tra le Sue/);
  });
});
