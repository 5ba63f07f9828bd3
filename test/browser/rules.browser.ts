import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { shippedCharter } from '../../activities/charter-versions.ts';
import { violations } from './support/axe.ts';
import { beginForLucia, goOn, register, sayWhatIsNeeded } from './support/desk-application.ts';
import { openDesk, type Desk } from './support/desk.ts';
import { pressTwice, wereDoneOnce } from './support/done-once.ts';
import { fillDossier, toForms } from './support/dossier.ts';
import { householdOf } from './support/household.ts';
import { button, compareWith, leaveAsItWas, part, save } from './support/rule-desk.ts';
import { byMenu, follow, press, takeUp, told } from './support/walking.ts';

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

/** From the menu to the version of a set that is in force, and from there a draft of the next. */
async function writeNext(ruleSet: string): Promise<string> {
  await byMenu(sara, 'Regole');
  const row = sara.getByRole('row', { name: ruleSet });
  await row.getByRole('link', { name: 'versione 1', exact: true }).click();
  await part(sara, 'Prossimi passi');
  await pressTwice(sara, 'Scrivi una nuova versione');
  await sara.getByText('Nessuna modifica da salvare').waitFor();
  return /versions\/([0-9a-f-]{36})/.exec(sara.url())![1]!;
}

describe('a rule', () => {
  let versionId: string;
  /** A second tab of hers, on the same draft. */
  let beside: Page;

  it('is changed: neither the way back nor a refresh loses anything, and what turns red is not let through', async () => {
    versionId = await writeNext('Accesso al Fondo di Solidarietà');
    await leaveAsItWas(sara);
    await compareWith(sara, 'è meno di (o prima di)');
    await sara.goBack();
    await sara.getByText('Ci sono modifiche non salvate').waitFor();
    await sara.goForward();
    await button(sara, /^ISEE entro il limite, ISEE[^:]*: meno di/).waitFor();
    await save(sara);
    await part(sara, 'Casi di prova');
    await sara.getByText('27 casi, di cui rossi: 1.').waitFor();
    const red = sara.getByRole('row', { name: /^ha i requisiti sì no/ });
    await red.waitFor();
    expect(await violations(sara)).toEqual([]);
    beside = await desk.beside(sara);
    await beside.goto(`/rules/versions/${versionId}?tab=cases`);
    await beside.getByText('27 casi, di cui rossi: 1.').waitFor();
    await part(sara, 'Prossimi passi');
    await sara.getByLabel('Perché questa modifica').fill('Delibera 12 del 2026');
    await press(sara, 'Manda in revisione');
    await sara.getByRole('alert').getByText('Alcuni casi sono rossi').waitFor();
  });

  it('is put right and handed to review once, as another tab sees', async () => {
    await compareWith(sara, 'è al massimo (o non dopo)');
    await button(sara, 'Modifica la regola: ISEE entro il limite').click();
    await sara.getByLabel('Che cosa dice la regola (in italiano)').fill('ISEE entro il limite del Fondo');
    await press(sara, 'Fatto');
    await sara.reload();
    await sara.getByText('Ci sono modifiche non salvate').waitFor();
    await save(sara);
    await beside.getByText('27 casi, di cui rossi: 0.').waitFor();
    await part(sara, 'Prossimi passi');
    await pressTwice(sara, 'Manda in revisione');
    await told(sara, 'Mandata in revisione.');
    await sara.getByText('In attesa di un’altra persona che amministra').waitFor();
    await beside.getByText('in revisione', { exact: true }).waitFor();
  });

  it('is published once by a second person, who finds it among their tasks', async () => {
    const luca = await desk.sit('Luca');
    await takeUp(luca, 'leggere che cosa cambia nelle regole');
    const changes = luca.getByRole('region', { name: 'Che cosa cambia rispetto a ciò che è in vigore' });
    await changes.getByText('ISEE entro il limite del Fondo').first().waitFor();
    await pressTwice(luca, 'Pubblica la versione');
    await told(luca, 'Versione pubblicata');
    await beside.getByText('pubblicata', { exact: true }).waitFor();
    await wereDoneOnce(desk.stack, versionId, 'ruleVersion.submitted', 'ruleVersion.published');
    await luca.context().close();
  });

  it('decides the next case, which comes out the same when it is computed again', async () => {
    const household = await householdOf(desk.stack, 'Lucia');
    const chiara = await desk.sit('Chiara');
    await beginForLucia(chiara);
    await sayWhatIsNeeded(chiara, household);
    await goOn(chiara);
    const assessmentId = await register(chiara);
    await toForms(chiara);
    await fillDossier(chiara, household);
    await follow(chiara, 'Dichiara completa');
    await press(chiara, 'Dichiara completa');
    await told(chiara, 'il punteggio è calcolato');
    await beside.reload();
    await beside.getByRole('definition').filter({ hasText: /^1$/ }).waitFor();
    const { body } = await (await desk.stack.as('Chiara')).get(`/v1/assessments/${assessmentId}/decisions`);
    const advice = (body.items as { kind: string; ruleVersionId: string }[]).find(
      ({ kind }) => kind === 'fundAccess',
    );
    expect(advice?.ruleVersionId).toBe(versionId);
    await follow(chiara, 'Perché');
    await press(chiara, 'Ricalcola con le regole e i fatti di allora: L’accesso al Fondo');
    await chiara.getByText('Il ricalcolo dà lo stesso risultato').waitFor();
    expect(await violations(chiara)).toEqual([]);
    expect(desk.faults()).toEqual([]);
  });
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
  await writeNext('Contestazioni sui buoni');
  await part(sara, 'JSON');
  await sara.getByRole('textbox', { name: 'Versione in JSON' }).click();
  await sara.keyboard.press('Control+End');
  await sara.keyboard.type(' x');
  await sara.getByText('Il testo non è JSON completo').waitFor();
  expect(await violations(sara)).toEqual([]);
  await sara.keyboard.press('Backspace');
  await sara.getByText('Il testo non è JSON completo').waitFor({ state: 'detached' });
  expect(desk.faults()).toEqual([]);
});
