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
import { candidateOffice } from '../support/candidate.ts';
import * as admission from './support/admission-steps.ts';
import * as steps from './support/application-steps.ts';
import { applicationIn, fillPaper, goOnWith, handIn, missing } from './support/application-steps.ts';
import { openDeskAt, type Desk } from './support/desk.ts';
import { countingOn, pressAway, pressTwice } from './support/done-once.ts';
import { codeIn, enterBy, signingCodeIn } from './support/mailed.ts';
import { byMenu, openTask } from './support/walking.ts';

/**
 * A provider applies, is asked to correct, corrects, signs, is admitted; a paper lapses, and is renewed: each by whoever
 * does it, in a browser of their own, by the menu, their work and the links of the pages and of the mail.
 */
const start = new Date();
const DAY_MS = 86_400_000;
/** A DURC is good for 120 days: this one lapses five days after the start. */
const durcOn = dayAfter(-115);
const name = 'Cooperativa La Lanterna';
const mailbox = 'lanterna@example.org';

let desk: Desk<SkippingStack>;
let people: People;
let candidate: Page;
let signer: Page;
let chiara: Page;
let marco: Page;
let once: ReturnType<typeof countingOn>['once'];
let onceTold: ReturnType<typeof countingOn>['onceTold'];

beforeAll(async () => {
  [desk, people] = await Promise.all([openDeskAt(start), makePeople()]);
  ({ once, onceTold } = countingOn(desk.stack));
}, 240_000);
afterAll(() => desk.close());

it('begins at the open door, and goes on by the link that came by mail', async () => {
  candidate = await desk.stranger();
  await candidate.getByRole('link', { name: 'Presenti una richiesta di adesione' }).click();
  await candidate.getByLabel('Nome dell’ente').fill(name);
  await candidate.getByLabel('Indirizzo e-mail').fill(mailbox);
  // Where there are several, the page that led here has said which.
  expect(await candidate.getByLabel('Alleanza', { exact: true }).inputValue()).toBe(demoSlug);
  await onceTold('providerApplication.opened', candidate, 'Chiedi il collegamento', 'Se l’indirizzo esiste');
  await enterBy(candidate, await codeIn(desk.stack, 'candidateLink'));
  await candidate.getByRole('heading', { name: `Richiesta di adesione di ${name}` }).waitFor();
});

it('keeps what is half written: all of it through a page back and forth, through a reload but for people', async () => {
  const taxCode = 'Codice fiscale del rappresentante';
  const typed = () =>
    Promise.all(['Partita IVA', taxCode].map((field) => candidate.getByLabel(field).inputValue()));
  await missing(candidate).getByRole('link', { name: 'chi è l’ente' }).click();
  await candidate.getByLabel(taxCode).fill(mario.taxCode);
  await steps.mistypeVatNumber(candidate);
  await candidate.goBack();
  await missing(candidate).waitFor();
  await candidate.goForward();
  expect(await typed()).toEqual(['00743110157', mario.taxCode]);
  await candidate.reload();
  expect(await typed()).toEqual(['00743110157', '']);
});

it('says a step after the other, each leading to the next', async () => {
  await steps.describeOneself(candidate);
  await goOnWith(candidate, 'le sedi');
  await steps.addPlace(candidate);
  await goOnWith(candidate, 'i servizi e i prezzi');
  await steps.addNursery(candidate);
  await candidate.getByText('Salvato: l’alleanza lo vede già').waitFor();
});

it('leaves, and finds by another link what it left', async () => {
  await candidate.getByRole('button', { name: 'Esci' }).click();
  await steps.askToGoOn(candidate, mailbox);
  await enterBy(candidate, await codeIn(desk.stack, 'candidateLink'));
  await missing(candidate).getByRole('link', { name: 'DURC' }).waitFor();
  const kept = await applicationIn(candidate);
  expect([kept.places.length, kept.services.length]).toEqual([1, 1]);
  await candidate.getByRole('link', { name: 'Apri: i servizi e i prezzi' }).click();
  await candidate.getByText('Nido a tempo pieno').first().waitFor();
});

it('hands in its papers, which a second tab follows, and declares the rest', async () => {
  const beside = await desk.beside(candidate);
  await beside.goto('/');
  await missing(beside).getByRole('link', { name: 'DURC' }).waitFor();
  await goOnWith(candidate, 'i documenti');
  await once('providerApplication.documentSubmitted', () => handIn(candidate, 'DURC', { on: durcOn }));
  await missing(beside).getByRole('link', { name: 'DURC' }).waitFor({ state: 'detached' });
  await handIn(candidate, 'polizza', { on: durcOn, until: dayAfter(300) });
  await handIn(candidate, 'autorizzazione', { on: durcOn, endless: true });
  await handIn(candidate, 'dichiarazione sui certificati', { on: durcOn });
  await handIn(candidate, 'dichiarazione sul documento', { on: durcOn });
  await missing(beside).getByRole('link', { name: 'i documenti' }).waitFor({ state: 'detached' });
  await beside.close();
  await goOnWith(candidate, 'le dichiarazioni');
  await steps.declare(candidate);
  await goOnWith(candidate, 'il conto');
  await candidate.getByLabel('IBAN').fill('IT60 X054 2811 1010 0000 0123 456');
  await pressTwice(candidate, 'Salva e invia');
  await candidate.getByText('In questo momento non deve fare nulla').waitFor();
});

