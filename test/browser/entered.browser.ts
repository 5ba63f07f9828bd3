import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '../../domain/plain-date.ts';
import { clockTime, toPlainDate } from '../../domain/time.ts';
import { openDesk, type Desk } from './support/desk.ts';
import { pin } from './support/purchases.ts';

/**
 * What is entered afterwards: services taken on paper, what an employer gave beside vouchers, what an earlier system owes;
 * and where credit went.
 */
let desk: Desk;
let elena: Page;
let slips: readonly string[];

beforeAll(async () => {
  desk = await openDesk();
}, 240_000);
afterAll(() => desk.close());

it('prints slips ahead, and enters one within its day, once', async () => {
  const { code } = await voucherWithTill();
  elena = await desk.sit('Elena');
  await elena.goto('/till');
  await elena.getByRole('link', { name: 'Manca la rete? Tagliandi di carta' }).click();
  await elena.getByLabel('Quanti tagliandi').fill('2');
  await elena.getByRole('button', { name: 'Prepara i tagliandi' }).click();
  await elena.getByText('2 tagliandi sono pronti da stampare').waitFor();
  const paper = elena.getByRole('link', { name: /^Scarica i tagliandi/ });
  const file = await elena.request.get((await paper.getAttribute('href'))!);
  expect(file.headers()['content-type']).toBe('application/pdf');

  slips = await printedBefore();
  await elena.getByLabel('Persona', { exact: true }).selectOption({ label: 'Cassa' });
  await elena.getByLabel('PIN').fill(pin);
  await elena.getByLabel('Numero del tagliando').fill(`${slips[0]!.slice(0, -1)}?`);
  await elena.getByLabel('Codice del buono').fill(code);
  await elena.getByLabel('Giorno del servizio').fill(toPlainDate(new Date()));
  await elena.getByLabel('Ora del servizio').fill(clockTime(new Date()));
  await elena.getByRole('button', { name: 'Registra il tagliando' }).click();
  // Both are said at their fields, and nothing was sent.
  await elena.getByText('Errore: Il numero non torna').waitFor();
  await elena.getByText('Errore: Un tagliando senza firma non si registra.').waitFor();
  await elena.getByLabel('Numero del tagliando').fill(slips[0]!.toLowerCase());
  await elena.getByLabel('La persona ha firmato il tagliando').check();
  await elena.getByRole('button', { name: 'Registra il tagliando' }).dblclick();
  await elena.getByText('Ricevuta n.').waitFor();
});

it('asks the office for one that is late', async () => {
  const { code } = await voucherWithTill();
  await elena.getByRole('button', { name: 'Un altro tagliando' }).click();
  // Who is at the till is not asked again.
  expect(await elena.getByLabel('PIN').inputValue()).toBe(pin);
  await elena.getByLabel('Numero del tagliando').fill(slips[1]!);
  await elena.getByLabel('Codice del buono').fill(code);
  await elena.getByLabel('Giorno del servizio').fill(addDays(toPlainDate(new Date()), -1));
  await elena.getByLabel('Ora del servizio').fill('12:00');
  await elena.getByLabel('La persona ha firmato il tagliando').check();
  await elena.getByLabel('Perché arriva dopo il suo giorno').fill('Rete tornata nella notte.');
  await elena.getByRole('button', { name: 'Chiedi all’ufficio del Fondo' }).click();
  await elena.getByText('Richiesta inviata: decide l’ufficio del Fondo').waitFor();
  await elena.getByText(/^Correzione chiesta il/).waitFor();
  expect(desk.faults()).toEqual([]);
});

it('declares what an employer gave, allows what would cross the limit, and takes a mistake back', async () => {
  const roberto = await desk.sit('Roberto');
  await roberto.goto('/plans');
  await roberto.getByRole('link', { name: 'Benefici fuori dai buoni' }).click();
  await roberto.getByRole('button', { name: 'Registra', exact: true }).click();
  await roberto.getByText('Errore: Scelga la persona.').waitFor();
  await fill(roberto, { kind: 'altri beni o servizi in natura', amount: '2.500,00' });
  // One cent would already be taxed whole: the service says what it would cost, and that it is said beforehand.
  await roberto.getByText('per superare la soglia lo si dica prima').waitFor();
  await roberto.getByRole('button', { name: /^Consenti di superare il limite: / }).click();
  await roberto.getByText('Non si può ritirare.').waitFor();
  await roberto.getByRole('button', { name: /^Sì, consenti: / }).click();
  await roberto.getByText('Superamento consentito').waitFor();
  await roberto.getByRole('button', { name: 'Registra', exact: true }).click();
  await roberto.getByText(/^Oltre il limite: imponibili 2\.\d{3},\d\d/).waitFor();
  await roberto.getByRole('button', { name: /^Ritira: .*altri beni o servizi in natura/ }).click();
  await roberto.getByRole('button', { name: /^Sì, ritira: / }).click();
  await roberto.getByText(/^Ritirato il/).waitFor();
  await roberto.getByText(/Restano/).waitFor();
  expect(desk.faults()).toEqual([]);
});

