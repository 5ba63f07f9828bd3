import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../domain/plain-date.ts';
import type { CaseHousehold } from '../holds/support/households.ts';
import { isoToday } from '../holds/support/journey.ts';
import { plainPdf } from '../../prisma/seed/plain-pdf.ts';
import { beginForLucia, goOn, open, register, sayWhatIsNeeded } from './support/desk-application.ts';
import {
  approveSpending,
  confirmOneByOne,
  deliverTwoUnits,
  findTransfer,
  payTransfer,
} from './support/delivery.ts';
import { openDesk, type Desk } from './support/desk.ts';
import { pressTwice, timesDone, wereDoneOnce } from './support/done-once.ts';
import { answerPrisma, fillDossier, fillIn, record, toForms } from './support/dossier.ts';
import { householdOf } from './support/household.ts';
import { endSessionsOf } from './support/sessions.ts';
import { faultAt, leadsTo } from './support/told.ts';
import { byMenu, follow, openOwn, press, takeUp, told } from './support/walking.ts';

/**
 * A case from the desk to the last unit paid, by those who do it, each in a browser of their own: from screen to screen
 * by menu, tasks and links, and what cannot be taken back pressed twice.
 */
let desk: Desk;
let household: CaseHousehold;
let chiara: Page;
/** A second tab of hers, on the same case. */
let beside: Page;
let assessmentId: string;

beforeAll(async () => {
  desk = await openDesk();
  household = await householdOf(desk.stack, 'Lucia');
  chiara = await desk.sit('Chiara');
}, 240_000);
afterAll(() => desk.close());

describe('at the desk', () => {
  it('a case is opened once: neither a refresh nor the way back in its middle loses what was answered', async () => {
    await beginForLucia(chiara);
    await sayWhatIsNeeded(chiara, household);
    await chiara.reload();
    expect(await chiara.getByLabel('Prezzo per unità').inputValue()).toBe('50,00');
    await goOn(chiara);
    await chiara.getByRole('button', { name: 'Registra la domanda' }).waitFor();
    await chiara.goBack();
    expect(await chiara.getByLabel('Quantità', { exact: true }).inputValue()).toBe('2');
    await chiara.goBack();
    expect(await chiara.getByLabel(/, per sé$/).isChecked()).toBe(true);
    await goOn(chiara);
    await chiara.getByLabel('Che cosa serve').fill('Nido, '.repeat(40));
    await goOn(chiara);
    await press(chiara, 'Registra la domanda');
    await leadsTo(chiara, 'Che cosa serve', /^scriva al massimo/);
    await chiara.getByLabel('Che cosa serve').fill('Nido, settimana intera');
    await goOn(chiara);
    assessmentId = await register(chiara);
    await wereDoneOnce(desk.stack, assessmentId, 'assessment.opened');
  });

  it('documents are asked for once, reminded of once a day, and waited for longer when it is told to', async () => {
    await follow(chiara, 'Chiedi documenti');
    await chiara.getByLabel('Documenti da chiedere').fill('Attestazione ISEE');
    await chiara.getByLabel('Giorni per rispondere').fill('10');
    await pressTwice(chiara, 'Chiedi i documenti');
    await told(chiara, 'Documenti chiesti');
    await step('Ricorda i documenti');
    await told(chiara, 'Promemoria mandato.');
    await chiara.getByText('ultimo promemoria il').waitFor();
    await step('Ricorda i documenti');
    await chiara.getByText('Un promemoria è già partito oggi').waitFor();
    await follow(chiara, 'Non ora');
    await follow(chiara, 'Dai più tempo');
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
  });

  it('documents are received each by itself, and shown in their place', async () => {
    await follow(chiara, 'Documenti');
    const mimeType = 'application/pdf';
    await chiara.getByLabel('File', { exact: true }).setInputFiles([
      { name: 'isee.pdf', mimeType, buffer: Buffer.from(plainPdf(['Prova'])) },
      { name: 'appunti.pdf', mimeType, buffer: Buffer.from('nessun PDF') },
    ]);
    await press(chiara, 'Carica');
    await faultAt(chiara, 'Tipo di documento', 'scelga prima che documento è');
    await chiara.getByLabel('Tipo di documento').selectOption({ label: 'Attestazione ISEE' });
    await press(chiara, 'Carica');
    await chiara.getByText('isee.pdf: ricevuto').waitFor();
    expect(await chiara.getByLabel('Tipo di documento').inputValue()).toBe('');
    await chiara.getByText('appunti.pdf: non ricevuto.').waitFor();
    await press(chiara, 'Mostra qui: Attestazione ISEE');
    const shown = chiara.locator('iframe[title="Attestazione ISEE"]');
    await shown.waitFor();
    expect(await shown.getAttribute('src')).toMatch(/^blob:/);
    await press(chiara, 'Nascondi: Attestazione ISEE');
    await shown.waitFor({ state: 'detached' });
  });
});

