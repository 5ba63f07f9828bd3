import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clockTime, toPlainDate } from '../../domain/time.ts';
import { caseHouseholds } from '../holds/support/households.ts';
import { journeyToHeld, openOffice } from '../holds/support/journey.ts';
import { insistDone } from '../holds/support/patient.ts';
import { openDesk, type Desk } from './support/desk.ts';
import { buyWeeks, pin } from './support/purchases.ts';

/** What a provider does between the till and the payment: it answers who books, and who disputes what it took. */
let desk: Desk;
let elena: Page;

beforeAll(async () => {
  desk = await openDesk();
  elena = await desk.sit('Elena');
});
afterAll(() => desk.close());

it('answers a proposal, sees a late cancellation come in, and takes the voucher whole', async () => {
  const [counter, lucia] = await Promise.all(['Elena', 'Lucia'].map((name) => desk.stack.as(name)));
  const [voucher] = (await lucia!.get('/v1/vouchers')).body.items;
  const [place] = voucher.places;
  await counter!.does(`/v1/offered-services/${voucher.service.id}/cancellation-terms`, {
    cancellationHours: 24,
  });
  await counter!.does('/v1/till-users', { label: 'Cassa', placeId: place.id, pin });
  const moment = momentIn(10);
  const booking = await lucia!.does('/v1/bookings', {
    voucherId: voucher.id,
    placeId: place.id,
    ...moment,
  });

  await elena.goto('/bookings');
  await elena.getByRole('heading', { name: 'A cui rispondere' }).waitFor();
  await elena.getByRole('button', { name: /^Conferma:/ }).click();
  await elena.getByText(/^Confermata per (il |l’)/).waitFor();
  await elena.getByRole('heading', { name: 'Concordate' }).waitFor();

  // What somebody types stays under their fingers, also when the booking is answered or moved meanwhile.
  await elena.getByRole('button', { name: /^Proponi un altro momento/ }).click();
  await elena.getByLabel('Giorno', { exact: true }).fill(moment.day);
  await lucia!.does(`/v1/bookings/${booking.id}/move`, momentIn(11));
  await elena.getByRole('button', { name: /^Rifiuta:/ }).waitFor();
  expect(await elena.locator('input:focus').inputValue()).toBe(moment.day);

  await lucia!.does(`/v1/bookings/${booking.id}/cancellation`);
  // Told by the service: nobody reads the page again.
  await elena.getByRole('button', { name: /^Riscuoti il buono…/ }).click();
  await elena.getByLabel('Persona').selectOption({ label: 'Cassa' });
  await elena.getByLabel('PIN').fill(pin);
  await elena.getByRole('button', { name: 'Riscuoti il buono intero' }).dblclick();
  await elena.getByText(/^Riscossi .* con il buono/).waitFor();
  await elena.getByText('Nessuna prenotazione da seguire').waitFor();
  expect((await counter!.get('/v1/redemptions')).body.items).toHaveLength(1);
  expect(desk.faults()).toEqual([]);
});

it('answers a dispute from its list of work, once, and reads how it was decided', async () => {
  const [bought] = await buyWeeks(desk, 1);
  const [lucia, chiara] = await Promise.all(['Lucia', 'Chiara'].map((name) => desk.stack.as(name)));
  const { disputeId } = await lucia!.does(`/v1/vouchers/${bought!.voucherId}/disputes`, {
    redemptionId: bought!.redemptionId,
    reason: 'notDelivered',
    text: 'Il nido era chiuso.',
  });

  await elena.goto('/work?whose=candidate');
  await elena.locator(`a[href="/disputes/${disputeId}"]`).click();
  await elena.getByText('Il nido era chiuso.').waitFor();
  await elena.getByRole('radio', { name: 'No', exact: true }).check();
  await elena.getByLabel('Che cosa è successo').fill('Era aperto: c’è il registro.');
  await elena.reload();
  // What was typed is still there.
  await elena.getByRole('button', { name: 'Rispondi' }).click();
  await elena.getByText('Ha risposto: ora decide l’ufficio').waitFor();
  expect(await elena.getByRole('button', { name: 'Rispondi' }).count()).toBe(0);

  await chiara!.does(`/v1/voucher-disputes/${disputeId}/decision`, {
    outcome: 'forProvider',
    reasons: 'Il registro lo mostra.',
  });
  await elena.getByText('Decisa a Suo favore').waitFor();
  const letter = elena.getByRole('link', { name: 'La decisione (PDF)' });
  const file = await elena.request.get((await letter.getAttribute('href'))!);
  expect(file.headers()['content-type']).toBe('application/pdf');
  expect(desk.faults()).toEqual([]);
});

it('says which of several places sees to an order of the Fund, and takes it back', async () => {
  const office = await openOffice(desk.stack);
  const [household] = await caseHouseholds(desk.stack, 1);
  const { awardId } = await journeyToHeld(office, household!);
  await insistDone(office.fund, `/v1/awards/${awardId}/approval`);
  const placing = elena.getByRole('button', { name: /^Scegli la sede…: / });
  await elena.goto('/orders');
  await elena.getByRole('button', { name: /^Registra unità consegnate: / }).waitFor();
  expect(await placing.count()).toBe(0);

  const counter = await desk.stack.as('Elena');
  await counter.does(`/v1/organisations/${household!.providerId}/places`, {
    name: 'Sede nord',
    comuneIstat: '016128',
    address: 'Via Prova 1',
  });
  await elena.reload();
  await placing.click();
  await elena.getByLabel('Sede che se ne occupa').selectOption({ label: 'Sede nord, Via Prova 1' });
  await elena.getByRole('button', { name: 'Salva la sede' }).click();
  await elena.getByText(/si occupa Sede nord, Via Prova 1\.$/).waitFor();
  await placing.click();
  await elena.getByLabel('Sede che se ne occupa').selectOption({ label: 'Tutte le sedi' });
  await elena.getByRole('button', { name: 'Salva la sede' }).click();
  await elena.getByText(/si occupano tutte le sedi\.$/).waitFor();
  expect((await counter.get('/v1/orders')).body.items).toMatchObject([{ placeId: null }]);
  expect(desk.faults()).toEqual([]);
});

function momentIn(hours: number) {
  const start = new Date(Date.now() + hours * 3_600_000);
  return { day: toPlainDate(start), time: clockTime(start) };
}
