import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hold, openTill, standAtTill } from './support/at-till.ts';
import { approve, drawUp, exported } from './support/batches.ts';
import { openDesk, type Desk } from './support/desk.ts';
import { byMenu } from './support/walking.ts';

/** From the catalogue to the till and on to the provider's statement: an employee with credit for three weeks of four. */
let desk: Desk;
let lucia: Page;
let elena: Page;

beforeAll(async () => {
  desk = await openDesk();
  [lucia, elena] = await Promise.all([
    desk.sit('Lucia', { viewport: { width: 375, height: 740 } }),
    desk.sit('Elena'),
  ]);
}, 240_000);
afterAll(() => desk.close());

it('finds a service near home, is refused a top-up, and takes the lawful split instead, once', async () => {
  const beside = await desk.beside(lucia);
  await beside.goto('/wallet');
  await beside.getByText('305,00 €', { exact: true }).waitFor();
  await byMenu(lucia, 'Servizi vicini');
  await lucia.getByRole('searchbox', { name: 'Parola' }).fill('Pulcini');
  await lucia.getByRole('button', { name: 'Cerca', exact: true }).click();
  await lucia.getByRole('link', { name: /^Guarda e ordina: Nido a tempo pieno, Nido I Pulcini/ }).click();
  await lucia.getByRole('link', { name: 'Ordina', exact: true }).click();
  await lucia.getByRole('radio', { name: /^Emma/ }).check();
  await lucia.getByLabel('Quante unità').fill('4');
  await lucia.reload();
  // What was chosen and typed is still there.
  await lucia.getByText('In tutto: 380,00 €').waitFor();
  expect(await lucia.getByRole('radio', { name: /^Emma/ }).isChecked()).toBe(true);
  await lucia.goBack();
  await lucia.getByRole('heading', { name: 'Perché è vicino' }).waitFor();
  await lucia.goForward();
  await lucia.getByText('In tutto: 380,00 €').waitFor();
  await lucia.getByRole('button', { name: 'Ordina', exact: true }).click();

  const refused = lucia.getByRole('alert');
  await refused.getByText('per legge non vi si aggiunge denaro proprio').waitFor();
  for (const offered of [
    '3 buoni, 285,00 € dal credito',
    '1 unità in un ordine a parte: 95,00 € da pagare al fornitore',
    'Nel credito restano 20,00 €.',
  ])
    await refused.getByText(offered, { exact: true }).waitFor();
  // What is offered is of what was asked: with another number in the form it is offered no more.
  await lucia.getByLabel('Quante unità').fill('5');
  await refused.waitFor({ state: 'detached' });
  await lucia.getByLabel('Quante unità').fill('4');
  expect(await refused.count()).toBe(0);
  await lucia.getByRole('button', { name: 'Ordina', exact: true }).click();
  await refused.getByRole('button', { name: /^Ordina così: 3 con buoni, 1 a parte/ }).dblclick();
  await lucia.getByText('Sono pronti 3 buoni, da 95,00 € l’uno').waitFor();
  await lucia.getByText(/^A parte, con soldi propri: ordine OB-/).waitFor();
  // Her other tab has heard of it; going back and forth orders nothing more.
  await beside.getByText('20,00 €', { exact: true }).waitFor();
  await beside.close();
  await lucia.goBack();
  await lucia.goForward();
  await lucia.getByText('In tutto: 95,00 €').waitFor();
  await byMenu(lucia, 'I miei buoni');
  await lucia.getByText('fino al').nth(3).waitFor();
  expect(await lucia.getByRole('link', { name: /^Mostra il buono/ }).count()).toBe(4);
});

it('is held at the till by its code, stays held through a reload, and is taken once however it is pressed', async () => {
  await openTill(elena);
  await showNewestVoucher();
  const code = await lucia.locator('.console-code').innerText();
  await elena.getByLabel('Codice del buono').fill(`${code.startsWith('0') ? '1' : '0'}${code.slice(1)}`);
  await elena.getByText('Il codice non torna: c’è un segno sbagliato').waitFor();
  await hold(elena, code.replaceAll('-', '').toLowerCase());
  await lucia.getByText('Trattenuto alla cassa').waitFor();
  await elena.reload();
  await standAtTill(elena);
  await elena.getByText('Il buono è di Emma L.').waitFor();
  await elena.getByRole('button', { name: /^Riscuoti 95,00/ }).dblclick();
  await elena.getByText('Ricevuta n.').waitFor();
  expect(await elena.getByRole('alert').count()).toBe(0);
  expect(await takenCents()).toEqual([9_500]);

  // Told by the service: nobody reads the card again.
  await lucia.getByText('Usato', { exact: true }).waitFor();
  await lucia.getByText('95,00 € da Nido I Pulcini').waitFor();
  expect(await lucia.locator('.console-qr').count()).toBe(0);
});