it('is confirmed by the office, and whoever represents it is recorded and invited', async () => {
  chiara = await desk.sit('Chiara');
  await openTask(chiara, 'confrontare un ente candidato');
  await admission.lookWhoSigns(chiara);
  await once('providerApplication.identityConfirmed', () => pressAway(chiara, 'Conferma chi è l’ente'));
  const sara = await desk.sit('Sara');
  await openTask(sara, 'registrare chi rappresenta');
  await once('providerApplication.representativeAppointed', () =>
    pressAway(sara, 'Registra il rappresentante'),
  );
  await sara.context().close();
});

it('is signed by the representative with a code, and countersigned by another', async () => {
  signer = await desk.stranger();
  await enterBy(signer, await codeIn(desk.stack, 'invitation'));
  await byMenu(signer, 'Richiesta di adesione');
  await missing(signer).getByRole('link', { name: 'la Carta etica' }).click();
  await signer.getByRole('button', { name: 'Firma la Carta' }).click();
  await signer.getByRole('alert').waitFor();
  await admission.takeOn(signer, durcOn);
  const { id } = await applicationIn(candidate);
  const mailOf = await candidateOffice(desk.stack).representativeOf(id);
  await signer.getByLabel('Codice ricevuto').fill(await signingCodeIn(desk.stack, mailOf));
  await onceTold('charter.signed', signer, 'Firma la Carta', 'Firmata con nome e codice');

  marco = await desk.sit('Marco');
  await openTask(marco, 'controfirmare la carta etica');
  await onceTold('charter.countersigned', marco, 'Controfirma la Carta', 'Controfirmata per');
});

it('is asked for a correction, which the candidate reads and makes', async () => {
  await openTask(marco, 'esaminare una richiesta di adesione');
  await admission.objectTo(marco, { step: 'documents', what: /^polizza/ }, 'La polizza non copre il nido.');
  const asked = 'providerApplication.correctionRequested';
  await onceTold(asked, marco, 'Chiedi la correzione', 'La richiesta di correzione è partita');

  await byMenu(candidate, 'Richiesta di adesione');
  await candidate.getByText('La polizza non copre il nido').waitFor();
  await missing(candidate)
    .getByRole('link', { name: /^polizza/ })
    .click();
  await fillPaper(candidate, { on: dayAfter(-1), until: dayAfter(300) });

  // What was asked for is there: nobody is told any more that it was asked.
  await marco.getByText('La richiesta di correzione è partita').waitFor({ state: 'detached' });
  await admission.setLetters(marco);
  await admission.lookAtPapers(marco);
  await onceTold(
    'providerApplication.reviewed',
    marco,
    'Accogli la richiesta',
    'La convenzione aspetta la firma',
  );
});

it('is admitted once the agreement is signed by a file that was verified, and countersigned', async () => {
  await signer.getByRole('link', { name: 'Il resto è nella richiesta di adesione' }).click();
  await missing(signer).getByRole('link', { name: 'la convenzione' }).click();
  await signer.getByRole('heading', { name: 'Leggere la convenzione' }).waitFor();
  const link = signer.getByRole('link', { name: 'Apri: la convenzione' });
  const file = await signer.request.get((await link.getAttribute('href'))!);
  await admission.uploadSigned(signer, plainPdf(['Altro']));
  await signer.getByText('Il file non contiene una firma digitale').waitFor();
  await once('providerApplication.agreementSigned', async () => {
    await admission.uploadSigned(signer, await signPdf(await file.body(), { signer: people.mario }));
    await signer.getByText('Firmata con firma digitale').waitFor();
  });
  await signer.getByText('Il testo è integro').waitFor();

  await openTask(chiara, 'controfirmare la convenzione');
  await onceTold('provider.admitted', chiara, /^Controfirma/, 'Ente ammesso');
  await chiara.getByRole('link', { name: 'Documenti e ammissione dell’ente' }).click();
  await chiara.getByText('In regola', { exact: true }).waitFor();
});

it('finds its own pages as soon as it is admitted; takes no orders once a paper has lapsed, until it is renewed', async () => {
  await byMenu(candidate, 'Richiesta di adesione');
  const begin = candidate.getByRole('region', { name: 'L’ente è ammesso' });
  await begin.getByRole('link', { name: 'Documenti e ammissione' }).click();
  await candidate.getByText('In regola', { exact: true }).waitFor();

  const later = new Date(start.getTime() + 6 * DAY_MS);
  await desk.stack.clock.advanceTo(later);
  await candidate.clock.setSystemTime(later);
  await candidate.getByText('La sessione è scaduta').waitFor();
  await admission.inviteAgain(await desk.sit('Sara'), name);
  await enterBy(candidate, await codeIn(desk.stack, 'invitation'));
  await byMenu(candidate, 'Documenti e ammissione');
  await candidate.getByText('Sospeso', { exact: true }).waitFor();
  await once('provider.documentRenewed', () => handIn(candidate, 'DURC', { on: dayAfter(5) }));
  await candidate.getByText('In regola', { exact: true }).waitFor();
  expect(desk.faults()).toEqual([]);
});

function dayAfter(days: number): string {
  return addDays(toPlainDate(start), days);
}
