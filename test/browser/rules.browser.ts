import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { shippedCharter } from '../../activities/charter-versions.ts';
import { caseHouseholds } from '../holds/support/households.ts';
import { applyFor, evaluate, openOffice } from '../holds/support/journey.ts';
import { violations } from './support/axe.ts';
import { openDesk, type Desk } from './support/desk.ts';

/**
 * An administrator changes a rule and sees a case turn red, puts it right, and hands it to review; a second person,
 * who finds it among their tasks, publishes it; the next case is decided by it.
 */
let desk: Desk;
let sara: Page;

beforeAll(async () => {
  desk = await openDesk();
  sara = await desk.sit('Sara');
}, 240_000);
afterAll(() => desk.close());

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const tab = (page: Page, name: string) =>
  page
    .getByRole('navigation', { name: 'Parti della versione' })
    .getByRole('link', { name, exact: true })
    .click();

/** The cell of the ISEE's limit, as it is compared. */
async function compareWith(words: string): Promise<void> {
  await tab(sara, 'Tabella');
  await button(sara, /^ISEE entro il limite, ISEE/).click();
  await sara.getByRole('dialog').getByLabel('Confronto').selectOption({ label: words });
  await button(sara, 'Fatto').click();
}

async function save(): Promise<void> {
  await button(sara, 'Salva la bozza').click();
  await sara.getByText('Bozza salvata e controllata').waitFor();
}

/** A cell, an outcome and a parameter, each changed and put back by its dialog. */
async function leavesAsItWas(): Promise<void> {
  await tab(sara, 'Tabella');
  await button(sara, /^ISEE entro il limite, ISEE/).click();
  await sara.getByRole('dialog').getByLabel('Confronto').selectOption({ label: 'è meno di (o prima di)' });
  await button(sara, 'Annulla, lascia com’era').click();
  await button(sara, /^ISEE entro il limite, ISEE[^:]*: al massimo/).waitFor();

  await button(sara, /^ISEE entro il limite, Esito/).click();
  await sara.getByRole('dialog').getByRole('textbox').first().fill('un altro motivo');
  await button(sara, 'Annulla, lascia com’era').click();
  await sara.getByText('un altro motivo').waitFor({ state: 'detached' });

  await tab(sara, 'Parametri');
  await button(sara, 'Modifica: parte del tetto per fascia finale').click();
  await sara.getByLabel('Valore di «molto alta»').fill('90');
  await button(sara, 'Annulla, lascia com’era').click();
  await sara.getByText('molto alta: 100 %').waitFor();
}

it('a rule is changed, its red case put right, published by a second person, and decides the next case', async () => {
  await sara.goto('/rules/fund-access');
  await sara.getByRole('link', { name: 'versione 1', exact: true }).click();
  await tab(sara, 'Prossimi passi');
  await button(sara, 'Scrivi una nuova versione').click();
  await sara.getByText('Nessuna modifica da salvare').waitFor();
  const address = sara.url();
  const versionId = /versions\/([0-9a-f-]{36})/.exec(address)![1]!;

  await leavesAsItWas();
  await compareWith('è meno di (o prima di)');
  await save();
  await tab(sara, 'Casi di prova');
  await sara.getByText('27 casi, di cui rossi: 1.').waitFor();
  const red = sara.getByRole('row', { name: /^ha i requisiti sì no/ });
  await red.waitFor();
  expect(await violations(sara)).toEqual([]);
  await tab(sara, 'Prossimi passi');
  await button(sara, 'Manda in revisione').click();
  await sara.getByRole('alert').getByText('Alcuni casi sono rossi').waitFor();

  await compareWith('è al massimo (o non dopo)');
  await button(sara, 'Modifica la regola: ISEE entro il limite').click();
  await sara.getByLabel('Che cosa dice la regola (in italiano)').fill('ISEE entro il limite del Fondo');
  await button(sara, 'Fatto').click();
  await sara.reload();
  await sara.getByText('Ci sono modifiche non salvate').waitFor();
  await save();
  await tab(sara, 'Casi di prova');
  await sara.getByText('27 casi, di cui rossi: 0.').waitFor();
  await tab(sara, 'Prossimi passi');
  await button(sara, 'Manda in revisione').click();
  await sara.getByText('In attesa di un’altra persona che amministra').waitFor();

  const luca = await desk.sit('Luca');
  await luca.goto('/work?whose=candidate');
  await luca
    .getByRole('link', { name: /Accesso al Fondo|Apri/ })
    .first()
    .click();
  const changes = luca.getByRole('region', { name: 'Che cosa cambia rispetto a ciò che è in vigore' });
  await changes.getByText('ISEE entro il limite del Fondo').first().waitFor();
  await button(luca, 'Pubblica la versione').click();
  await luca.getByText('pubblicata', { exact: true }).waitFor();

  const office = await openOffice(desk.stack);
  const [household] = await caseHouseholds(desk.stack, 1);
  const assessmentId = await applyFor(office, household!);
  await evaluate(office, assessmentId);
  const { body } = await office.caseworker.get(`/v1/assessments/${assessmentId}/decisions`);
  const advice = (body.items as { kind: string; ruleVersionId: string }[]).find(
    ({ kind }) => kind === 'fundAccess',
  );
  expect(advice?.ruleVersionId).toBe(versionId);
  await luca.goto(`/rules/versions/${versionId}`);
  await luca.getByRole('definition').filter({ hasText: /^1$/ }).waitFor();

  const chiara = await desk.sit('Chiara');
  await chiara.goto(`/cases/${assessmentId}?tab=decision`);
  await button(chiara, 'Apri il fascicolo').click();
  await button(chiara, 'Ricalcola con le regole e i fatti di allora: L’accesso al Fondo').click();
  await chiara.getByText('Il ricalcolo dà lo stesso risultato').waitFor();
  expect(await violations(chiara)).toEqual([]);
  expect(desk.faults()).toEqual([]);
});

