import { addMonths } from '../../../domain/plain-date.ts';
import { toPlainDate } from '../../../domain/time.ts';
import type { Stack } from '../../support/stack.ts';
import type { Desk } from './desk.ts';
import { buyWeeks } from './purchases.ts';

const CREDIT_CENTS = 95_000;
const recipient = {
  name: 'Consorzio di prova',
  vatNumber: '00743110157',
  recipientCode: 'M5UXCR1',
  address: 'Via Roma 1',
  postalCode: '24121',
  comune: 'Bergamo',
  province: 'BG',
};

/**
 * Something of everything that the Fund's office decides on: a correction, a dispute, a batch that the bank paid, one
 * that waits for its approval, and what is to be paid next.
 */
export async function fillOffice(desk: Desk) {
  const { stack } = desk;
  await giveCredit(stack);
  const [mistaken, disputed, paid] = await buyWeeks(desk, 3);
  const [lucia, elena, sara] = await Promise.all(['Lucia', 'Elena', 'Sara'].map((name) => stack.as(name)));
  await elena!.does(`/v1/redemptions/${mistaken!.redemptionId}/corrections`, {
    reason: 'Codice di un altro.',
  });
  const { disputeId: dispute } = await lucia!.does(`/v1/vouchers/${disputed!.voucherId}/disputes`, {
    redemptionId: disputed!.redemptionId,
    reason: 'notDelivered',
    text: 'Il nido era chiuso.',
  });
  await sara!.does('/v1/settlement/invoice-recipient', recipient);
  const paidBatch = await payBatch(stack);
  await (await stack.as('Anna')).does('/v1/employer-invoices', await whatIsOwed(stack));
  await buyWeeks(desk, 1);
  await drawUp(stack);
  await buyWeeks(desk, 1);
  return {
    disputedVoucher: disputed!.voucherId,
    dispute: dispute as string,
    paidRedemption: paid!.redemptionId,
    paidBatch,
  };
}

async function giveCredit(stack: Stack): Promise<void> {
  const [lucia, chiara, roberto] = await Promise.all(
    ['Lucia', 'Chiara', 'Roberto'].map((name) => stack.as(name)),
  );
  const { personId } = (await lucia!.get('/v1/me')).body;
  const { taxCode } = (await chiara!.get(`/v1/people/${personId}?reason=desk`)).body.identity;
  const [plan] = (await roberto!.get('/v1/welfare-plans')).body.items;
  await roberto!.does(`/v1/welfare-plans/${plan.id}/credits`, { taxCode, amountCents: CREDIT_CENTS });
}

async function drawUp(stack: Stack): Promise<string> {
  const batch = { executionOn: toPlainDate(new Date()) };
  return (await (await stack.as('Anna')).does('/v1/settlement/batches', batch)).id as string;
}

/** Drawn up, approved, sent, and its payment arrived; of another line of the bank nobody knows what it is. */
async function payBatch(stack: Stack): Promise<string> {
  const [anna, davide] = await Promise.all(['Anna', 'Davide'].map((name) => stack.as(name)));
  const batchId = await drawUp(stack);
  await davide!.does(`/v1/settlement/batches/${batchId}/approval`);
  await anna!.does(`/v1/settlement/batches/${batchId}/export`);
  const [item] = (await anna!.get(`/v1/settlement/items?batchId=${batchId}`)).body.items;
  const lines = [lineOf('CRO1', item.amountCents, item.endToEndId), lineOf('CRO2', 100, 'IGNOTO')];
  const csv = ['riferimento;data;importo;end_to_end;esito', ...lines, ''].join('\r\n');
  await anna!.does('/v1/settlement/bank-lines', { csv });
  return batchId;
}

function lineOf(ref: string, amountCents: number, endToEnd: string): string {
  const [year, month, day] = toPlainDate(new Date()).split('-');
  const euro = (amountCents / 100).toFixed(2).replace('.', ',');
  return `${ref};${day}/${month}/${year};-${euro};${endToEnd};eseguito`;
}

async function whatIsOwed(stack: Stack): Promise<object> {
  const { organisationId } = (await (await stack.as('Roberto')).get('/v1/me')).body;
  return { organisationId, month: addMonths(toPlainDate(new Date()), -1).slice(0, 7), prefundCents: 10_000 };
}