describe('the dossier', () => {
  it('keeps a questionnaire half answered, by the way back and a refresh, and another tab sees it recorded', async () => {
    beside = await desk.beside(chiara);
    await beside.goto(`/cases/${assessmentId}?tab=forms`);
    await open(beside);
    await toForms(chiara);
    await fillIn(chiara, 'PRISMA-7, Lucia');
    await answerPrisma(chiara, 3);
    await chiara.goBack();
    await chiara.getByRole('link', { name: /^Compila: PRISMA-7, Lucia/ }).waitFor();
    await chiara.goForward();
    await chiara.getByText('Mancano 4 risposte').waitFor();
    await chiara.reload();
    await chiara.getByText('Mancano 4 risposte').waitFor();
    await answerPrisma(chiara);
    await chiara.getByText('Totale: 7 punti').waitFor();
    await record(chiara, 'PRISMA-7');
    await beside.getByText('Intanto qualcun altro ha cambiato qualcosa in questa pagina').waitFor();
    await press(beside, 'Mostra com’è adesso');
    await beside.getByRole('row', { name: /^PRISMA-7 .*7 punti/ }).waitFor();
  });

  it('is filled in by what is missing, and declared complete once', async () => {
    await fillDossier(chiara, household);
    await chiara.getByText('Non manca niente').waitFor();
    await follow(chiara, 'I documenti sono arrivati');
    await pressTwice(chiara, 'I documenti sono arrivati');
    await told(chiara, 'Documenti arrivati');
    await chiara.getByText(/Arrivati il .*, registrati da: Lei/).waitFor();
    await follow(chiara, 'Dichiara completa');
    await pressTwice(chiara, 'Dichiara completa');
    await told(chiara, 'il punteggio è calcolato');
    await follow(chiara, 'Perché');
    await chiara.getByRole('table', { name: 'Punti per blocco' }).waitFor();
  });

  it('is recommended once, although the session ended in the middle of a sentence', async () => {
    await byMenu(chiara, 'Il mio lavoro');
    await openOwn(chiara, 'Proporre l’esito di una valutazione');
    await follow(chiara, 'Proponi l’esito');
    await chiara.getByLabel('Accogliere').check();
    await chiara.getByLabel('Ragioni').fill('Nessun aiuto in casa e');
    await endSessionsOf(desk.stack, 'Chiara');
    await chiara.getByText('La sessione è scaduta').waitFor();
    await chiara.getByRole('button', { name: /\bChiara\b/ }).click();
    expect(await chiara.getByLabel('Ragioni').inputValue()).toBe('Nessun aiuto in casa e');
    expect(await chiara.getByLabel('Accogliere').isChecked()).toBe(true);
    await chiara.getByLabel('Ragioni').fill('Nessun aiuto in casa e lavoro perso.');
    await pressTwice(chiara, 'Invia la proposta');
    await told(chiara, 'Proposta inviata');
    await chiara.getByText('In attesa di: la decisione della commissione').waitFor();
  });

  it('is decided once by somebody who found it among their tasks, and whoever follows it sees so at once', async () => {
    const teresa = await desk.sit('Teresa');
    await takeUp(teresa, 'Decidere su un fascicolo');
    await teresa.getByLabel('Accoglie', { exact: true }).check();
    await teresa.getByLabel('Ragioni').fill('Si condivide la proposta.');
    await teresa.reload();
    expect(await teresa.getByLabel('Ragioni').inputValue()).toBe('Si condivide la proposta.');
    await teresa.getByRole('button', { name: /^Registra la decisione/ }).click();
    await teresa.getByText('La decisione è definitiva').waitFor();
    await teresa.getByRole('button', { name: /^Sì, è la decisione/ }).dblclick();
    await told(teresa, 'Decisione registrata: accolta');
    await teresa.getByRole('heading', { name: 'Decisione: Accolta' }).waitFor();
    await teresa.locator('.console-identity').getByText('Accolta').waitFor();
    await beside.reload();
    for (const tab of [chiara, beside]) await tab.locator('.console-identity').getByText('Accolta').waitFor();
    await wereDoneOnce(
      desk.stack,
      assessmentId,
      'documents.requested',
      'assessment.completed',
      'assessment.recommended',
      'assessment.decided',
    );
    await teresa.context().close();
  });

  it('takes no more documents from then on, and keeps what was handed in apart from the service’s own letters', async () => {
    await follow(chiara, 'Documenti');
    await chiara.getByText('Il fascicolo è completo: i documenti si leggono').waitFor();
    expect(await chiara.locator('input[type=file]').count()).toBe(0);
    const listed = (heading: string) => chiara.locator(`h2:text-is("${heading}") + ul > li > strong`);
    const [handedIn, letters] = ['Documenti consegnati', 'Lettere e ricevute del servizio'].map(listed);
    for (const list of [handedIn!, letters!]) await list.first().waitFor();
    expect(await handedIn!.allInnerTexts()).toEqual(['Attestazione ISEE']);
    expect(await letters!.allInnerTexts()).toEqual(['Ricevuta', 'Richiesta di documenti', 'Accoglimento']);
  });
});

