import { z } from 'zod';
import type { Play } from './actions.ts';
import type { Answer } from './http.ts';
import { dayOf, succeeded } from './organisations.ts';
import type { Step } from './steps.ts';

const batch = z.object({ id: z.uuid() });
const items = z.object({ items: z.array(z.object({ endToEndId: z.string(), amountCents: z.int() })) });
const account = { holderName: 'Conto vincolato', iban: 'IT60X0542811101000000123456' };

/** A batch from its drawing up to the bank, which makes every payment of it on the same day. */
export async function payProviders({ stage }: Play, step: Step): Promise<Answer> {
  const officer = stage.staff('the fund office');
  const set = await stage.staff('the administrator').write('/v1/settlement/account', account);
  if (!succeeded(set)) return set;
  const drawnUp = await stage
    .caller(step.who ?? '')
    .write('/v1/settlement/batches', { executionOn: dayOf(step) });
  if (!succeeded(drawnUp)) return drawnUp;
  const { id } = batch.parse(drawnUp.body);
  const approved = await stage.staff('another fund officer').write(`/v1/settlement/batches/${id}/approval`);
  if (!succeeded(approved)) return approved;
  const exported = await officer.write(`/v1/settlement/batches/${id}/export`);
  if (!succeeded(exported)) return exported;
  const sent = await officer.read(`/v1/settlement/items?batchId=${id}&limit=200`, items);
  return officer.write('/v1/settlement/bank-lines', { csv: bankList(step, sent.items) });
}

function bankList(step: Step, sent: z.output<typeof items>['items']): string {
  const day = dayOf(step).split('-').toReversed().join('/');
  const lines = sent.map(
    ({ endToEndId, amountCents }) =>
      `CRO-${endToEndId};${day};-${withComma(amountCents)};${endToEndId};eseguito`,
  );
  return ['riferimento;data;importo;end_to_end;esito', ...lines].join('\n');
}

function withComma(cents: number): string {
  return (cents / 100).toFixed(2).replace('.', ',');
}
