import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../domain/plain-date.ts';
import type { CaseHousehold } from '../holds/support/households.ts';
import { isoToday } from '../holds/support/journey.ts';
import { violations } from './support/axe.ts';
import { openDesk, type Desk } from './support/desk.ts';
import { householdOf } from './support/household.ts';
import { faultAt, focused, leadsTo, toldOf } from './support/told.ts';

/** Whoever asks the Fund fills the forms in alone, for themselves or for whom they act, and a caseworker reads them. */
let desk: Desk;
let lucia: Page;
let household: CaseHousehold;
let assessmentId: string;

beforeAll(async () => {
  desk = await openDesk();
  household = await householdOf(desk.stack, 'Lucia');
  lucia = await desk.sit('Lucia', { viewport: { width: 375, height: 740 } });
}, 240_000);
afterAll(() => desk.close());

const year = isoToday().slice(0, 4);
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const isee = 'Attestazione ISEE';
const katz = 'Attività di base \\(ADL di Katz\\), Lucia';

describe('an employee', () => {
  it('asks the Fund, and is told the number and what happens next', async () => {
    await lucia.goto('/my-applications');
    assessmentId = await askFund(lucia, 'Per me', household.applicantId);
    await toldOf(lucia, /^Domanda registrata: protocollo \S+/);
    await lucia.getByText('La commissione decide e la risposta arriva per lettera').waitFor();
  });

  it('works an ISEE out while there is no attestation, and is told what cannot be', async () => {
    await fill(lucia, isee);
    await lucia.getByText('Non ha ancora l’attestazione?').click();
    await lucia.getByLabel('reddituale (ISR)').fill('20.000,00');
    await lucia.getByLabel('patrimoniale (ISP)').fill('0');
    await lucia.getByLabel('Componenti del nucleo').fill('2');
    await lucia.getByLabel('Figli nel nucleo').fill('2');
    await press(lucia, 'Calcola');
    await faultAt(lucia, 'Figli nel nucleo', 'i figli sono meno dei componenti');
    await lucia.getByLabel('Figli nel nucleo').fill('1');
    await press(lucia, 'Calcola');
    const worked = lucia.getByText('ISEE simulato: 12.738,85 €');
    await worked.waitFor();
    await lucia.getByLabel('Componenti del nucleo').fill('3');
    await worked.waitFor({ state: 'detached' });
    await lucia.goBack();
  });

  it('copies the ISEE: a reload loses nothing, and what is refused is told at its field', async () => {
    await fill(lucia, isee);
    await lucia.getByLabel('Ordinario', { exact: true }).check();
    await lucia.getByLabel('Valore ISEE').fill('dodicimila');
    await lucia.getByLabel('Rilasciata il').fill(`${year}-01-15`);
    await lucia.getByLabel('Valida fino al').fill(`${Number(year) + 1}-06-30`);
    await lucia.getByLabel('Protocollo INPS').fill(`INPS-ISEE-${year}-00000001A-00`);
    await lucia.reload();
    expect(await lucia.getByLabel('Protocollo INPS').inputValue()).toContain('00000001A');
    expect(await lucia.getByLabel('Ordinario', { exact: true }).isChecked()).toBe(true);

    await press(lucia, 'Consegna il modulo');
    await faultAt(lucia, 'Valore ISEE', 'scriva un importo in euro');
    await lucia.getByLabel('Valore ISEE').fill('12.000,00');
    await press(lucia, 'Consegna il modulo');
    const tooLate = `vale al più tardi fino al 31 dicembre ${year}`;
    await faultAt(lucia, 'Valida fino al', tooLate);
    await leadsTo(lucia, 'Valida fino al', tooLate);
    await lucia.getByLabel('Valida fino al').fill(`${year}-12-31`);
    await press(lucia, 'Consegna il modulo');
    await toldOf(lucia, `Modulo consegnato: ${isee}.`);
    await rowOf(lucia, isee).getByText('12.000,00 €').waitFor();
  });

  it('answers a questionnaire in two goes, and corrects it', async () => {
    await fill(lucia, katz);
    for (const answer of ['Si lava da solo', 'Si veste da solo', 'Da solo, anche con un ausilio'])
      await lucia.getByLabel(new RegExp(`^${answer}`)).check();
    await lucia.reload();
    await lucia.getByText('Mancano 3 risposte').waitFor();
    await press(lucia, 'Consegna il modulo');
    await toldOf(lucia, /^Modulo consegnato: Attività di base \(ADL di Katz\), su Lucia/);
    await rowOf(lucia, 'Attività di base').getByText('mancano 3 risposte').waitFor();

    await fill(lucia, katz, 'Aggiorna');
    expect(await lucia.getByLabel(/^Si veste da solo/).isChecked()).toBe(true);
    await lucia.getByLabel(/^Aiuto per vestirsi/).check();
    for (const answer of ['Letto e poltrona da solo', 'Controllo completo', 'Mangia da solo'])
      await lucia.getByLabel(new RegExp(`^${answer}`)).check();
    await lucia.getByText('Totale: 5 punti').waitFor();
    await press(lucia, 'Consegna il modulo');
    await rowOf(lucia, 'Attività di base').getByText('5 punti').waitFor();
  });

  it('uploads a certificate on the page on which it is chosen', async () => {
    await fill(lucia, 'Certificazione di disabilità, Emma');
    await lucia.getByLabel('Grave', { exact: true }).check();
    await lucia.getByLabel('Norme precedenti al D.Lgs. 62/2024').check();
    await lucia.getByLabel('Rilasciata il').fill(addDays(isoToday(), -400));
    await lucia.getByRole('link', { name: 'Lo carichi in fondo alla pagina' }).press('Enter');
    expect(await focused(lucia)).toBe('Carica il documento');
    const file = { name: 'verbale.png', mimeType: 'image/png', buffer: dot };
    await lucia.getByLabel('File', { exact: true }).setInputFiles(file);
    await press(lucia, 'Carica');
    await lucia.getByText('verbale.png: ricevuto').waitFor();
    const chosen = lucia.getByLabel('Documento che lo prova');
    const words = await chosen.locator('option').nth(1).innerText();
    expect(words).toContain('Certificato di disabilità');
    await chosen.selectOption({ label: words });
    expect(await violations(lucia)).toEqual([]);
    await press(lucia, 'Consegna il modulo');
    await toldOf(lucia, /^Modulo consegnato: Certificazione di disabilità, su Emma/);
    expect(await violations(lucia)).toEqual([]);
  });

  it('is told which forms a caseworker records, and is offered none of them', async () => {
    await rowOf(lucia, 'Casa').getByText('lo registra l’assistente sociale').waitFor();
    expect(await rowOf(lucia, 'Casa').getByRole('link').count()).toBe(0);
    await lucia.goto(`/my-applications/${assessmentId}/forms/housing`);
    await lucia.getByText('Questo modulo lo registra l’assistente sociale').waitFor();
    expect(await lucia.getByRole('button', { name: 'Consegna il modulo' }).count()).toBe(0);
  });
});

