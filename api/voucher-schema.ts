import { z } from 'zod';
import { PrivateOrderState, TaxLetter, VatKind, VoucherState } from '../prisma/generated/enums.ts';
import type { OrderedVouchers } from '../activities/voucher/order.ts';
import type { Locale } from '../domain/text.ts';
import type { FringeOutlook } from '../domain/voucher-use.ts';
import { offeredAt } from './directory-schema.ts';
import { taxSimulation } from './fringe-schema.ts';
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
  unitPriceCents: positiveCents.optional().meta({
    description: 'The price that was seen: refused when the list price of the day is another one',
  }),
  privateUnits: unitCount.optional().meta({
    description: 'Further units paid to the provider with own money: a private order beside the vouchers',
  }),
});

/** What is told with an order before it costs anybody anything. */
export const orderAdvice = {
  warnings: z
    .array(z.strictObject({ code: z.string(), message: z.string() }).meta({ id: 'VoucherWarning' }))
    .meta({ description: 'What is lawful only with care, with its figures' }),
  fringe: z
    .strictObject({
      afterCents: amountCents,
      limitCents: amountCents,
      leftCents: amountCents,
      oneCentMore: taxSimulation,
      message: z.string(),
    })
    .nullable()
    .meta({
      id: 'FringeOutlook',
      description:
        'Of what enters the year’s limit: how far it is used, and what one cent beyond it would cost',
    }),
};

export function shownAdvice(
  { warnings, fringe }: Pick<OrderedVouchers, 'warnings' | 'fringe'>,
  locale: Locale,
): z.input<z.ZodObject<typeof orderAdvice>> {
  return {
    warnings: warnings.map(({ code, words, wayForward }) => ({
      code,
      message: `${words[locale]} ${wayForward[locale]}`,
    })),
    fringe: fringe && shownOutlook(fringe, locale),
  };
}

function shownOutlook({ words, ...figures }: FringeOutlook, locale: Locale) {
  return { ...figures, message: words[locale] };
}

export const orderedVouchers = z
  .strictObject({
    orderId: id,
    code: z.string(),
    unitPriceCents: positiveCents,
    vouchers: z.array(z.strictObject({ id, number: z.string() })),
    ...orderAdvice,
    privateOrder: z.strictObject({ id, code: z.string(), amountCents: positiveCents }).nullable(),
  })
  .meta({ id: 'OrderedVouchers' });

const voucherFields = {
  id,
  number: z.string(),
  earlierNumber: z
    .string()
    .nullable()
    .meta({ description: 'What it was called in the system it was taken over from; worth nothing any more' }),
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
  vatCents: amountCents.meta({
    description:
      'Of the nominal value, chargeable at issue; zero of a multi-purpose one, whose VAT comes when it is used',
  }),
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
    decisionId: id.nullable().meta({
      description:
        'Under which its holder reads why it is lawful; none of what the Fund gives, or came from elsewhere',
    }),
  })
  .meta({ id: 'OpenedVoucher' });

export const privateOrderView = z
  .strictObject({
    id,
    code: z.string(),
    state: z.enum(PrivateOrderState),
    provider: z.strictObject({ id, name: z.string() }),
    service: z.strictObject({ id, name: z.string() }),
    beneficiaryId: id
      .nullable()
      .meta({ description: 'Told to whoever ordered it, where it was said; never to the provider' }),
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
