import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toPlainDate } from '../../domain/time.ts';
import { approve, drawUp, exported, openBatch, savedBy } from './support/batches.ts';
import { openDesk, type Desk } from './support/desk.ts';
import { byMenu } from './support/walking.ts';
import { buyWeeks } from './support/purchases.ts';

/** What the Fund's office does to have providers paid, with real people, books and processes. */
let desk: Desk;
let anna: Page;
let davide: Page;

beforeAll(async () => {
  desk = await openDesk();
  [anna, davide] = await Promise.all([desk.sit('Anna'), desk.sit('Davide')]);
  // From the catalogue to the till is another road's: employee.browser.ts.
  await buyWeeks(desk, 2);
});
afterAll(() => desk.close());

describe('a batch of which the bank rejects one payment', () => {
  let code: string;

  it('is drawn up, approved and sent once, whoever presses twice, goes back or looks on beside', async () => {
    await oweInps('50,00');
    code = await drawUp(anna);
    await anna.goBack();
    // What stands in a batch is in no other.
    await anna.getByText('Adesso non c’è nulla da pagare').waitFor();
    await anna.getByRole('link', { name: new RegExp(`^Distinta ${code}: 186,20`) }).waitFor();
    await anna.goForward();
    await anna.getByText(/^Aspetta l’approvazione di un’altra persona/).waitFor();
    const beside = await desk.beside(davide);
    await beside.goto(new URL(anna.url()).pathname);
    await beside.getByRole('button', { name: 'Approva la distinta' }).waitFor();
    await approve(davide, code);
    await beside.getByText('Approvata', { exact: true }).waitFor();
    expect(await beside.getByRole('button', { name: 'Approva la distinta' }).count()).toBe(0);

    const sent = await exported(anna);
    await beside.getByText('File per la banca pronto', { exact: true }).waitFor();
    await beside.close();
    const { inps, provider } = await references();
    // INPS is paid by form F24, which is no part of the bank's file.
    expect([sent.includes(provider!), sent.includes(inps!)]).toEqual([true, false]);
  });

  it('pays the other, and brings the rejected one back once', async () => {
    const { inps, provider } = await references();
    const rejected = lineOf('CRO2', '136,20', provider!, 'respinto');
    await handIn([lineOf('CRO1', '50,00', inps!, 'eseguito'), rejected]);
    await anna.getByText('1 pagamento respinto: spetta di nuovo').waitFor();
    await anna.reload();
    await handIn([rejected]);
    await anna.getByText('1 riga già nota').waitFor();
    await openBatch(anna, code);
    await anna.getByText('Respinto dalla banca: spetta di nuovo').waitFor();
    await byMenu(anna, 'Pagamenti');
    const next = anna.getByRole('table', { name: 'Pagamenti della prossima distinta' });
    await next.getByRole('row', { name: /Totale.*136,20/ }).waitFor();

    code = await drawUp(anna);
    await approve(davide, code);
    await exported(anna);
    const again = await references();
    expect(Object.keys(again)).toEqual(['provider']);
    await handIn([lineOf('CRO3', '136,20', again['provider']!, 'eseguito')]);
    await anna.getByText('1 pagamento confermato').waitFor();
    await byMenu(anna, 'Pagamenti');
    await anna.getByText('Adesso non c’è nulla da pagare').waitFor();
  });

  it('leads from what it paid to what was bought, and to the Fund’s share', async () => {
    await openBatch(anna, code);
    await anna.getByRole('button', { name: 'Mostra le riscossioni' }).click();
    await anna.getByRole('list').getByRole('link', { name: /^R-/ }).first().click();
    await anna.getByText('Respinto dalla banca').waitFor();
    await anna.getByRole('link', { name: 'Torna ai movimenti' }).click();
    const shares = anna.getByRole('row', { name: /Quota di un acquisto, confermata dalla banca/ });
    await shares.nth(1).waitFor();
    expect(await shares.count()).toBe(2);

    const saved = await savedBy(anna, 'Salva tutti in CSV: Fondo');
    expect(saved.match(/;Quota di un acquisto, confermata dalla banca;/g)).toHaveLength(2);
    await anna.getByLabel('Al', { exact: true }).fill('2020-12-31');
    await anna.getByRole('button', { name: 'Mostra', exact: true }).click();
    await anna.getByText('In questi giorni non c’è nessun movimento').waitFor();
    expect(desk.faults()).toEqual([]);
  });
});

