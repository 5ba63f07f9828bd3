import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '../../domain/plain-date.ts';
import { clockTime, toPlainDate } from '../../domain/time.ts';
import { openDesk, type Desk } from './support/desk.ts';
import { pin } from './support/purchases.ts';

/** What is entered afterwards: services taken on paper. */
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
