import { z } from 'zod';
import { PrivateOrderState, TaxLetter, VatKind, VoucherState } from '../prisma/generated/enums.ts';
import { offeredAt } from './directory-schema.ts';
import { amountCents, id, instant, plainDate, positiveCents } from './schema.ts';

export const walletParams = z.strictObject({ walletId: id });
export const voucherParams = z.strictObject({ voucherId: id });
export const privateOrderParams = z.strictObject({ orderId: id });

export const unitCount = z.int().min(1).max(100).meta({ description: 'Whole units; each is a voucher' });

export const newVoucherOrder = z.strictObject({
  serviceId: id,
  beneficiaryId: id.meta({ description: 'Who uses the service: the holder, or somebody of their family' }),
  units: unitCount,
  serviceFrom: plainDate.meta({ description: 'The first day on which it is wanted' }),
  ownMoneyCents: amountCents
    .optional()
    .meta({ description: 'A top-up: refused, with the units that are lawful instead' }),
  privateUnits: unitCount.optional().meta({
    description: 'Further units paid to the provider with own money: a private order beside the vouchers',
  }),
});

export const orderedVouchers = z
  .strictObject({
    orderId: id,
    code: z.string(),
    unitPriceCents: positiveCents,
    vouchers: z.array(z.strictObject({ id, number: z.string() })),
    warnings: z.array(z.string()).meta({ description: 'Codes of what is lawful only with care' }),
    privateOrder: z.strictObject({ id, code: z.string(), amountCents: positiveCents }).nullable(),
  })
  .meta({ id: 'OrderedVouchers' });

const voucherFields = {
  id,
  number: z.string(),
  state: z.enum(VoucherState),
  holderId: id,
  beneficiaryId: id,
  paidBy: z.enum(['employer', 'fund']),
  taxLetter: z
    .enum(TaxLetter)
    .nullable()
    .meta({ description: 'Of art. 51 TUIR; none of what the Fund gives' }),
  vatKind: z.enum(VatKind),
  nominalCents: positiveCents,
  leftCents: amountCents.meta({ description: 'What it is still good for, as the ledger has it' }),
  provider: z.strictObject({ id, name: z.string() }).nullable(),
  service: z.strictObject({ id, name: z.string() }).nullable(),
  places: z.array(offeredAt).meta({
    description: 'Where it can be used; none of a cumulative one: at every provider of the alliance',
  }),
  issuedAt: instant,
  expiresAt: instant.meta({ description: 'The last instant at which it is good' }),
};

export const voucherView = z
  .strictObject(voucherFields)
  .meta({ id: 'Voucher', description: 'A voucher, without what would spend it' });

export const openedVoucher = z
  .strictObject({
    ...voucherFields,
    secret: z.string().nullable().meta({ description: 'What the QR carries; for its holder alone' }),
    code: z.string().nullable().meta({ description: 'What is typed where nothing can be scanned' }),
  })
  .meta({ id: 'OpenedVoucher' });

export const privateOrderView = z
  .strictObject({
    id,
    code: z.string(),
    state: z.enum(PrivateOrderState),
    provider: z.strictObject({ id, name: z.string() }),
    service: z.strictObject({ id, name: z.string() }),
    units: z.int(),
    unitPriceCents: positiveCents,
    serviceFrom: plainDate,
    createdAt: instant,
    closedAt: instant.nullable(),
  })
  .meta({
    id: 'PrivateOrder',
    description: 'Paid to the provider with own money; whose it is stands nowhere here',
  });
