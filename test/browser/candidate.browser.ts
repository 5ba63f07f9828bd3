import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toPlainDate } from '../../domain/time.ts';
import type { SkippingStack } from '../holds/support/time-skipping.ts';
import { agreementOffice } from '../support/agreement-office.ts';
import { identity } from '../support/candidate.ts';
import { objectTo } from './support/admission-steps.ts';
import { answer, declareCounts, missing } from './support/application-steps.ts';
import { openDeskAt, type Desk } from './support/desk.ts';
import { codeIn, enterBy } from './support/mailed.ts';
import { byMenu, openTask } from './support/walking.ts';

/** What a candidate declares it says itself, and whoever has no digital certificate signs the agreement on paper. */
const start = new Date();
/** One white point. */
const photograph =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';
let desk: Desk<SkippingStack>;
let office: ReturnType<typeof agreementOffice>;
beforeAll(async () => {
  desk = await openDeskAt(start);
  office = agreementOffice(desk.stack);
}, 240_000);
afterAll(() => desk.close());

it('declares what was answered and nothing else, and finds it again', async () => {
  const id = await office.invited('dichiara@example.org');
  const candidate = await entered('candidateInvitation');
  await candidate.getByText('Iniziata', { exact: true }).waitFor();
  await missing(candidate).getByRole('link', { name: 'le dichiarazioni' }).click();
  await declareCounts(candidate);
  const send = candidate.getByRole('button', { name: 'Salva e invia' });
  await send.click();
  await candidate.getByText('Risponda sì o no alla domanda sulle condanne').first().waitFor();
  await answer(candidate, /603-bis/, 'No');
  await answer(candidate, /controllo giudiziario/, 'Sì');
  await answer(candidate, /casellario/, 'Nessuno di noi lavora con minori');
  await send.click();
  await candidate.getByText('Salvato').waitFor();
  await candidate.reload();
  expect(await candidate.getByLabel('Contratto collettivo applicato').inputValue()).toBe('T151');
  const judged = candidate.getByRole('group', { name: /controllo giudiziario/ });
  expect(await judged.getByLabel('Sì', { exact: true }).isChecked()).toBe(true);
  const at = `/v1/provider-applications/${id}/declarations`;
  const chiara = await desk.stack.as('Chiara');
  expect((await chiara.get(at)).status).toBe(422);
  const { declarations } = (await chiara.get(`${at}?reason=check`)).body;
  expect(declarations).toMatchObject({
    exploitationConviction: false,
    judicialControl: true,
    minorsStaffCertified: null,
    riskAssessmentOn: '2026-01-10',
  });
  const page = await desk.sit('Chiara');
  await byMenu(page, 'Adesioni');
  await page.getByRole('link', { name: identity.organisationName }).click();
  await page.getByText('Che cosa ha dichiarato').click();
  await page.getByRole('button', { name: 'Mostra' }).last().click();
  await page.getByText('Nessuno di noi lavora con minori').waitFor();
}, 240_000);

it('is handed in by the representative, compared and recorded by the office', async () => {
  await office.accepted('00743110157', toPlainDate(start));
  const signer = await entered('invitation');
  await byMenu(signer, 'Richiesta di adesione');
  await missing(signer).getByRole('link', { name: 'la convenzione' }).click();
  await handInCopy(signer);

  const chiara = await desk.sit('Chiara');
  await openTask(chiara, 'confrontare la convenzione firmata su carta');
  await objectTo(chiara, { step: 'agreement', what: /^convenzione/ }, 'Manca la firma.');
  await chiara.getByRole('button', { name: 'Chiedi la correzione' }).click();
  await signer.getByText('Manca la firma.').waitFor();
  await handInCopy(signer);
  await openTask(chiara, 'confrontare la convenzione firmata su carta');
  await chiara.getByRole('button', { name: 'Apri: convenzione firmata su carta' }).click();
  await chiara.getByAltText('convenzione firmata su carta').waitFor();
  await chiara.getByLabel('Giorno della firma').fill(toPlainDate(start));
  await chiara.getByRole('button', { name: /Registra la copia/ }).click();
  await chiara.getByText('Ente ammesso', { exact: true }).waitFor();
  expect(desk.faults()).toEqual([]);
}, 240_000);

async function handInCopy(signer: Page): Promise<void> {
  const file = { name: 'copia.png', mimeType: 'image/png', buffer: Buffer.from(photograph, 'base64') };
  await signer.getByLabel('La copia firmata').setInputFiles(file);
  await signer.getByRole('button', { name: 'Consegna la copia' }).click();
  await signer.getByRole('heading', { name: 'La copia firmata su carta è arrivata' }).waitFor();
  await desk.stack.clock.quiet();
}

async function entered(template: string): Promise<Page> {
  const code = await codeIn(desk.stack, template);
  const page = await desk.stranger();
  await enterBy(page, code);
  return page;
}
