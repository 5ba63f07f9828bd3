import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import { demoSlug } from '../../prisma/seed/index.ts';
import { plainPdf } from '../../prisma/seed/plain-pdf.ts';
import type { SkippingStack } from '../holds/support/time-skipping.ts';
import { signPdf } from '../signatures/pdf-files.ts';
import { makePeople, type People } from '../signatures/people.ts';
import { mario } from '../support/agreement-office.ts';
import { candidateOffice, newestMail } from '../support/candidate.ts';
import { openDeskAt, type Desk } from './support/desk.ts';

/** A provider applies, is asked to correct, corrects, signs, is admitted; a paper lapses, and is renewed. */
const start = new Date();
const DAY_MS = 86_400_000;
/** A DURC is good for 120 days: this one lapses five days after the start. */
const durcOn = dayAfter(-115);

let desk: Desk<SkippingStack>;
let office: ReturnType<typeof candidateOffice>;
let people: People;
let applicationId: string;
let candidate: Page;
let signer: Page;

beforeAll(async () => {
  desk = await openDeskAt(start);
  office = candidateOffice(desk.stack);
  people = await makePeople();
}, 240_000);
afterAll(() => desk.close());

it('begins at the open door, and goes on by the link that came by mail', async () => {
  candidate = await desk.stranger();
  await candidate.getByRole('link', { name: 'Presenti una richiesta di adesione' }).click();
  await candidate.getByLabel('Nome dell’ente').fill('Cooperativa La Lanterna');
  await candidate.getByLabel('Indirizzo e-mail').fill('lanterna@example.org');
  // Where there are several, the page that led here has said which.
  expect(await candidate.getByLabel('Alleanza', { exact: true }).inputValue()).toBe(demoSlug);
  await candidate.getByRole('button', { name: 'Chieda il collegamento' }).dblclick();
  await candidate.getByText('Se l’indirizzo esiste').waitFor();
  await enter(candidate, await office.codeInMailbox());
  await candidate.getByRole('heading', { name: /Richiesta di adesione di Cooperativa/ }).waitFor();
  await candidate.getByRole('heading', { name: 'Cosa manca' }).waitFor();
  const { body } = await (await desk.stack.as('Chiara')).get('/v1/provider-applications?limit=200');
  ({ id: applicationId } = body.items.find(
    (one: { organisationName: string }) => one.organisationName === 'Cooperativa La Lanterna',
  ));
});

it('keeps what is typed through a reload, but for what tells of a person', async () => {
  await candidate.goto('/application/identity');
  await candidate.getByLabel('Partita IVA').fill('00743110157');
  await candidate.getByLabel('Codice fiscale del rappresentante').fill(mario.taxCode);
  await candidate.getByLabel('Partita IVA').fill('743110157');
  await candidate.getByRole('button', { name: 'Salva e invia' }).click();
  await candidate.getByText('La partita IVA ha 11 cifre, zeri iniziali compresi').first().waitFor();
  await candidate.getByLabel('Partita IVA').fill('0074311015 8');
  await candidate.getByText('l’ultima non torna con le altre').first().waitFor();
  await candidate.getByLabel('Partita IVA').fill('00743110157');
  await candidate.reload();
  expect(await candidate.getByLabel('Partita IVA').inputValue()).toBe('00743110157');
  expect(await candidate.getByLabel('Codice fiscale del rappresentante').inputValue()).toBe('');
});

it('is signed by the representative with a code, and countersigned by another', async () => {
  const representative = { ...mario, email: 'mario@example.org' };
  await office.gather(applicationId, durcOn, { identity: { representative } });
  const chiara = await desk.sit('Chiara');
  await chiara.goto(`/applications/${applicationId}`);
  await chiara.getByRole('button', { name: 'Conferma chi è l’ente' }).click();
  await chiara.getByRole('button', { name: 'Conferma chi è l’ente' }).waitFor({ state: 'detached' });
  await office.does('Sara', applicationId, 'representative');

  signer = await desk.stranger();
  await enter(signer, await codeIn('invitation'));
  await signer.goto('/application');
  await signer.getByRole('link', { name: 'La Carta etica' }).first().click();
  await signer.getByRole('button', { name: 'Firma la Carta' }).click();
  await signer.getByRole('alert').waitFor();
  for (const box of await signer.getByRole('checkbox').all()) await box.check();
  for (const [field, said] of Object.entries(declared)) await signer.locator(`#signing-${field}`).fill(said);
  await signer.getByRole('button', { name: 'Mandatemi il codice' }).click();
  await signer.getByText('Il codice è partito').waitFor();
  await desk.stack.clock.quiet();
  const mail = await newestMail(await office.representativeOf(applicationId), 'signingCode');
  await signer.getByLabel('Il Suo nome').fill(mario.name);
  await signer.getByLabel('Codice ricevuto').fill(/codice: (\d{6})\./.exec(mail)![1]!);
  await signer.getByRole('button', { name: 'Firma la Carta' }).click();
  await signer.getByText('Firmata con nome e codice').waitFor();

  const marco = await desk.sit('Marco');
  await marco.goto(new URL(signer.url()).pathname);
  await marco.getByRole('button', { name: 'Controfirma la Carta' }).click();
  await marco.getByText('Controfirmata per').waitFor();
  await desk.stack.clock.quiet();
  await marco.context().close();
});

