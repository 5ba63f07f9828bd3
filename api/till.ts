import { z } from 'zod';
import { captureHold, releaseHold } from '../activities/till/capture.ts';
import { findVoucher, type Shown } from '../activities/till/find-voucher.ts';
import { holdVoucher } from '../activities/till/hold.ts';
import { refuseSomebodyElse } from '../activities/till/mismatch.ts';
import { Refusal, notFound } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { VoucherHold } from '../prisma/generated/client.ts';
import { invalidField } from './invalid-field.ts';
import { route } from './route.ts';
import { amountCents, id, instant, positiveCents } from './schema.ts';
import { atTill, deviceOrThrow } from './till-access.ts';
import { atTheTill, receipt } from './till-schema.ts';
import { namesOn, shownHold, shownReceipt } from './till-view.ts';

const tag = 'till';
const who = ['provider'] as const;
const params = z.strictObject({ holdId: id });
const somebodyElse = {
  isForSomebodyElse: z
    .boolean()
    .default(false)
    .meta({ description: 'Somebody else than the person named came for the service' }),
};

const hold = z
  .strictObject({
    id,
    state: z.enum(['held', 'captured', 'released', 'lapsed']),
    heldUntil: instant,
    voucherNumber: z.string(),
    service: z.string().nullable().meta({ description: 'None of a cumulative voucher' }),
    beneficiary: z.string().nullable().optional().meta({
      description:
        'Given name and initial, to look whether it is they; kept nowhere, so read it again by getHold',
    }),
    inParts: z.boolean().meta({ description: 'Whether less than all of it may be taken' }),
    amountCents,
    leftCents: amountCents.meta({ description: 'What the voucher was good for before' }),
  })
  .meta({ id: 'VoucherHold', description: 'Some of a voucher set aside at a till for a quarter of an hour' });

const openIt = route({
  kind: 'write',
  operation: 'openTill',
  method: 'post',
  path: '/v1/till/opening',
  tag,
  summary: {
    it: 'Chi sta alla cassa si presenta con il PIN, prima che qualcuno mostri un buono; un PIN sbagliato conta',
    en: 'Whoever stands at the till says so by PIN, before anybody shows a voucher; a wrong PIN counts',
  },
  who,
  body: z.strictObject(atTheTill),
  reply: z.strictObject({ tillUserId: id }),
  refusals: ['pinNotValid'],
  write: (tx, { body, principal }, { vault }) =>
    atTill(tx, vault, principal, body, ({ id: tillUserId }) => Promise.resolve({ tillUserId })),
});

const holdIt = route({
  kind: 'write',
  operation: 'holdVoucher',
  method: 'post',
  path: '/v1/voucher-holds',
  tag,
  summary: {
    it: 'Legge un buono alla cassa, o ne scrive il codice, e lo blocca per un quarto d’ora',
    en: 'Scan a voucher at the till, or type its code, and set it aside for a quarter of an hour',
  },
  who,
  status: 201,
  toldOnce: ['beneficiary'],
  body: z.strictObject({
    ...atTheTill,
    secret: z.string().min(1).max(64).optional().meta({ description: 'What the QR code carries' }),
    code: z.string().min(1).max(40).optional().meta({ description: 'The twelve signs, as they are typed' }),
    amountCents: positiveCents.optional().meta({ description: 'All that is left, if left out' }),
    ...somebodyElse,
  }),
  reply: hold,
  refusals: [
    'pinNotValid',
    'voucherNotKnown',
    'voucherNotGood',
    'wholeAmountOnly',
    'insufficientFunds',
    'holderMismatch',
    'tooManyAttempts',
  ],
  async write(tx, { body, principal, from = 'unknown' }, { vault }) {
    return atTill(tx, vault, principal, body, async (till) => {
      const shown = shownOrThrow(body);
      const voucher = await findVoucher(tx, vault, { providerId: till.organisationId, from }, shown);
      if (voucher instanceof Refusal) return voucher;
      if (body.isForSomebodyElse) return refuseSomebodyElse(tx, vault, voucher.id);
      // Before any money moves: from then on every till of the provider waits for this one's end.
      const named = await namesOn(tx, vault, voucher);
      const held = await holdVoucher(tx, till, voucher, body.amountCents);
      return held instanceof Refusal ? held : shownHold(held, voucher, named);
    });
  },
});

