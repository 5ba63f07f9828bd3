import { z } from 'zod';
import { statementCsv, statementOf, statementPdf } from '../activities/settlement/statement.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Prisma, SettlementItem } from '../prisma/generated/client.ts';
import { SettlementItemState } from '../prisma/generated/enums.ts';
import { nothing } from './access.ts';
import { instantIn } from './dates.ts';
import { hasRole, type Principal } from './principal.ts';
import { dutyOf } from './provider-access.ts';
import { route } from './route.ts';
import { shownItems } from './settlement-item-view.ts';
import { asPage, cursorQuery, id, instant, orderedQuery, page, pageArguments } from './schema.ts';
import { itemParams, settlementItem, settlementLine } from './settlement-schema.ts';

const tag = 'settlement';
const staff = ['fundOfficer', 'administrator', 'auditor'] as const;

/** Staff see every payment; a provider its own, once it left for the bank, unless one works at one place alone. */
function visible(principal: Principal): Prisma.SettlementItemWhereInput {
  if (hasRole(principal, ...staff)) return {};
  const duty = dutyOf(principal);
  if (!duty || duty.placeId !== null) return nothing;
  return { providerId: duty.organisationId, state: { in: ['sent', 'confirmed', 'rejected', 'returned'] } };
}

/** Who draws batches up and approves them compares accounts; whoever reads the books does not, nor a provider its own. */
function comparing(principal: Principal) {
  return { comparesAccounts: hasRole(principal, 'fundOfficer', 'administrator') };
}

async function itemOrThrow(tx: Tx, principal: Principal, itemId: string): Promise<SettlementItem> {
  const item = await tx.db.settlementItem.findFirst({
    where: { AND: [{ id: itemId }, visible(principal)] },
  });
  if (!item) throw notFound({ it: 'Pagamento', en: 'Payment' });
  return item;
}

const listItems = route({
  kind: 'read',
  operation: 'listSettlementItems',
  method: 'get',
  path: '/v1/settlement/items',
  tag,
  summary: {
    it: 'I pagamenti ai fornitori: di una distinta, di un fornitore; un fornitore vede i propri',
    en: 'Payments to providers: of a batch, of a provider; a provider sees its own',
  },
  who: [...staff, 'provider'],
  query: orderedQuery.extend({
    batchId: id.optional(),
    providerId: id.optional(),
    state: z.enum(SettlementItemState).optional(),
  }),
  reply: page(settlementItem),
  async read(tx, { principal, query: { batchId, providerId, state, ...paging } }) {
    const wanted = {
      ...(batchId ? { batchId } : {}),
      ...(providerId ? { providerId } : {}),
      ...(state ? { state } : {}),
    };
    const rows = await tx.db.settlementItem.findMany({
      ...pageArguments(paging),
      where: { AND: [wanted, visible(principal)] },
    });
    return asPage(await shownItems(tx, rows, comparing(principal)), paging.limit);
  },
});

const listLines = route({
  kind: 'read',
  operation: 'listSettlementLines',
  method: 'get',
  path: '/v1/settlement/items/{itemId}/lines',
  tag,
  summary: {
    it: 'Che cosa paga un pagamento, riscossione per riscossione',
    en: 'What a payment pays, redemption by redemption',
  },
  who: [...staff, 'provider'],
  params: itemParams,
  query: cursorQuery,
  reply: page(settlementLine),
  async read(tx, { principal, params, query }) {
    const item = await itemOrThrow(tx, principal, params.itemId);
    const rows = await tx.db.settlementLine.findMany({ ...pageArguments(query), where: { itemId: item.id } });
    const numbers = await tx.db.redemption.findMany({
      where: { id: { in: rows.map(({ redemptionId }) => redemptionId) } },
      select: { id: true, number: true },
    });
    const numberOf = new Map(numbers.map((one) => [one.id, one.number]));
    const lines = rows.map((row) => ({
      id: row.id,
      redemptionId: row.redemptionId,
      redemptionNumber: numberOf.get(row.redemptionId)!,
      refund: row.refundTransferId !== null,
      amountCents: row.amountCents,
      releasedAt: instantIn(row.releasedAt),
    }));
    return asPage(lines, query.limit);
  },
});

const readStatement = route({
  kind: 'file',
  operation: 'readStatement',
  method: 'get',
  path: '/v1/settlement/items/{itemId}/statement',
  tag,
  summary: {
    it: 'Il rendiconto di una distinta per il suo fornitore, in PDF o in CSV per Excel',
    en: 'The statement of a batch for its provider, as PDF or as CSV for Excel',
  },
  who: ['fundOfficer', 'auditor', 'provider'],
  params: itemParams,
  query: z.strictObject({ format: z.enum(['pdf', 'csv']).default('pdf') }),
  reply: z.never(),
  refusals: ['stepNotPossible'],
  mediaTypes: ['application/pdf', 'text/csv'],
  async file(tx, { principal, params, query: { format } }) {
    const statement = await statementOf(tx, await itemOrThrow(tx, principal, params.itemId));
    if (!statement) throw notSent;
    const fileName = `rendiconto-${statement.batchCode}.${format}`;
    return format === 'csv'
      ? { bytes: new TextEncoder().encode(statementCsv(statement)), mediaType: 'text/csv', fileName }
      : { bytes: await statementPdf(statement), mediaType: 'application/pdf', fileName };
  },
});

const redemptionTrace = z
  .strictObject({
    id,
    number: z.string(),
    providerId: id,
    amountCents: z.int(),
    providerCents: z.int(),
    fundCents: z.int(),
    feeCents: z.int(),
    refundedCents: z.int(),
    capturedAt: instant,
    collectedAt: instant.nullable(),
    payments: z.array(settlementItem),
  })
  .meta({ id: 'RedemptionTrace' });

const traceRedemption = route({
  kind: 'read',
  operation: 'traceRedemption',
  method: 'get',
  path: '/v1/fund/redemptions/{redemptionId}',
  tag: 'fund',
  summary: {
    it: 'Da un movimento del Fondo alla riscossione che lo ha generato, e a ciò che l’ha pagata',
    en: 'From an entry of the Fund to the redemption it comes from, and to what paid it',
  },
  who: ['fundOfficer', 'auditor'],
  params: z.strictObject({ redemptionId: id }),
  reply: redemptionTrace,
  async read(tx, { params, principal }) {
    const row = await tx.db.redemption.findUnique({ where: { id: params.redemptionId } });
    if (!row) throw notFound({ it: 'Riscossione', en: 'Redemption' });
    const lines = await tx.db.settlementLine.findMany({ where: { redemptionId: row.id } });
    const items = await tx.db.settlementItem.findMany({
      where: { id: { in: lines.map(({ itemId }) => itemId) } },
      orderBy: { id: 'asc' },
    });
    const { number, providerId, amountCents, providerCents, fundCents, feeCents, refundedCents } = row;
    return {
      id: row.id,
      number,
      providerId,
      amountCents,
      providerCents,
      fundCents,
      feeCents,
      refundedCents,
      capturedAt: row.capturedAt.toISOString(),
      collectedAt: instantIn(row.collectedAt),
      payments: await shownItems(tx, items, comparing(principal)),
    };
  },
});

const notSent = new Refusal('stepNotPossible', {
  detail: {
    it: 'Il rendiconto c’è quando la distinta è partita per la banca.',
    en: 'The statement is there once the batch has left for the bank.',
  },
  possible: ['exportBatch'],
});

export const settlementItemRoutes = [listItems, listLines, readStatement, traceRedemption];