it('its award is approved, delivered, confirmed and paid, each once, until all who had a part in it read so', async () => {
  const [anna, elena, lucia] = await Promise.all(['Anna', 'Elena', 'Lucia'].map((name) => desk.sit(name)));
  await approveSpending(anna!);
  await byMenu(lucia!, 'Le mie domande');
  await follow(lucia!, /^Domanda /);
  await follow(chiara, 'Pagamenti');
  await deliverTwoUnits(elena!);
  await confirmOneByOne(lucia!);
  await chiara.getByText('In attesa di: il pagamento al fornitore').first().waitFor();
  expect(await chiara.getByText('confermata', { exact: true }).count()).toBe(2);
  await payTransfer(anna!, 'CRO-2026-1');
  await lucia!.getByText('Tutto è stato consegnato e pagato: 100,00 €').waitFor();
  await chiara.getByText('Pagata', { exact: true }).waitFor();
  await findTransfer(elena!, 'CRO-2026-1');
  const { awardId } = (await (await desk.stack.as('Chiara')).get(`/v1/assessments/${assessmentId}`)).body;
  await wereDoneOnce(desk.stack, awardId as string, 'award.approved', 'units.recorded', 'award.settled');
  // Unit by unit.
  expect(await timesDone(desk.stack, 'units.confirmed', awardId as string)).toBe(2);
  expect(desk.faults()).toEqual([]);
});

/** A step that asks for nothing but to be pressed: chosen, and then taken. */
async function step(name: string): Promise<void> {
  await follow(chiara, name);
  await press(chiara, name);
}
