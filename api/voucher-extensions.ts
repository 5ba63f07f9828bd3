import { z } from 'zod';
import { countExtension, extendMany } from '../activities/voucher-expiry/extend-many.ts';
import { extendVoucher, isStillGood, latestDay } from '../activities/voucher-expiry/extend.ts';
import { notFound } from '../domain/refusal.ts';
import { toPlainDate } from '../domain/time.ts';
import type { VoucherExtension } from '../prisma/generated/client.ts';
import { route } from './route.ts';
import { VoucherState } from '../prisma/generated/enums.ts';
import { amountCents, id, instant, plainDate, prose } from './schema.ts';
import { endingFields, endingOfOne } from './voucher-endings.ts';

const tag = 'vouchers';
const office = ['caseworker', 'fundOfficer'] as const;
const ofVoucher = z.strictObject({ voucherId: id });

const extension = z
  .strictObject({
    id,
    voucherId: id,
    batchId: id.nullable().meta({ description: 'The same of all that were extended at once' }),
    fromDate: plainDate.meta({ description: 'The last day before' }),
    untilDate: plainDate.meta({ description: 'The last day since' }),
    extendedBy: id.meta({ description: 'Account of whoever extended it' }),
    createdAt: instant,
  })
  .meta({ id: 'VoucherExtension' });

const find = route({
  kind: 'read',
  operation: 'findVoucherToExtend',
  method: 'get',
  path: '/v1/voucher-extensions/voucher',
  tag,
  summary: {
    it: 'Un buono dal suo numero, senza dire di chi è: fino a quando vale e fino a quando si può prorogare, o dov’è andato ciò che restava',
    en: 'A voucher by its number, without whose it is: until when it is good and can be extended, or where what was left went',
  },
  who: office,
  query: z.strictObject({ number: z.string().regex(/^B-[0-9]{4}-[0-9]{6,9}$/) }),
  reply: z
    .strictObject({
      id,
      number: z.string(),
      state: z.enum(VoucherState),
      leftCents: amountCents,
      untilDate: plainDate.meta({ description: 'Its last day' }),
      latestDate: plainDate
        .nullable()
        .meta({ description: 'The last day it can be given at most; none when it is over' }),
      ended: z
        .strictObject(endingFields)
        .nullable()
        .meta({ description: 'How it ended, and where what was left went' }),
    })
    .meta({ id: 'VoucherToExtend' }),
  async read(tx, { query: { number } }) {
    const voucher = await tx.db.voucher.findFirst({ where: { number } });
    if (!voucher) throw notFound({ it: 'Buono', en: 'Voucher' });
    const { id: voucherId, state, nominalCents, spentCents, expiresAt } = voucher;
    const isGood = isStillGood(tx, voucher);
    return {
      id: voucherId,
      number,
      state,
      leftCents: isGood ? nominalCents - spentCents : 0,
      untilDate: toPlainDate(expiresAt),
      latestDate: isGood ? await latestDay(tx, voucher) : null,
      ended: await endingOfOne(tx, voucher),
    };
  },
});

const extendOne = route({
  kind: 'write',
  operation: 'extendVoucher',
  method: 'post',
  path: '/v1/vouchers/{voucherId}/extensions',
  tag,
  summary: {
    it: 'Proroga un buono che vale ancora, con il motivo; ciò che è scaduto resta scaduto',
    en: 'Extend a voucher that is still good, saying why; what lapsed stays lapsed',
  },
  who: office,
  status: 201,
  params: ofVoucher,
  body: z.strictObject({ until: plainDate, reason: prose(1000) }),
  reply: extension,
  refusals: ['voucherNotExtendable'],
  async write(tx, { params: { voucherId }, body }, services) {
    return shown(await extendVoucher(tx, services, { voucherId, ...body }));
  },
});

const list = route({
  kind: 'read',
  operation: 'listVoucherExtensions',
  method: 'get',
  path: '/v1/vouchers/{voucherId}/extensions',
  tag,
  summary: { it: 'Le proroghe di un buono', en: 'The extensions of a voucher' },
  who: office,
  params: ofVoucher,
  reply: z.strictObject({ items: z.array(extension) }),
  async read(tx, { params: { voucherId } }) {
    if ((await tx.db.voucher.count({ where: { id: voucherId } })) === 0)
      throw notFound({ it: 'Buono', en: 'Voucher' });
    const rows = await tx.db.voucherExtension.findMany({ where: { voucherId }, orderBy: { id: 'asc' } });
    return { items: rows.map(shown) };
  },
});

const campaign = {
  planId: id.nullable().meta({ description: 'Only vouchers of this plan' }),
  providerId: id.nullable().meta({ description: 'Only vouchers at this provider' }),
  fromDate: plainDate.meta({ description: 'Vouchers whose last day is this one or later' }),
  toDate: plainDate.meta({ description: 'Vouchers whose last day is this one or earlier' }),
  until: plainDate.meta({ description: 'The new last day; never beyond a plan’s own' }),
};
const counted = {
  extended: z.int(),
  leftOut: z.int().meta({ description: 'Keep their day: it is later already, or their plan ends' }),
};

const count = route({
  kind: 'read',
  operation: 'countVoucherExtension',
  method: 'get',
  path: '/v1/voucher-extensions/count',
  tag,
  summary: {
    it: 'Conta quanti buoni una proroga toccherebbe, senza cambiare nulla',
    en: 'Count how many vouchers an extension would reach, changing nothing',
  },
  who: ['fundOfficer'],
  query: z.strictObject({ ...campaign, planId: id.optional(), providerId: id.optional() }),
  reply: z.strictObject(counted),
  async read(tx, { query: { planId = null, providerId = null, ...days } }) {
    return countExtension(tx, { planId, providerId, ...days });
  },
});

const extendAll = route({
  kind: 'write',
  operation: 'extendVouchers',
  method: 'post',
  path: '/v1/voucher-extensions',
  tag,
  summary: {
    it: 'Proroga insieme i buoni di un piano, di un fornitore o di certi giorni: tanti quanti ne sono stati contati',
    en: 'Extend the vouchers of a plan, a provider or certain days at once: as many as were counted',
  },
  who: ['fundOfficer'],
  status: 201,
  body: z.strictObject({
    ...campaign,
    reason: prose(1000),
    expected: z.int().min(1).max(10_000).meta({ description: 'How many the count said' }),
  }),
  reply: z.strictObject({ batchId: id, ...counted }),
  refusals: ['voucherNotExtendable'],
  async write(tx, { body }, services) {
    return extendMany(tx, services, body);
  },
});

function shown(row: VoucherExtension): z.input<typeof extension> {
  const { id: extensionId, voucherId, batchId, extendedBy } = row;
  return {
    id: extensionId,
    voucherId,
    batchId,
    fromDate: toPlainDate(row.extendedFrom),
    untilDate: toPlainDate(row.extendedUntil),
    extendedBy,
    createdAt: row.createdAt.toISOString(),
  };
}

export const voucherExtensionRoutes = [find, extendOne, list, count, extendAll];
