import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { italianDay } from '../../domain/italian-day.ts';
import { addDays, addMonths, formatDate } from '../../domain/plain-date.ts';
import { startOfDay, toPlainDate } from '../../domain/time.ts';
import { wakeAll } from '../../runtime/wakeups.ts';
import type { SkippingStack } from '../holds/support/time-skipping.ts';
import { openDeskAt, type Desk } from './support/desk.ts';
import { byMenu } from './support/walking.ts';

/** Vouchers that nobody spends: reminded of, given more time, ended, and where their money went. */
const start = new Date();
const today = toPlainDate(start);
/** In the demonstration's plan a voucher is good for so long, and none beyond the plan's own last day. */
const lastDay = addDays(today, 180);
const laterDay = addDays(lastDay, 30);
const planUntil = addMonths(today, 10);
const inWords = (day: string) => formatDate(day, 'it');

let desk: Desk<SkippingStack>;
let lucia: Page;
let anna: Page;
/** Of two that Lucia orders, the one that is given more time than the others. */
let number: string;

beforeAll(async () => {
  desk = await openDeskAt(start);
  // As every worker does that starts; here none looks by itself.
  const { allianceId, services } = desk.stack;
  await services.database.inAlliance(allianceId, { kind: 'system', id: 'wake-all' }, wakeAll);
  lucia = await desk.sit('Lucia', { viewport: { width: 375, height: 740 } });
}, 240_000);
afterAll(() => desk.close());

it('are ordered with what an employer gave, once, whichever way somebody goes back and forth', async () => {
  await byMenu(lucia, 'Servizi vicini');
  await lucia.getByRole('searchbox', { name: 'Parola' }).fill('Pulcini');
  await lucia.getByRole('button', { name: 'Cerca', exact: true }).click();
  await lucia.getByRole('link', { name: /^Guarda e ordina: Nido a tempo pieno, Nido I Pulcini/ }).click();
  await lucia.getByRole('link', { name: 'Ordina', exact: true }).click();
  await lucia.getByRole('radio', { name: /^Emma/ }).check();
  await lucia.getByLabel('Quante unità').fill('2');
  await lucia.goBack();
  await lucia.getByRole('heading', { name: 'Perché è vicino' }).waitFor();
  await lucia.goForward();
  await lucia.getByText('In tutto: 190,00 €').waitFor();
  await lucia.getByRole('button', { name: 'Ordina', exact: true }).dblclick();
  await lucia.getByText('Sono pronti 2 buoni, da 95,00 € l’uno').waitFor();
  number = /B-\d{4}-\d+/.exec(
    await lucia
      .getByRole('link', { name: /^Buono B-/ })
      .first()
      .innerText(),
  )![0];
});

it('are reminded of by mail, which leads to them, and say themselves that they lapse soon', async () => {
  await weeksLater(addDays(lastDay, -7));
  await comeBack(lucia, 'Lucia');
  await readMail(lucia, /^Promemoria/, `fino ${italianDay('al', lastDay)} compreso`);
  await lucia.getByRole('heading', { name: 'I miei buoni' }).waitFor();
  await lucia.getByText('scade presto').nth(2).waitFor();
  expect(await lucia.getByText(`fino ${italianDay('al', lastDay)} (tra 7 giorni)`).count()).toBe(3);
});

it('are found by the Fund’s office in its calendar and given more time at once, in sight of another tab', async () => {
  anna = await desk.sit('Anna');
  await anna.clock.setSystemTime(await desk.stack.clock.now());
  await byMenu(anna, 'Scadenze');
  await anna.getByRole('row', { name: `${inWords(lastDay)} 3 285,00` }).waitFor();
  await anna.getByLabel('Dal', { exact: true }).fill(lastDay);
  await anna.getByLabel('Al', { exact: true }).fill(lastDay);
  await anna.getByRole('button', { name: 'Mostra', exact: true }).click();
  await anna.getByRole('row', { name: /In tutto 3 285,00/ }).waitFor();
  const beside = await desk.beside(anna);
  await beside.clock.setSystemTime(await desk.stack.clock.now());
  await beside.goto(anna.url());
  await beside.getByRole('row', { name: /In tutto 3 285,00/ }).waitFor();

  await anna.getByLabel('Nuovo ultimo giorno').fill(laterDay);
  await anna.getByRole('button', { name: 'Conta i buoni' }).click();
  await anna.getByLabel('Motivo').fill('Il nido è chiuso per lavori.');
  await anna.goBack();
  await anna
    .getByRole('table', { name: /^Buoni che scadono/ })
    .getByText(italianDay('al', addDays(lastDay, 84)))
    .waitFor();
  await anna.goForward();
  await anna.reload();
  // Counted anew; what was typed is still there.
  await anna.getByRole('button', { name: 'Conta i buoni' }).click();
  await anna.getByText('Si prorogano 3 buoni').waitFor();
  expect(await anna.getByLabel('Motivo').inputValue()).toBe('Il nido è chiuso per lavori.');
  await anna.getByRole('button', { name: 'Proroga 3 buoni' }).dblclick();
  await anna.getByText('3 buoni prorogati').waitFor();
  await beside.getByText('In questi giorni non scade nessun buono').waitFor();
  await beside.close();
});

