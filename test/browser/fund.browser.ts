import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../domain/plain-date.ts';
import { endOfDay, startOfDay, toPlainDate } from '../../domain/time.ts';
import { eventually } from '../support/eventually.ts';
import { quickPace } from '../support/stack.ts';
import { approve, drawUp, exported, savedBy } from './support/batches.ts';
import { openDesk, type Desk } from './support/desk.ts';
import { buyWeeks } from './support/purchases.ts';

/** The roads of the Fund's office: providers are paid, and vouchers end, with real people, books and processes. */
let desk: Desk;
let anna: Page;

beforeAll(async () => {
  // Whoever changes a voucher's last day beside the service has its process look again.
  desk = await openDesk({ pace: { ...quickPace, wakeAllMs: 500 } });
  anna = await desk.sit('Anna');
});
afterAll(() => desk.close());

describe('a batch of which the bank rejects one payment', () => {
  it('pays the other, and brings the rejected one back once', async () => {
    const [bought] = await buyWeeks(desk, 2);
    await oweInps(anna, '50,00');
    await drawUp(anna);
    const davide = await desk.sit('Davide');
    await approve(davide, anna.url());
    const sent = await exported(anna);
    const { inps, provider } = await referencesIn(anna.url());
    // INPS is paid by form F24, which is no part of the bank's file.
    expect([sent.includes(provider!), sent.includes(inps!)]).toEqual([true, false]);

    // INPS has its 50,00 €; the rest comes back, also when the same file is handed in again.
    await handIn(anna, [
      lineOf('CRO1', '50,00', inps!, 'eseguito'),
      lineOf('CRO2', '136,20', provider!, 'respinto'),
    ]);
    await anna.getByText('1 pagamento respinto: spetta di nuovo').waitFor();
    await handIn(anna, [lineOf('CRO2', '136,20', provider!, 'respinto')]);
    await anna.getByText('1 riga già nota').waitFor();
    await anna.goto('/settlement');
    const next = anna.getByRole('table', { name: 'Pagamenti della prossima distinta' });
    await next.getByRole('row', { name: /Totale.*136,20/ }).waitFor();

    await drawUp(anna);
    await approve(davide, anna.url());
    await exported(anna);
    const again = await referencesIn(anna.url());
    expect(Object.keys(again)).toEqual(['provider']);
    await handIn(anna, [lineOf('CRO3', '136,20', again['provider']!, 'eseguito')]);
    await anna.getByText('1 pagamento confermato').waitFor();
    await anna.goto('/settlement');
    await anna.getByText('Adesso non c’è nulla da pagare').waitFor();

    // The Fund's share is the Fund's now, and leads back to what was bought.
    await anna.goto(`/fund/redemptions/${bought!.redemptionId}`);
    await anna.getByText('Respinto dalla banca').waitFor();
    await anna.goto('/fund/movements');
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
    await sara.goto('/settlement/invoices');
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
    await anna.goto('/settlement/parties');
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

describe('a voucher that nobody spends', () => {
  it('is reminded of, given more time, ends, and goes back to the credit it came from', async () => {
    const lucia = await desk.stack.as('Lucia');
    const vouchers = (await lucia.get('/v1/vouchers')).body.items as Voucher[];
    const voucher = vouchers.find(({ state }) => state === 'active');
    const lastDay = addDays(toPlainDate(new Date()), 7);
    await endsOn(voucher!.id, lastDay, { isReminded: true });
    await eventually(async () => {
      const { items } = (await lucia.get('/v1/dev/mailbox')).body as { items: { template: string }[] };
      return items.some(({ template }) => template === 'vouchersLapseSoon');
    });

    await anna.goto(`/office/expiry?from=${lastDay}&to=${lastDay}`);
    await anna
      .getByRole('row', { name: /1 95,00/ })
      .first()
      .waitFor();
    await anna.getByLabel('Nuovo ultimo giorno').fill(addDays(lastDay, 30));
    await anna.getByRole('button', { name: 'Conta i buoni' }).click();
    await anna.getByLabel('Motivo').fill('Il nido è chiuso per lavori.');
    await anna.getByRole('button', { name: 'Proroga 1 buono' }).dblclick();
    await anna.getByText('1 buono prorogato').waitFor();
    await anna.getByText('In questi giorni non scade nessun buono').waitFor();
    await extendOne(voucher!.number, addDays(lastDay, 60));

    await endsOn(voucher!.id, addDays(toPlainDate(new Date()), -1), { isReminded: false });
    await eventually(async () => (await lucia.get('/v1/me/voucher-endings')).body.items.length === 1);
    const page = await desk.sit('Lucia');
    await page.goto('/wallet');
    await page
      .getByText(/95,00.*tornato nel Suo credito/)
      .first()
      .waitFor();
    expect(desk.faults()).toEqual([]);
  });
});

interface Voucher {
  readonly id: string;
  readonly number: string;
  readonly state: string;
}

/** By the number that its holder reads out, for a reason that stays sealed; given once however often it is pressed. */
async function extendOne(number: string, until: string): Promise<void> {
  await anna.getByLabel('Numero del buono').fill(number.toLowerCase());
  await anna.getByRole('button', { name: 'Apri il buono' }).click();
  await anna.getByText('insieme ad altri buoni').waitFor();
  await anna.getByLabel('Nuovo ultimo giorno').fill(until);
  await anna.getByLabel('Motivo').fill('Era in ospedale.');
  await anna.getByRole('button', { name: 'Proroga il buono' }).dblclick();
  await anna.getByText('Prorogato: vale fino al').waitFor();
  await eventually(async () => (await anna.getByText(/^Dal .* al /).count()) === 2);
}

/** What the bank's answers have to name, by who is paid. */
async function referencesIn(address: string): Promise<Readonly<Record<string, string>>> {
  const batchId = address.split('/').at(-1)!;
  const { body } = await (await desk.stack.as('Anna')).get(`/v1/settlement/items?batchId=${batchId}`);
  const items = body.items as { payee: string; endToEndId: string }[];
  return Object.fromEntries(items.map(({ payee, endToEndId }) => [payee, endToEndId]));
}

async function handIn(page: Page, lines: readonly string[]): Promise<void> {
  const csv = ['riferimento;data;importo;end_to_end;esito', ...lines, ''].join('\r\n');
  await page.goto('/settlement/bank');
  const file = { name: 'banca.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
  await page.getByLabel('File della banca').setInputFiles(file);
  await page.getByRole('button', { name: 'Carica', exact: true }).click();
}

function lineOf(ref: string, euro: string, endToEnd: string, outcome: string): string {
  const [year, month, day] = toPlainDate(new Date()).split('-');
  return `${ref};${day}/${month}/${year};-${euro};${endToEnd};${outcome}`;
}

/** The nursery owes INPS so much, by the DURC that was asked for today. */
async function oweInps(page: Page, euro: string): Promise<void> {
  await page.goto('/settlement');
  await page
    .getByRole('row', { name: /al fornitore/ })
    .getByRole('link', { name: /^DURC/ })
    .click();
  await page.getByText('In regola').waitFor();
  await page.getByLabel('Debito verso l’INPS').fill(euro);
  await page.getByRole('button', { name: 'Registra', exact: true }).dblclick();
  await page.getByText(`Prima si pagano all’INPS ${euro}`).waitFor();
  expect(await page.getByText(`debito di ${euro}`).count()).toBe(1);
}

/** As if the voucher had been issued so long ago; nothing waits for a day in a test. */
async function endsOn(voucherId: string, lastDay: string, { isReminded }: { readonly isReminded: boolean }) {
  const client = await desk.stack.test.superuser();
  await client.query('UPDATE voucher SET expires_at = $1, remind_at = $2 WHERE id = $3', [
    endOfDay(lastDay),
    isReminded ? startOfDay(addDays(lastDay, -7)) : null,
    voucherId,
  ]);
}
