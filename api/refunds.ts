import { z } from 'zod';
import { refundRedemption } from '../activities/till/refund.ts';
import { route } from './route.ts';
import {
  amountCents,
  asPage,
  cursorQuery,
  id,
  instant,
  page,
  pageArguments,
  positiveCents,
} from './schema.ts';
import { atTill, deviceOrThrow } from './till-access.ts';
import { atTheTill, receipt } from './till-schema.ts';
import { shownReceipt } from './till-view.ts';

const tag = 'till';
const who = ['provider'] as const;

const listRedemptions = route({
  kind: 'read',
  operation: 'listRedemptions',
  method: 'get',
  path: '/v1/redemptions',
  tag,
  summary: {
    it: 'Ciò che il proprio ente fornitore, o la propria sede, ha riscosso con i buoni; per prima l’ultima',
    en: 'What one’s provider, or one’s place, took with vouchers; the latest first',
  },
  who,
  query: cursorQuery.extend({
    refunded: z
      .enum(['true', 'false'])
      .optional()
      .meta({ description: 'Those of which something was given back, or nothing' }),
  }),
  reply: page(receipt),
  async read(tx, { query: { refunded, ...paging }, principal }) {
    const { organisationId, placeId } = deviceOrThrow(principal);
    const rows = await tx.db.redemption.findMany({
      where: {
        providerId: organisationId,
        ...(placeId === null ? {} : { placeId }),
        ...(refunded ? { refundedCents: refunded === 'true' ? { gt: 0 } : 0 } : {}),
      },
      ...pageArguments(paging),
      orderBy: { id: 'desc' },
    });
    const vouchers = await tx.db.voucher.findMany({
      where: { id: { in: rows.map(({ voucherId }) => voucherId) } },
      select: { id: true, number: true },
    });
    const numbers = new Map(vouchers.map((voucher) => [voucher.id, voucher.number]));
    return asPage(
      rows.map((row) => shownReceipt(row, numbers.get(row.voucherId)!)),
      paging.limit,
    );
  },
});

const refund = route({
  kind: 'write',
  operation: 'refundRedemption',
  method: 'post',
  path: '/v1/redemptions/{redemptionId}/refunds',
  tag,
  summary: {
    it: 'Rimborsa una riscossione: il buono vale di nuovo, e nessuno riceve denaro',
    en: 'Refund a redemption: the voucher is good again, and nobody gets cash',
  },
  who,
  params: z.strictObject({ redemptionId: id }),
  status: 201,
  body: z.strictObject({
    ...atTheTill,
    amountCents: positiveCents.optional().meta({ description: 'All that is left of it, if left out' }),
  }),
  reply: z.strictObject({ id, amountCents, voucherNumber: z.string(), validUntil: instant }),
  refusals: ['pinNotValid', 'wholeAmountOnly', 'voucherNotGood'],
  async write(tx, { params: { redemptionId }, body, principal }, services) {
    return atTill(tx, services.vault, principal, body, async (till) => {
      const wanted = { redemptionId, wantedCents: body.amountCents };
      const { refund: row, voucher } = await refundRedemption(tx, services, till, wanted);
      return {
        id: row.id,
        amountCents: row.amountCents,
        voucherNumber: voucher.number,
        validUntil: voucher.expiresAt.toISOString(),
      };
    });
  },
});

export const refundRoutes = [listRedemptions, refund];
