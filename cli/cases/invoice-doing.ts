import { z } from 'zod';
import type { Play } from './actions.ts';
import type { Answer } from './http.ts';
import { succeeded } from './organisations.ts';
import type { Step } from './steps.ts';

const seat = { address: 'Via Nazionale 1', postalCode: '24060', comune: 'Casazza', province: 'BG' };
const recipient = { name: 'Consorzio del caso', vatNumber: '00743110157', recipientCode: '0000000', ...seat };
const missing = z.object({ items: z.array(z.object({ id: z.uuid() })) });

/** A provider says how it invoices, and the office whom. */
export async function entersInvoicing({ stage }: Play, step: Step): Promise<Answer> {
  const set = await stage.staff('the administrator').write('/v1/settlement/invoice-recipient', recipient);
  if (!succeeded(set)) return set;
  return stage.caller(step.who ?? '').write('/v1/settlement/invoice-issuer', { ...seat, taxRegime: 'RF01' });
}

/** A provider's program numbers the draft of the newest invoice asked for, and may get it wrong; then it is sent. */
export async function invoicesAlliance(
  { stage }: Play,
  step: Step,
  { number, total, to }: { number: string; total?: number | undefined; to?: string | undefined },
): Promise<Answer> {
  const caller = stage.caller(step.who ?? '');
  const { items } = await caller.read('/v1/settlement/provider-invoices?missing=true', missing);
  const last = items.at(-1);
  if (!last) throw new Error(`Nothing is asked of ${step.who ?? ''}`);
  const path = `/v1/settlement/provider-invoices/${last.id}`;
  const draft = await caller.read(`${path}/draft`, z.string());
  const xml = draft
    .replace(/<Numero>.*?</, `<Numero>${number}<`)
    .replace(/<ImponibileImporto>.*?</, (given) =>
      total === undefined ? given : `<ImponibileImporto>${(total / 100).toFixed(2)}<`,
    )
    .replaceAll(recipient.vatNumber, to ?? recipient.vatNumber);
  return caller.write(`${path}/file`, { xml });
}