it('is taken once also where the answer was lost on its way, and somebody presses again', async () => {
  await elena.getByRole('button', { name: 'Prossimo cliente' }).click();
  // Told of the change at once, she would find nothing left to press.
  await elena.route('**/v1/changes', (route) => route.abort());
  await elena.reload();
  await standAtTill(elena);
  await showNewestVoucher();
  await hold(elena, await lucia.locator('.console-code').innerText());
  await loseAnswerOnce('**/capture');
  await elena.getByRole('button', { name: /^Riscuoti 95,00/ }).click();
  await elena.getByRole('button', { name: 'Riprova' }).click();
  // The answer was lost on its way: what was taken is told all the same, and was taken once.
  await elena.getByText('Ricevuta n.').waitFor();
  expect(await takenCents()).toEqual([9_500, 9_500]);
});

it('has its fourth unit paid to the provider, who says so twice and loses an answer: it counts once', async () => {
  const before = await privateShares();
  await byMenu(elena, 'Ordini privati');
  await elena.getByRole('button', { name: /^Registra il pagamento/ }).click();
  await loseAnswerOnce('**/payment');
  await elena.getByRole('button', { name: /^Sì, è pagato/ }).dblclick();
  await elena.getByText('l’invio può non essere arrivato').waitFor();
  await elena.getByRole('button', { name: /^Sì, è pagato/ }).dblclick();
  await elena.getByText('Il Suo contributo al Fondo di Solidarietà è di 1,90 €').waitFor();
  await elena.getByText('Nessun ordine aspetta un pagamento').waitFor();
  expect(await elena.getByRole('alert').count()).toBe(0);
  const now = await privateShares();
  expect(now).toHaveLength(before.length + 1);
  expect(now).toContain(190);
  await elena.unroute('**/v1/changes');
  await byMenu(lucia, 'I miei buoni');
  await lucia.getByText('Pagato', { exact: true }).waitFor();
  await lucia.getByText(/^Per chi: Emma/).waitFor();
  expect(await lucia.getByRole('button', { name: /^Annulla l’ordine/ }).count()).toBe(0);
});

it('stands in the provider’s statement once the office has had it paid', async () => {
  const anna = await desk.sit('Anna');
  const code = await drawUp(anna);
  await approve(await desk.sit('Davide'), code);
  await exported(anna);

  await byMenu(elena, 'Rendiconti e fatture');
  // Two weeks of 95,00 €, less the Fund's 2 %.
  const payment = elena.getByRole('listitem').filter({ hasText: /Bonifico di 186,20.*In pagamento/ });
  await payment.getByText(/Spettante, tolta la quota del Fondo: 186,20.*Rimborsi trattenuti: 0,00/).waitFor();
  const statement = elena.getByRole('link', { name: /^Rendiconto in CSV/ });
  const file = await elena.request.get((await statement.getAttribute('href'))!);
  expect((await file.text()).match(/;95,00;1,90;93,10;riscossione/g)).toHaveLength(2);
  expect(desk.faults()).toEqual([]);
});

async function showNewestVoucher(): Promise<void> {
  await byMenu(lucia, 'I miei buoni');
  await lucia
    .getByRole('link', { name: /^Mostra il buono/ })
    .first()
    .click();
  await lucia.locator('.console-code').waitFor();
}

/** It is done, and nobody hears of it. */
async function loseAnswerOnce(path: string): Promise<void> {
  await elena.route(
    path,
    async (route) => {
      // Sent on from outside the page, it is to say as the page does where it comes from.
      const headers = { ...route.request().headers(), 'sec-fetch-site': 'same-origin' };
      const answer = await route.fetch({ headers });
      expect(answer.ok()).toBe(true);
      await route.abort();
    },
    { times: 1 },
  );
}

async function takenCents(): Promise<readonly number[]> {
  const { items } = (await (await desk.stack.as('Elena')).get('/v1/redemptions')).body;
  return (items as { amountCents: number }[]).map(({ amountCents }) => amountCents);
}

/** What providers owe the Fund and have not paid in yet: of a voucher it is kept back when they are paid. */
async function privateShares(): Promise<readonly number[]> {
  const books = await desk.stack.as('Anna');
  const { items } = (await books.get('/v1/fund/contributions?collected=false&limit=200')).body;
  return (items as { source: string; amountCents: number }[])
    .filter(({ source }) => source === 'provider')
    .map(({ amountCents }) => amountCents);
}
