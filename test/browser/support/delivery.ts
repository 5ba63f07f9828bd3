import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { isoToday } from '../../holds/support/journey.ts';
import { pressTwice } from './done-once.ts';
import { byMenu, follow, takeUp, told } from './walking.ts';

/** The Fund's officer finds the spending among the tasks, approves it, and looks at it anew. */
export async function approveSpending(anna: Page): Promise<void> {
  await takeUp(anna, 'approvare una spesa del Fondo');
  await pressTwice(anna, 'Approva la spesa');
  await told(anna, 'Spesa approvata');
  await anna.reload();
  await anna.getByText('In attesa di: la consegna del fornitore').waitFor();
}

/** The provider is told of its orders where its work begins. */
export async function deliverTwoUnits(elena: Page): Promise<void> {
  await byMenu(elena, 'Il mio lavoro');
  await follow(elena, 'sono in «Ordini del Fondo»');
  await elena.getByRole('button', { name: /^Registra unità consegnate/ }).click();
  await elena.getByLabel('Quante unità').fill('2');
  await elena.reload();
  await elena.getByRole('button', { name: /^Registra unità consegnate/ }).click();
  expect(await elena.getByLabel('Quante unità').inputValue()).toBe('2');
  await elena.getByLabel('Consegnate il').fill(isoToday());
  await pressTwice(elena, /^Registra$/);
  await told(elena, 'Registrate 2 unità');
  await elena.getByText('Tutte le unità sono registrate').waitFor();
}

/** The person says of one unit after the other that it came. */
export async function confirmOneByOne(lucia: Page): Promise<void> {
  await lucia.getByText(/^Il fornitore dice .* Se non dice niente entro /).waitFor();
  for (const number of [1, 2]) {
    await lucia.getByLabel(new RegExp(`, unità ${number}, `)).check();
    await pressTwice(lucia, 'Confermo: ricevute');
    await told(lucia, 'Unità confermate: 1');
    await lucia.getByLabel(new RegExp(`, unità ${number}, `)).waitFor({ state: 'detached' });
  }
}

/** What was confirmed is paid by a transfer of its own, outside the batches. */
export async function payTransfer(anna: Page, bankRef: string): Promise<void> {
  await takeUp(anna, 'pagare a un fornitore le unità confermate');
  await anna.getByLabel('Riferimento del bonifico').fill(bankRef);
  await pressTwice(anna, 'Paga le unità confermate');
  await told(anna, 'Pagamento registrato.');
}

export async function findTransfer(elena: Page, bankRef: string): Promise<void> {
  await byMenu(elena, 'Rendiconti e fatture');
  await elena.getByText(`Riferimento della banca: ${bankRef}`).waitFor();
}
