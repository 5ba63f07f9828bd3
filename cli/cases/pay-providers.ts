import { z } from 'zod';
import type { Play } from './actions.ts';
import { bankStatement } from './bank-statement.ts';
import type { Answer } from './http.ts';
import { dayOf, succeeded } from './organisations.ts';
import type { Step } from './steps.ts';

const batch = z.object({ id: z.uuid() });
const items = z.object({
  items: z.array(z.object({ endToEndId: z.string(), amountCents: z.int(), providerId: z.uuid() })),
});
const account = { holderName: 'Conto vincolato', iban: 'IT60X0542811101000000123456' };

/** A batch from its drawing up to the bank, which on the same day makes every payment of it but those it rejects. */
export async function payProviders(
  play: Play,
  step: Step,
  rejected: readonly string[] = [],
): Promise<Answer> {
  const sent = await sendBatch(play, step);
  if ('status' in sent) return sent;
  const rejectedIds = await idsOf(play, rejected);
  return officer(play).write('/v1/settlement/bank-lines', { csv: bankList(step, sent.items, rejectedIds) });
}

/** The same, the bank answering by a statement that somebody sends twice; some payments leave and come back. */
export async function payProvidersByStatement(
  play: Play,
  step: Step,
  comeBack: readonly string[],
): Promise<Answer> {
  const sent = await sendBatch(play, step);
  if ('status' in sent) return sent;
  const closed = await idsOf(play, comeBack);
  const told = sent.items.flatMap(({ endToEndId, amountCents, providerId }) => {
    const left = { ref: `TRN-${endToEndId}`, endToEndId, amountCents: -amountCents };
    const back = { ref: `TRN-${endToEndId}`, endToEndId, amountCents, returnedFor: 'AC04' };
    return closed.includes(providerId) ? [left, back] : [left];
  });
  const day = dayOf(step);
  const xml = bankStatement({ id: `EC-${day}`, iban: account.iban, on: day, entries: told });
  const first = await officer(play).write('/v1/settlement/bank-statements', { xml });
  return succeeded(first) ? officer(play).write('/v1/settlement/bank-statements', { xml }) : first;
}

function idsOf({ organisations }: Play, names: readonly string[]): Promise<string[]> {
  return Promise.all(names.map((name) => organisations.organisationIdOrThrow(name)));
}

const officer = ({ stage }: Play) => stage.staff('the fund office');

/** Draws up, approves and exports, and gives what is with the bank then, or the answer that was no yes. */
async function sendBatch(play: Play, step: Step): Promise<Answer | z.output<typeof items>> {
  const { stage } = play;
  const set = await stage.staff('the administrator').write('/v1/settlement/account', account);
  if (!succeeded(set)) return set;
  const drawnUp = await stage
    .caller(step.who ?? '')
    .write('/v1/settlement/batches', { executionOn: dayOf(step) });
  if (!succeeded(drawnUp)) return drawnUp;
  const { id } = batch.parse(drawnUp.body);
  const approved = await stage.staff('another fund officer').write(`/v1/settlement/batches/${id}/approval`);
  if (!succeeded(approved)) return approved;
  const exported = await officer(play).write(`/v1/settlement/batches/${id}/export`);
  if (!succeeded(exported)) return exported;
  return officer(play).read(`/v1/settlement/items?batchId=${id}&limit=200`, items);
}

function bankList(step: Step, sent: z.output<typeof items>['items'], rejectedIds: readonly string[]): string {
  const day = dayOf(step).split('-').toReversed().join('/');
  const lines = sent.map(
    ({ endToEndId, amountCents, providerId }) =>
      `CRO-${endToEndId};${day};-${withComma(amountCents)};${endToEndId};${rejectedIds.includes(providerId) ? 'respinto' : 'eseguito'}`,
  );
  return ['riferimento;data;importo;end_to_end;esito', ...lines].join('\n');
}

function withComma(cents: number): string {
  return (cents / 100).toFixed(2).replace('.', ',');
}