it('a draft of the charter is changed in place by whoever wrote it', async () => {
  const author = await desk.stack.as('Sara');
  const titled = (it: string) => ({ ...shippedCharter, title: { it, en: 'Charter revised' } });
  const { id, number } = await author.does('/v1/charter-versions', titled('Carta riveduta'));
  await sara.goto(`/charter/${id}`);
  const revise = sara.getByRole('region', { name: 'Cambiare la bozza' });
  const saving = sara.waitForEvent('download');
  await revise.getByRole('button', { name: 'Scarica la bozza (JSON)' }).click();
  const saved = JSON.parse(await readFile((await (await saving).path())!, 'utf8')) as object;
  expect(saved).toMatchObject({ title: { it: 'Carta riveduta' } });
  const changed = JSON.stringify({ ...saved, title: titled('Carta corretta').title });
  await revise
    .getByLabel('Il file della bozza corretta')
    .setInputFiles({ name: 'carta.json', mimeType: 'application/json', buffer: Buffer.from(changed) });
  await revise.getByRole('button', { name: 'Sostituisci la bozza' }).click();
  await sara.getByText(`La bozza della versione ${number} è cambiata`).waitFor();
  await sara.getByRole('heading', { level: 1, name: 'Carta corretta' }).waitFor();
  expect(await violations(sara)).toEqual([]);

  const luca = await desk.sit('Luca');
  await luca.goto(`/charter/${id}`);
  await luca.getByRole('heading', { name: 'Pubblicare la bozza' }).waitFor();
  expect(await luca.getByRole('heading', { name: 'Cambiare la bozza' }).count()).toBe(0);
  expect(desk.faults()).toEqual([]);
});

it('a version that is open as JSON asks for no exception of the policy, and loses nothing that is half typed', async () => {
  await sara.goto('/rules/voucher-dispute');
  await sara.getByRole('link', { name: 'versione 1', exact: true }).click();
  await tab(sara, 'Prossimi passi');
  await button(sara, 'Scrivi una nuova versione').click();
  await sara.getByText('Nessuna modifica da salvare').waitFor();
  await tab(sara, 'JSON');
  await sara.getByRole('textbox', { name: 'Versione in JSON' }).click();
  await sara.keyboard.press('Control+End');
  await sara.keyboard.type(' x');
  await sara.getByText('Il testo non è JSON completo').waitFor();
  expect(await violations(sara)).toEqual([]);
  await sara.keyboard.press('Backspace');
  await sara.getByText('Il testo non è JSON completo').waitFor({ state: 'detached' });
  expect(desk.faults()).toEqual([]);
});
