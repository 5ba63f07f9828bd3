import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../domain/plain-date.ts';
import { dossierOf, type CaseHousehold } from '../holds/support/households.ts';
import {
  deliverAll,
  evaluate,
  isoToday,
  openOffice,
  waitUntilHeld,
  type Office,
} from '../holds/support/journey.ts';
import { insistDone } from '../holds/support/patient.ts';
import { plainPdf } from '../../prisma/seed/plain-pdf.ts';
import { openDesk, type Desk } from './support/desk.ts';
import { householdOf } from './support/household.ts';
import { faultAt, leadsTo } from './support/told.ts';

/** A case from the desk to the last unit, by those who do it, each in a browser of their own. */

let desk: Desk;
let office: Office;
let household: CaseHousehold;
let chiara: Page;
let assessmentId: string;

beforeAll(async () => {
  desk = await openDesk();
  office = await openOffice(desk.stack);
  household = await householdOf(desk.stack, 'Lucia');
  chiara = await desk.sit('Chiara');
}, 240_000);
afterAll(() => desk.close());

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

describe('a case', () => {
  it('is opened at the desk: a refresh in the middle loses nothing, a double press opens one', async () => {
    await chiara.goto('/cases/new');
    await chiara.getByLabel('Codice fiscale o nome').fill('Lucia Lariceti');
    await press(chiara, 'Cerca');
    await chiara
      .getByRole('button', { name: /^Scegli/ })
      .first()
      .click();
    await chiara.getByLabel(/, per sé$/).check();
    await press(chiara, 'Continua');
    await chiara.getByLabel('Che cosa serve').fill('Nido, settimana intera');
    await chiara.getByLabel('Altro servizio').check();
    await chiara.getByLabel('Per chi', { exact: true }).selectOption(household.applicantId);
    await chiara.getByLabel('Fornitore', { exact: true }).selectOption(household.providerId);
    await chiara.getByLabel('Unità di misura').selectOption('hour');
    await chiara.getByLabel('Quantità', { exact: true }).fill('2');
    await chiara.getByLabel('Prezzo per unità').fill('50,00');
    await chiara.reload();
    expect(await chiara.getByLabel('Prezzo per unità').inputValue()).toBe('50,00');
    await chiara.getByLabel('Che cosa serve').fill('Nido, '.repeat(40));
    await press(chiara, 'Continua');
    await press(chiara, 'Registra la domanda');
    await leadsTo(chiara, 'Che cosa serve', /^al massimo/);
    await chiara.getByLabel('Che cosa serve').fill('Nido, settimana intera');
    await press(chiara, 'Continua');
    await chiara.getByRole('button', { name: 'Registra la domanda' }).dblclick();
    await chiara.getByText('Numero di protocollo').waitFor();
    assessmentId = /cases\/([^/]+)\/receipt/.exec(chiara.url())![1]!;
    expect((await office.caseworker.get('/v1/assessments')).body.items).toHaveLength(1);
  });

  it('waits for documents: is asked for once, reminded of once a day, and waits longer when it is told to', async () => {
    await chiara.goto(`/cases/${assessmentId}`);
    await press(chiara, 'Apri il fascicolo');
    await chiara.getByRole('link', { name: 'Chiedi documenti' }).click();
    await chiara.getByLabel('Documenti da chiedere').fill('Attestazione ISEE');
    await chiara.getByLabel('Giorni per rispondere').fill('10');
    await press(chiara, 'Chiedi i documenti');
    await step('Ricorda i documenti');
    await chiara.getByText('ultimo promemoria il').waitFor();
    await step('Ricorda i documenti');
    await chiara.getByText('Un promemoria è già partito oggi').waitFor();
    await chiara.getByRole('link', { name: 'Non ora' }).click();
    await chiara.getByRole('link', { name: 'Dai più tempo' }).click();
    await chiara.getByLabel('Aspettare fino al').fill(addDays(isoToday(), 31));
    await press(chiara, 'Dai più tempo');
    const tooLate = 'l’attesa dura al massimo 30 giorni dalla richiesta';
    await faultAt(chiara, 'Aspettare fino al', tooLate);
    await leadsTo(chiara, 'Aspettare fino al', tooLate);
    await chiara.getByLabel('Aspettare fino al').fill(addDays(isoToday(), 30));
    await press(chiara, 'Dai più tempo');
    await chiara
      .getByText(/^In attesa di: i documenti di chi ha fatto domanda, entro il .*tra 30 giorni/)
      .waitFor();
    await chiara.getByRole('link', { name: 'Non aspettare oltre' }).waitFor();
  });

  it('has its documents received each by itself, and shown in their place', async () => {
    await chiara.goto(`/cases/${assessmentId}?tab=documents`);
    const mimeType = 'application/pdf';
    await chiara.getByLabel('File', { exact: true }).setInputFiles([
      { name: 'isee.pdf', mimeType, buffer: Buffer.from(plainPdf(['Prova'])) },
      { name: 'appunti.pdf', mimeType, buffer: Buffer.from('nessun PDF') },
    ]);
    await press(chiara, 'Carica');
    await chiara.getByText('isee.pdf: ricevuto').waitFor();
    await chiara.getByText('appunti.pdf: non ricevuto.').waitFor();
    await chiara.getByRole('button', { name: 'Mostra qui: Attestazione ISEE' }).click();
    const shown = chiara.locator('iframe[title="Attestazione ISEE"]');
    await shown.waitFor();
    expect(await shown.getAttribute('src')).toMatch(/^blob:/);
    await chiara.getByRole('button', { name: 'Nascondi: Attestazione ISEE' }).click();
    await shown.waitFor({ state: 'detached' });
  });

  it('is recommended although the session ended in the middle of a sentence', async () => {
    const dossier = dossierOf(household, isoToday());
    await insistDone(office.caseworker, `/v1/assessments/${assessmentId}/dossier`, dossier);
    await evaluate(office, assessmentId);
    await chiara.goto(`/cases/${assessmentId}`);
    await chiara.getByRole('link', { name: 'Proponi l’esito' }).first().click();
    await chiara.getByLabel('Accogliere').check();
    await chiara.getByLabel('Ragioni').fill('Nessun aiuto in casa e');
    await endSessionsOf('Chiara');
    await chiara.getByText('La sessione è scaduta').waitFor();
    await chiara.getByRole('button', { name: /\bChiara\b/ }).click();
    expect(await chiara.getByLabel('Ragioni').inputValue()).toBe('Nessun aiuto in casa e');
    expect(await chiara.getByLabel('Accogliere').isChecked()).toBe(true);
    await chiara.getByLabel('Ragioni').fill('Nessun aiuto in casa e lavoro perso.');
    await press(chiara, 'Invia la proposta');
    await chiara.getByText('In attesa di: la decisione della commissione').waitFor();
  });

  it('is decided, and whoever follows it sees so at once', async () => {
    const teresa = await desk.sit('Teresa');
    await teresa.goto(`/cases/${assessmentId}`);
    await teresa.getByLabel('Accoglie', { exact: true }).check();
    await teresa.getByLabel('Ragioni').fill('Si condivide la proposta.');
    await press(teresa, 'Registra la decisione');
    await chiara.locator('.console-identity').getByText('Accolta').waitFor();
    await teresa.context().close();
  });

  it('is delivered: the person confirms by themselves what the provider says', async () => {
    const awardId = await waitUntilHeld(office, assessmentId);
    const lucia = await desk.sit('Lucia');
    await lucia.goto(`/my-applications/${assessmentId}`);
    await chiara.goto(`/cases/${assessmentId}?tab=payments`);
    await insistDone(office.fund, `/v1/awards/${awardId}/approval`);
    await deliverAll(office, awardId);
    await lucia.getByText('Dica che cosa ha ricevuto').waitFor();
    await lucia.getByText(/^Il fornitore dice .* Se non dice niente entro /).waitFor();
    await press(lucia, 'Scegli tutte');
    await press(lucia, 'Confermo: ricevute');
    await chiara.getByText('In attesa di: il pagamento al fornitore').first().waitFor();
    expect(await chiara.getByText('confermata', { exact: true }).count()).toBe(2);
    await lucia.context().close();
  });
});

/** A step that asks for nothing but to be pressed: chosen, and then taken. */
async function step(name: string): Promise<void> {
  await chiara.getByRole('link', { name, exact: true }).click();
  await press(chiara, name);
}

/** As when it was revoked elsewhere, or lapsed. */
async function endSessionsOf(persona: string): Promise<void> {
  const superuser = await desk.stack.test.superuser();
  await superuser.query(
    `UPDATE token SET revoked_at = now() WHERE idle_at IS NOT NULL AND revoked_at IS NULL
        AND account_id = (SELECT id FROM account WHERE label LIKE $1)`,
    [`${persona} %`],
  );
}