describe('the account that pays, and who is invoiced', () => {
  it('are entered by an administrator, where batches and invoices say that they are missing', async () => {
    const sara = await desk.sit('Sara');
    await byMenu(sara, 'Pagamenti');
    await sara.getByRole('link', { name: 'Fatture', exact: true }).click();
    await sara.getByText('Manca a chi fatturano i fornitori').waitFor();
    await sara.getByRole('link', { name: 'Registra conto e fatturazione' }).click();
    for (const [label, typed] of recipient) await sara.getByLabel(label, { exact: true }).fill(typed);
    await sara.getByRole('button', { name: 'Registra a chi si fattura' }).dblclick();
    await sara.getByText('Via Roma 1, 24121 Bergamo (BG)').waitFor();
    await sara.getByText('Registra un altro conto').click();
    const iban = sara.getByLabel('IBAN');
    await iban.fill('IT60 X054 2811 1010 0000 0123 457');
    await sara.getByRole('button', { name: 'Registra il conto' }).click();
    await sara.locator('#account-iban-error').waitFor();
    await iban.fill('IT60 X054 2811 1010 0000 0123 456');
    await sara.getByRole('button', { name: 'Registra il conto' }).click();
    await sara.getByText('Conto registrato').waitFor();
    // Whoever pays from it reads it, and enters none.
    await byMenu(anna, 'Pagamenti');
    await anna.getByRole('link', { name: 'Conto e fatturazione' }).click();
    await anna.getByText('IT60 X054 2811 1010 0000 0123 456').waitFor();
    expect(await anna.getByLabel('IBAN').count()).toBe(0);
    await sara.context().close();
  });
});

const recipient = [
  ['Nome dell’ente', 'Consorzio di prova'],
  ['Partita IVA', '00743110157'],
  ['Codice destinatario', 'm5uxcr1'],
  ['Via e numero', 'Via Roma 1'],
  ['CAP', '24121'],
  ['Comune', 'Bergamo'],
  ['Sigla della provincia', 'bg'],
] as const;

/** What the bank's answers have to name, as the batch in sight has it, by who is paid. */
async function references(): Promise<Readonly<Record<string, string>>> {
  const payments = anna.getByRole('listitem').filter({ hasText: 'Riferimento' });
  await payments.first().waitFor();
  const told = await Promise.all((await payments.all()).map((one) => one.innerText()));
  return Object.fromEntries(
    told.map((words) => [words.includes('INPS') ? 'inps' : 'provider', /LP-[\d-]+/.exec(words)![0]]),
  );
}

/** From the batch in sight, or from anywhere else. */
async function handIn(lines: readonly string[]): Promise<void> {
  const csv = ['riferimento;data;importo;end_to_end;esito', ...lines, ''].join('\r\n');
  await byMenu(anna, 'Pagamenti');
  await anna.getByRole('link', { name: 'Banca', exact: true }).click();
  const file = { name: 'banca.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
  await anna.getByLabel('File della banca').setInputFiles(file);
  await anna.getByRole('button', { name: 'Carica', exact: true }).dblclick();
}

function lineOf(ref: string, euro: string, endToEnd: string, outcome: string): string {
  const [year, month, day] = toPlainDate(new Date()).split('-');
  return `${ref};${day}/${month}/${year};-${euro};${endToEnd};${outcome}`;
}

/** The nursery owes INPS so much, by the DURC that was asked for today. */
async function oweInps(euro: string): Promise<void> {
  await byMenu(anna, 'Pagamenti');
  await anna
    .getByRole('row', { name: /al fornitore/ })
    .getByRole('link', { name: /^DURC/ })
    .click();
  await anna.getByText('In regola').waitFor();
  await anna.getByLabel('Debito verso l’INPS').fill(euro);
  await anna.getByRole('button', { name: 'Registra', exact: true }).dblclick();
  await anna.getByText(`Prima si pagano all’INPS ${euro}`).waitFor();
  expect(await anna.getByText(`debito di ${euro}`).count()).toBe(1);
}