it('is what the caseworker reads in the case', async () => {
  const chiara = await desk.sit('Chiara');
  await chiara.goto(`/cases/${assessmentId}?tab=forms`);
  await press(chiara, 'Apri il fascicolo');
  await rowOf(chiara, isee).getByText('12.000,00 €').waitFor();
  for (const [form, words] of [
    ['Attività di base', '5 punti'],
    ['Certificazione', 'Gravità certificata Grave'],
  ] as const)
    await chiara.getByRole('row', { name: new RegExp(`^${form}.*${words}`) }).waitFor();
  await chiara.context().close();
});

it('is closed once the application is over, and says why', async () => {
  await (
    await desk.stack.as('Lucia')
  ).does(`/v1/assessments/${assessmentId}/withdrawal`, { reason: 'Non serve.' });
  await lucia.goto(`/my-applications/${assessmentId}`);
  await lucia.getByText('La domanda è chiusa: i moduli restano com’erano').waitFor();
  await rowOf(lucia, 'Attività di base').getByText('5 punti').waitFor();
  await lucia.goto(`/my-applications/${assessmentId}/forms/isee`);
  await lucia.getByText('La domanda è chiusa: i moduli restano com’erano').waitFor();
  expect(await lucia.getByRole('button', { name: 'Consegna il modulo' }).count()).toBe(0);
});