it('are given more time one by one too, by the number that its holder reads out, once', async () => {
  await find(number);
  await anna.getByText('insieme ad altri buoni').waitFor();
  await anna.getByLabel('Nuovo ultimo giorno').fill(planUntil);
  await anna.getByLabel('Motivo').fill('Era in ospedale.');
  await anna.getByRole('button', { name: 'Proroga il buono' }).dblclick();
  await anna.getByText(`Vale già fino ${italianDay('al', planUntil)}`).waitFor();
  expect(await anna.getByText(/^Dal .* al /).count()).toBe(2);
  await readMail(lucia, /^C’è più tempo/, 'si possono usare più a lungo');
  await lucia
    .getByText(`fino ${italianDay('al', laterDay)}`)
    .nth(1)
    .waitFor();
  await lucia.getByText(`fino ${italianDay('al', planUntil)}`).waitFor();
});

it('end, and what was left is in the credit again, as holder and office read', async () => {
  await byMenu(anna, 'Scadenze');
  await anna.getByLabel('Numero del buono').fill('B-20');
  await weeksLater(addDays(laterDay, 1));
  await comeBack(lucia, 'Lucia');
  await readMail(lucia, /^Una comunicazione/, 'sono finiti senza essere stati usati del tutto');
  await lucia.getByText('Non speso: 95,00 €, tornato nel Suo credito.').nth(1).waitFor();
  await lucia.getByText('305,00 €', { exact: true }).waitFor();
  await lucia.getByRole('link', { name: /^Entrate e uscite/ }).click();
  const back = lucia.getByRole('row', { name: /Resto di un buono scaduto 95,00/ });
  await back.nth(1).waitFor();
  // Each row leads to its voucher, which leads to where its money is.
  await back.first().getByRole('link').click();
  await lucia.getByText('Scaduto', { exact: true }).waitFor();
  await lucia.getByRole('link', { name: 'Dov’è andato ciò che restava' }).click();
  const ended = lucia.getByText(/^Buono B-.*scaduto il/);
  await ended.nth(1).waitFor();
  const lapsed = /B-\d{4}-\d+/.exec(await ended.first().innerText())![0];
  await comeBack(anna, 'Anna');
  // What she had begun to type weeks before is still there.
  expect(await anna.getByLabel('Numero del buono').inputValue()).toBe('B-20');
  await find(lapsed);
  await anna.getByText('Non speso: 95,00 €, tornato nel credito di chi lo aveva.').waitFor();
});

it('end with the plan in the Fund, whose books say of which voucher', async () => {
  await weeksLater(addDays(planUntil, 1));
  await comeBack(lucia, 'Lucia');
  await readMail(lucia, /^Una comunicazione/, 'sono finiti senza essere stati usati del tutto');
  await lucia.getByText('Non speso: 95,00 €, andato al Fondo di Solidarietà.').waitFor();
  await lucia.getByText(/^305,00\s€ il .*: andato al Fondo di Solidarietà\.$/).waitFor();

  await comeBack(anna, 'Anna');
  await find(number);
  await anna.getByText('Non speso: 95,00 €, andato al Fondo di Solidarietà.').waitFor();
  await anna.getByRole('link', { name: 'Nei libri del Fondo' }).click();
  await anna.getByRole('cell', { name: number }).waitFor();
  await anna.getByRole('link', { name: 'Torna ai movimenti' }).click();
  // What was left of the voucher and of the credit, less what the reserve keeps.
  for (const amount of ['85,50', '274,50'])
    await anna
      .getByRole('row', { name: `${inWords(addDays(planUntil, 1))} Contributo incassato ${amount}` })
      .waitFor();
  expect(desk.faults()).toEqual([]);
});

async function weeksLater(day: string): Promise<void> {
  await desk.stack.clock.advanceTo(new Date(startOfDay(day).getTime() + 8 * 3_600_000));
}

/** To a page that was left open: its session is over by now, and its holder signs in again in its place. */
async function comeBack(page: Page, persona: string): Promise<void> {
  await page.clock.setSystemTime(await desk.stack.clock.now());
  await page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))");
  await page.getByText('La sessione è scaduta').waitFor();
  const enter = page.getByRole('button', { name: new RegExp(`\\b${persona}\\b`) });
  await enter.click();
  await enter.waitFor({ state: 'detached' });
}

/** The newest of that name, and on to where it leads. */
async function readMail(page: Page, subject: RegExp, words: string): Promise<void> {
  await page.getByRole('link', { name: 'Posta della dimostrazione' }).click();
  const named = new RegExp(`^Leggi «${subject.source.replace('^', '')}`);
  await page.getByRole('button', { name: named }).first().click();
  const mail = page.getByRole('dialog');
  await mail.getByText(words).waitFor();
  await mail.getByRole('link').click();
}

async function find(voucher: string): Promise<void> {
  await byMenu(anna, 'Scadenze');
  await anna.getByLabel('Numero del buono').fill(voucher.toLowerCase());
  await anna.getByRole('button', { name: 'Apri il buono' }).click();
  await anna.getByRole('heading', { name: `Buono ${voucher}` }).waitFor();
}