const getHold = route({
  kind: 'read',
  operation: 'getHold',
  method: 'get',
  path: '/v1/voucher-holds/{holdId}',
  tag,
  summary: { it: 'Un blocco della propria cassa', en: 'A hold of one’s own till' },
  who,
  params,
  reply: hold,
  async read(tx, { params: { holdId }, principal }, { vault }) {
    const { organisationId, placeId } = deviceOrThrow(principal);
    const row = await tx.db.voucherHold.findFirst({
      where: { id: holdId, providerId: organisationId, ...(placeId === null ? {} : { placeId }) },
    });
    if (!row) throw holdNotFound;
    const voucher = await tx.db.voucher.findUniqueOrThrow({ where: { id: row.voucherId } });
    return shownHold(row, voucher, await namesOn(tx, vault, voucher));
  },
});

const captureIt = route({
  kind: 'write',
  operation: 'captureHold',
  method: 'post',
  path: '/v1/voucher-holds/{holdId}/capture',
  tag,
  summary: {
    it: 'Riscuote ciò che è bloccato, e dà la ricevuta con la parte del Fondo',
    en: 'Take what was set aside, and get the receipt with the Fund’s share',
  },
  who,
  params,
  status: 201,
  body: z.strictObject({
    ...atTheTill,
    amountCents: positiveCents.optional().meta({ description: 'All that was set aside, if left out' }),
    ...somebodyElse,
  }),
  reply: receipt,
  refusals: ['pinNotValid', 'wholeAmountOnly', 'holderMismatch'],
  async write(tx, { params: { holdId }, body, principal }, { vault }) {
    return atTill(tx, vault, principal, body, async (till) => {
      if (body.isForSomebodyElse) {
        const { voucherId } = await ownHoldOrThrow(tx, till.organisationId, holdId);
        return refuseSomebodyElse(tx, vault, voucherId);
      }
      const taken = await captureHold(tx, till, holdId, body.amountCents);
      return taken instanceof Refusal ? taken : shownReceipt(taken.redemption, taken.voucherNumber);
    });
  },
});

const releaseIt = route({
  kind: 'write',
  operation: 'releaseHold',
  method: 'post',
  path: '/v1/voucher-holds/{holdId}/release',
  tag,
  summary: { it: 'Rilascia ciò che è bloccato', en: 'Let go of what was set aside' },
  who,
  params,
  body: z.strictObject(atTheTill),
  reply: z.strictObject({ id, state: z.enum(['released']) }),
  refusals: ['pinNotValid'],
  async write(tx, { params: { holdId }, body, principal }, { vault }) {
    return atTill(tx, vault, principal, body, async (till) => {
      await releaseHold(tx, till, holdId);
      return { id: holdId, state: 'released' as const };
    });
  },
});

async function ownHoldOrThrow(tx: Tx, providerId: string, holdId: string): Promise<VoucherHold> {
  const row = await tx.db.voucherHold.findFirst({ where: { id: holdId, providerId } });
  if (!row) throw holdNotFound;
  return row;
}

function shownOrThrow({ secret, code }: { secret?: string | undefined; code?: string | undefined }): Shown {
  if (secret !== undefined && code === undefined) return { secret };
  if (code !== undefined && secret === undefined) return { code };
  throw invalidField('/body/code', {
    it: 'dare il codice scritto oppure quello letto dal QR, uno dei due',
    en: 'give the typed code or what the QR code carries, one of the two',
  });
}

const holdNotFound = notFound({ it: 'Blocco', en: 'Hold' });

export const tillRoutes = [openIt, holdIt, getHold, captureIt, releaseIt];
