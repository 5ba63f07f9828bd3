import { z } from 'zod';
import { orderCumulativeVoucher, orderVouchers } from '../activities/voucher/order.ts';
import { placePrivateOrder } from '../activities/voucher/private-order.ts';
import { TaxLetter } from '../prisma/generated/enums.ts';
import { ownRoles } from './access.ts';
import { route } from './route.ts';
import { id, positiveCents } from './schema.ts';
import { ownWalletOrThrow } from './voucher-access.ts';
import {
  newVoucherOrder,
  orderAdvice,
  orderedVouchers,
  shownAdvice,
  walletParams,
} from './voucher-schema.ts';

const tag = 'vouchers';
const refusals = [
  'walletFrozen',
  'noTopup',
  'voucherNotLawful',
  'insufficientFunds',
  'providerSuspended',
  'providerNotAdmitted',
  'providerTooFar',
] as const;

const order = route({
  kind: 'write',
  operation: 'orderVouchers',
  method: 'post',
  path: '/v1/wallets/{walletId}/orders',
  tag,
  summary: {
    it: 'Ordina un servizio con il credito: un buono per ogni unità; altre unità, se indicate, in un ordine privato a parte',
    en: 'Order a service with the credit: a voucher for each unit; further units, if given, as a private order of its own',
  },
  who: ownRoles,
  status: 201,
  params: walletParams,
  body: newVoucherOrder,
  reply: orderedVouchers,
  refusals,
  async write(tx, { params: { walletId }, body, principal, locale }, services) {
    const { personId: buyerId } = await ownWalletOrThrow(tx, principal, walletId);
    const { privateUnits, ownMoneyCents = 0, ...asked } = body;
    const {
      order: placed,
      vouchers,
      ...told
    } = await orderVouchers(tx, services, {
      ...asked,
      walletId,
      ownMoneyCents,
    });
    const { serviceId, serviceFrom, beneficiaryId } = asked;
    const beside =
      privateUnits &&
      (await placePrivateOrder(tx, services, {
        buyerId,
        beneficiaryId,
        serviceId,
        serviceFrom,
        units: privateUnits,
      }));
    return {
      orderId: placed.id,
      code: placed.code,
      unitPriceCents: placed.unitPriceCents,
      vouchers: vouchers.map(({ id: voucherId, number }) => ({ id: voucherId, number })),
      ...shownAdvice(told, locale),
      privateOrder: beside
        ? { id: beside.id, code: beside.code, amountCents: beside.units * beside.unitPriceCents }
        : null,
    };
  },
});

const orderCumulative = route({
  kind: 'write',
  operation: 'orderCumulativeVoucher',
  method: 'post',
  path: '/v1/wallets/{walletId}/cumulative-vouchers',
  tag,
  summary: {
    it: 'Ordina un buono cumulativo per beni e servizi dell’art. 51 c. 3, che si spende anche in più volte',
    en: 'Order a cumulative voucher for goods and services of art. 51 c. 3, spent bit by bit if need be',
  },
  who: ownRoles,
  status: 201,
  params: walletParams,
  body: z.strictObject({
    beneficiaryId: id,
    amountCents: positiveCents,
    taxLetter: z
      .enum(TaxLetter)
      .optional()
      .meta({ description: 'The letter it is wanted under: anything but c. 3 is refused' }),
  }),
  reply: z.strictObject({ id, number: z.string(), ...orderAdvice }),
  refusals: ['walletFrozen', 'voucherNotLawful', 'insufficientFunds'],
  async write(tx, { params: { walletId }, body, principal, locale }, services) {
    await ownWalletOrThrow(tx, principal, walletId);
    const { vouchers, ...told } = await orderCumulativeVoucher(tx, services, { walletId, ...body });
    const [voucher] = vouchers;
    return { id: voucher!.id, number: voucher!.number, ...shownAdvice(told, locale) };
  },
});

export const voucherOrderRoutes = [order, orderCumulative];