it('is done by a delegate too, about a relative whose name they may not read', async () => {
  const paolo = await desk.sit('Paolo');
  await paolo.goto('/my-applications');
  const id = await askFund(paolo, /^Marta/);
  await paolo.getByRole('heading', { name: 'Familiare maggiorenne', exact: true }).waitFor();
  const father = await joinedByAnother(id);
  await paolo.reload();
  // Her father is the elder of the two whose names are not for him to read.
  await fill(paolo, 'PRISMA-7, Familiare maggiorenne \\(1 di 2 in ordine di età\\)');
  await paolo.getByText(/^Su Familiare maggiorenne/).waitFor();
  await paolo.getByText('Se sono più d’uno, il primo è il più anziano').waitFor();
  for (const question of await paolo.getByRole('group', { name: /\?$/ }).all())
    await question.getByLabel(/^Sì/).check();
  await paolo.getByText('Totale: 7 punti').waitFor();
  await press(paolo, 'Consegna il modulo');
  await toldOf(paolo, 'Modulo consegnato: PRISMA-7, su Familiare maggiorenne (1 di 2 in ordine di età).');
  const kept = await (await desk.stack.as('Chiara')).get(`/v1/assessments/${id}/dossier?reason=desk`);
  const about = (kept.body.items as { personId: string }[]).map(({ personId }) => personId);
  expect(about).toEqual([father]);
  await paolo.context().close();
});

/** Somebody joins the two of a household; the other of them is whom the application is not for. */
async function joinedByAnother(applicationId: string): Promise<string> {
  const office = await desk.stack.as('Chiara');
  const { householdId, beneficiaryId } = (await office.get(`/v1/assessments/${applicationId}`)).body as {
    householdId: string;
    beneficiaryId: string;
  };
  const { members } = (await office.get(`/v1/households/${householdId}`)).body as {
    members: { personId: string }[];
  };
  const aunt = { givenName: 'Zita', familyName: 'Provetti', birthDate: '1966-05-04', comuneIstat: '016128' };
  const { id: personId } = await office.does('/v1/people', aunt);
  await office.does(`/v1/households/${householdId}/members`, { personId, joinedOn: '2020-01-01' });
  return members.find((member) => member.personId !== beneficiaryId)!.personId;
}

/** From the list of applications to the new one's own page. */
async function askFund(page: Page, whom: string | RegExp, forPersonId?: string): Promise<string> {
  await page.getByRole('link', { name: 'Fai una domanda' }).click();
  await page.getByLabel(whom).check();
  await press(page, 'Continua');
  await page.getByLabel('Che cosa serve').fill('Assistenza in casa');
  await page.getByLabel('Altro servizio').check();
  const who = page.getByLabel('Per chi', { exact: true });
  const options = await who.locator('option').all();
  await who.selectOption(forPersonId ?? (await options[1]!.getAttribute('value'))!);
  await page.getByLabel('Fornitore', { exact: true }).selectOption(household.providerId);
  await page.getByLabel('Unità di misura').selectOption('hour');
  await page.getByLabel('Quantità', { exact: true }).fill('2');
  await page.getByLabel('Prezzo per unità').fill('50,00');
  await press(page, 'Continua');
  await page.getByRole('button', { name: 'Invia la domanda' }).dblclick();
  await page.getByRole('heading', { name: 'Moduli da compilare' }).waitFor();
  return /my-applications\/([^/?]+)$/.exec(page.url())![1]!;
}

async function fill(page: Page, form: string, action = 'Compila'): Promise<void> {
  await page.getByRole('link', { name: new RegExp(`^${action}: ${form}`) }).click();
  await page.getByRole('button', { name: 'Consegna il modulo' }).waitFor();
}

function rowOf(page: Page, form: string) {
  return page.getByRole('row', { name: new RegExp(`^${form}`) }).first();
}

/** A picture of one dot. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