it('gives credit to one person once the name was read back, and hears all that is wrong with a list at once', async () => {
  const [roberto, { name, taxCode }] = [await desk.sit('Roberto'), await employeeWithCredit()];
  await roberto.goto('/plans');
  await roberto.getByRole('link', { name: 'Scrivi un piano' }).click();
  await roberto.getByText('meno persone usano i buoni').waitFor();
  await roberto.getByText('più persone usano i buoni').waitFor();
  await roberto.goBack();
  await roberto
    .locator('main')
    .getByRole('link', { name: /^Piano/ })
    .first()
    .click();
  await roberto.getByLabel('Codice fiscale').fill(`${taxCode.slice(0, -1)}?`);
  await roberto.getByLabel('Importo').fill('12,50');
  await roberto.getByRole('button', { name: 'Accredita', exact: true }).click();
  await roberto.getByText('Errore: Controlli il codice fiscale').waitFor();
  // Of nobody who works here: the service finds it, it is said at the field, and there is no code to quote.
  await roberto.getByLabel('Codice fiscale').fill('RSSMRA80A01H501U');
  await roberto.getByRole('button', { name: 'Accredita', exact: true }).click();
  await roberto.getByText('Errore: Controlli il codice fiscale').waitFor();
  expect(await roberto.getByText('Codice di riferimento').count()).toBe(0);
  await roberto.getByLabel('Codice fiscale').fill(taxCode.toLowerCase());
  await roberto.getByRole('button', { name: 'Accredita', exact: true }).click();
  await roberto.getByText(`Accredita 12,50 € a ${name}. Un accredito non si ritira.`).waitFor();
  // Another amount is another question.
  await roberto.getByLabel('Importo').fill('13,00');
  expect(await roberto.getByRole('button', { name: 'Sì, accredita' }).count()).toBe(0);
  await roberto.getByRole('button', { name: 'Accredita', exact: true }).click();
  await roberto.getByText(`Accredita 13,00 € a ${name}.`).waitFor();
  await roberto.getByRole('button', { name: 'Sì, accredita' }).click();
  await roberto.getByText(`Accreditati 13,00 € a ${name}.`).waitFor();

  const lines = ['codice fiscale;importo', 'ROSSI;5,00', 'RSSMRA80A01H501U;5,00', `${taxCode};uno`];
  await roberto
    .getByLabel('Elenco')
    .setInputFiles({ name: 'crediti.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
  await roberto.getByRole('button', { name: 'Accredita all’elenco' }).click();
  await roberto.getByText('3 righe da correggere; non è stato accreditato nulla:').waitFor();
  for (const told of [/^riga 2: .*lo ricopi/, /^riga 3: .*faccia registrare/, /^riga 4: scriva l’importo/])
    await roberto.getByText(told).waitFor();
  expect(desk.faults()).toEqual([]);
});

async function fill(page: Page, { kind, amount }: { kind: string; amount: string }): Promise<void> {
  const people = page.getByLabel('Persona', { exact: true });
  const [, first] = await people.locator('option').allTextContents();
  await people.selectOption({ label: first! });
  await page.getByLabel('Che cosa ha ricevuto').selectOption({ label: kind });
  const [, month] = await page.getByLabel('Mese', { exact: true }).locator('option').allTextContents();
  await page.getByLabel('Mese', { exact: true }).selectOption({ label: month! });
  await page.getByLabel('Importo del mese, in euro').fill(amount);
  await page.getByRole('button', { name: 'Registra', exact: true }).click();
}

it('orders one voucher for several services, and reads to the cent where the credit went', async () => {
  const lucia = await desk.sit('Lucia');
  await lucia.goto('/catalogue');
  await lucia.getByRole('link', { name: 'Oppure un solo buono per più beni e servizi' }).click();
  await lucia.getByRole('button', { name: 'Ordina', exact: true }).click();
  await lucia.getByText('Errore: Scelga il credito da cui è preso.').waitFor();
  await lucia.getByRole('radio', { name: /^Con il credito/ }).check();
  await lucia.getByLabel('Di quanto, in euro').fill('30,00');
  await lucia.getByRole('button', { name: 'Ordina', exact: true }).dblclick();
  await lucia.getByRole('heading', { name: 'Ordine fatto' }).waitFor();

  await lucia.goto('/wallet');
  await lucia.getByRole('link', { name: /^Entrate e uscite/ }).click();
  await lucia.getByRole('row', { name: /Diventato un buono -30,00/ }).waitFor();
  const saving = lucia.waitForEvent('download');
  await lucia.getByRole('button', { name: /^Salva tutti in CSV/ }).click();
  const table = await readFile((await (await saving).path())!, 'utf8');
  expect(table.match(/;Diventato un buono;-30,00;/g)).toHaveLength(1);
  expect(table).toContain(';Credito dato dal datore di lavoro;400,00;');
  expect(desk.faults()).toEqual([]);
});

it('tries a list of an earlier system, says which line is wrong, and takes over what it tried', async () => {
  const [anna, { taxCode }] = [await desk.sit('Anna'), await employeeWithCredit()];
  await anna.goto('/settlement/employers');
  await anna.getByRole('link', { name: /Il Filo/ }).click();
  await anna.getByText('Riprendi i crediti', { exact: true }).click();
  const plan = anna.getByLabel('Piano che accoglie').first();
  await plan.selectOption({ label: (await plan.locator('option').allTextContents())[1]! });
  await anna.getByLabel('Quanto è stato trasferito in tutto').fill('12,34');
  await anna.getByLabel('Riferimento del movimento della banca').first().fill('BANCA/ripresa');
  const list = anna.getByLabel('Elenco', { exact: true }).first();
  const look = anna.getByRole('button', { name: 'Prova senza riprendere' }).first();
  await list.setInputFiles(listOf('RSSMRA80A01H501U'));
  await look.click();
  await anna.getByText(/^riga 2: oggi non risulta lavorare/).waitFor();
  await list.setInputFiles(listOf(taxCode));
  await look.click();
  await anna.getByText('In ordine: crediti 1, buoni 0.').waitFor();
  await anna.getByRole('button', { name: /^Riprendi: / }).click();
  await anna.getByRole('button', { name: /^Sì, riprendi: / }).click();
  await anna.getByText('Ripresi: crediti 1, buoni 0.').waitFor();
  await anna
    .getByRole('row', { name: /Versamento del datore di lavoro 12,34 € Bonifico BANCA\/ripresa/ })
    .waitFor();
  await anna
    .getByRole('row', { name: /Credito dato dal datore di lavoro -12,34 € Piano welfare di esempio/ })
    .waitFor();
  expect(desk.faults()).toEqual([]);
});

const listOf = (taxCode: string) => ({
  name: 'crediti.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`codice fiscale;importo\n${taxCode};12,34\n`),
});

async function employeeWithCredit(): Promise<{ readonly name: string; readonly taxCode: string }> {
  const roberto = await desk.stack.as('Roberto');
  const { organisationId } = (await roberto.get('/v1/me')).body;
  const year = toPlainDate(new Date()).slice(0, 4);
  const { items } = (await roberto.get(`/v1/organisations/${organisationId}/fringe?year=${year}`)).body;
  const { givenName, familyName, taxCode } = (items as { employee: Record<string, string> }[])[0]!.employee;
  return { name: `${givenName} ${familyName}`, taxCode: taxCode! };
}

/** The code of a voucher that was good already yesterday, where somebody stands at the till. */
async function voucherWithTill(): Promise<{ readonly code: string }> {
  const [lucia, elena] = await Promise.all(['Lucia', 'Elena'].map((name) => desk.stack.as(name)));
  const [known] = (await lucia!.get('/v1/vouchers')).body.items;
  const { items } = (await elena!.get('/v1/till-users')).body;
  if (items.length === 0)
    await elena!.does('/v1/till-users', { label: 'Cassa', placeId: known.places[0].id, pin });
  const [wallet] = (await lucia!.get('/v1/wallets')).body.items;
  const { vouchers } = await lucia!.does(`/v1/wallets/${wallet.id}/orders`, {
    serviceId: known.service.id,
    beneficiaryId: known.beneficiaryId,
    units: 1,
    serviceFrom: toPlainDate(new Date()),
  });
  const client = await desk.stack.test.superuser();
  // What a voucher is never changes, but for who moves the clock.
  await client.query('SET session_replication_role = replica');
  await client.query('UPDATE voucher SET issued_at = issued_at - interval $$2 days$$ WHERE id = $1', [
    vouchers[0].id,
  ]);
  await client.query('RESET session_replication_role');
  return (await lucia!.get(`/v1/vouchers/${vouchers[0].id}`)).body as { code: string };
}

/** The slips that were printed, as if that had been two days before. */
async function printedBefore(): Promise<readonly string[]> {
  const client = await desk.stack.test.superuser();
  const { rows } = await client.query<{ number: string }>(
    'UPDATE paper_slip SET printed_at = printed_at - interval $$2 days$$ RETURNING number',
  );
  return rows.map(({ number }) => number);
}