it('is asked for a correction, which the candidate reads and makes', async () => {
  const marco = await desk.sit('Marco');
  await marco.goto(`/applications/${applicationId}`);
  await marco.getByLabel('Quale passo').selectOption('documents');
  await marco.getByRole('checkbox', { name: /^polizza/ }).check();
  await marco.getByRole('textbox', { name: /Perché, e come/ }).fill('La polizza non copre il nido.');
  await marco.getByRole('button', { name: 'Chiedi la correzione' }).click();
  await marco.getByText('La richiesta di correzione è partita').waitFor();
  await desk.stack.clock.quiet();

  await candidate.goto('/application');
  await candidate.getByText('La polizza non copre il nido').waitFor();
  await candidate.goto('/application/documents?paper=insurance');
  await handIn(candidate, 'Giorno del documento', dayAfter(-1), dayAfter(300));
  await desk.stack.clock.quiet();

  await marco.reload();
  await marco.getByRole('button', { name: 'Accogli la richiesta' }).click();
  await marco.getByText('Guardi il documento e lo confermi').first().waitFor();
  for (const seen of await marco.getByRole('checkbox', { name: /L’ho guardato/ }).all()) await seen.check();
  await marco.getByRole('button', { name: 'Accogli la richiesta' }).click();
  await marco.getByRole('heading', { name: 'Convenzione' }).waitFor();
  await marco.context().close();
});

it('is admitted once the agreement is signed by a file that was verified, and countersigned', async () => {
  await desk.stack.clock.quiet();
  await signer.goto('/application/agreement');
  const link = signer.getByRole('link', { name: 'Apri: la convenzione' });
  const file = await signer.request.get((await link.getAttribute('href'))!);
  await upload(signer, plainPdf(['Altro']));
  await signer.getByText('Il file non contiene una firma digitale').waitFor();
  await upload(signer, await signPdf(await file.body(), { signer: people.mario }));
  await signer.getByText('Firmata con firma digitale').waitFor();
  await signer.getByText('Il testo è integro').waitFor();

  const chiara = await desk.sit('Chiara');
  await chiara.goto(`/applications/${applicationId}`);
  await chiara.getByRole('button', { name: /Controfirma/ }).click();
  await chiara.getByText('Ente ammesso', { exact: true }).waitFor();
  await desk.stack.clock.quiet();
});

it('takes no orders once a paper has lapsed, and takes them again once it is renewed', async () => {
  await desk.stack.clock.advanceTo(new Date(start.getTime() + 6 * DAY_MS));
  const { accountId } = await office.rowOf(applicationId);
  await (await desk.stack.as('Sara')).does(`/v1/accounts/${accountId}/invitation`);
  const provider = await desk.stranger();
  await provider.clock.setSystemTime(new Date(start.getTime() + 6 * DAY_MS));
  await enter(provider, await codeIn('invitation'));
  await provider.goto('/standing');
  await provider.getByText('Sospeso', { exact: true }).waitFor();
  await provider.getByRole('button', { name: 'Consegna quello nuovo: DURC' }).click();
  await handIn(provider, 'Giorno della verifica', dayAfter(5));
  await provider.getByText('In regola', { exact: true }).waitFor();
  expect(desk.faults()).toEqual([]);
});

const declared = {
  collectiveAgreementCode: 't151',
  headcount: '40',
  law68Base: '24',
  disabledWorkersEmployed: '1',
  durcIssuedOn: durcOn,
  riskAssessmentOn: '2026-01-10',
};

async function enter(page: Page, code: string): Promise<void> {
  await page.goto(`/#${code}`);
  await page.getByRole('button', { name: 'Usa il codice' }).click();
  await page.getByRole('button', { name: 'Esci' }).waitFor();
}

async function codeIn(template: string): Promise<string> {
  await desk.stack.clock.quiet();
  return /inv_[\w-]+/.exec(await newestMail(await desk.stack.as('Chiara'), template))![0];
}

async function handIn(page: Page, dayLabel: string, issuedOn: string, until?: string): Promise<void> {
  const file = {
    name: 'documento.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(plainPdf(['Prova'])),
  };
  await page.getByLabel('Il documento').setInputFiles(file);
  await page.getByLabel(dayLabel).fill(issuedOn);
  if (until) await page.getByLabel('Ultimo giorno').fill(until);
  const send = page.getByRole('button', { name: 'Consegna il documento' });
  await send.click();
  await send.waitFor({ state: 'detached' });
}

async function upload(page: Page, pdf: Uint8Array): Promise<void> {
  const file = { name: 'convenzione.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf) };
  await page.getByLabel('Il file firmato').setInputFiles(file);
  await page.getByRole('button', { name: 'Carica il file firmato' }).click();
}

function dayAfter(days: number): string {
  return addDays(toPlainDate(start), days);
}
