import { z } from 'zod';
import { approveBatch, discardBatch } from '../activities/settlement/approve.ts';
import { batchNotFound } from '../activities/settlement/batch.ts';
import { drawUpBatch } from '../activities/settlement/draw-up.ts';
import { dryRun } from '../activities/settlement/dry-run.ts';
import { exportBatch, paymentFile } from '../activities/settlement/export.ts';
import { approvalsFor } from '../domain/settlement.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { SettlementBatch } from '../prisma/generated/client.ts';
import { SettlementBatchState } from '../prisma/generated/enums.ts';
import { invalidField } from './invalid-field.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, instant, page, pageArguments, plainDate } from './schema.ts';
import { shownBatches } from './settlement-batch-view.ts';
import { batchParams, settlementBatch, settlementDryRun } from './settlement-schema.ts';

const tag = 'settlement';
const readers = ['fundOfficer', 'administrator', 'auditor'] as const;
const stateReply = settlementBatch.pick({ id: true, state: true });

const dryRunSettlement = route({
  kind: 'read',
  operation: 'dryRunSettlement',
  method: 'get',
  path: '/v1/settlement/dry-run',
  tag,
  summary: {
    it: 'Prova a vuoto di una distinta: chi verrebbe pagato e quanto, chi resta fuori e perché',
    en: 'Dry run of a batch: who would be paid how much, who is left out and why',
  },
  who: readers,
  query: z.strictObject({
    cutOffAt: instant.optional(),
    executionOn: plainDate.optional().meta({ description: 'When the bank pays; today, unless said' }),
  }),
  reply: settlementDryRun,
  async read(tx, { query }) {
    const { items, leftOut, totalCents } = await dryRun(
      tx,
      pastOrThrow(tx, query.cutOffAt, '/query/cutOffAt'),
      query.executionOn ?? toPlainDate(tx.now),
    );
    return {
      totalCents,
      approvalsWanted: approvalsFor(totalCents),
      items: items.map(({ providerId, payee, grossCents, nettedCents, amountCents }) => ({
        providerId,
        payee,
        grossCents,
        nettedCents,
        amountCents,
      })),
      leftOut: [...leftOut],
    };
  },
});

const drawUp = route({
  kind: 'write',
  operation: 'drawUpBatch',
  method: 'post',
  path: '/v1/settlement/batches',
  tag,
  summary: {
    it: 'Prepara una distinta: tutto ciò che i fornitori hanno riscosso fino a quel momento e non è pagato',
    en: 'Draw up a batch: everything providers captured up to then that is not paid',
  },
  who: ['fundOfficer'],
  status: 201,
  body: z.strictObject({ cutOffAt: instant.optional(), executionOn: plainDate }),
  reply: settlementBatch,
  async write(tx, { body }, services) {
    const { executionOn } = body;
    const today = toPlainDate(tx.now);
    if (executionOn < today)
      throw invalidField('/body/executionOn', {
        it: `non prima di oggi, ${today}`,
        en: `not before today, ${today}`,
      });
    const cutOffAt = pastOrThrow(tx, body.cutOffAt, '/body/cutOffAt');
    return shownBatch(tx, await drawUpBatch(tx, services, { cutOffAt, executionOn }));
  },
});

const listBatches = route({
  kind: 'read',
  operation: 'listBatches',
  method: 'get',
  path: '/v1/settlement/batches',
  tag,
  summary: { it: 'Le distinte di pagamento dei fornitori', en: 'The payment batches for providers' },
  who: readers,
  query: cursorQuery.extend({ state: z.enum(SettlementBatchState).optional() }),
  reply: page(settlementBatch),
  async read(tx, { query: { state, ...paging } }) {
    const rows = await tx.db.settlementBatch.findMany({
      ...pageArguments(paging),
      where: state ? { state } : {},
    });
    return asPage(await shownBatches(tx, rows), paging.limit);
  },
});

const getBatch = route({
  kind: 'read',
  operation: 'getBatch',
  method: 'get',
  path: '/v1/settlement/batches/{batchId}',
  tag,
  summary: { it: 'Una distinta di pagamento', en: 'One payment batch' },
  who: readers,
  params: batchParams,
  reply: settlementBatch,
  async read(tx, { params }) {
    const row = await tx.db.settlementBatch.findUnique({ where: { id: params.batchId } });
    if (!row) throw batchNotFound();
    return shownBatch(tx, row);
  },
});

const approve = route({
  kind: 'write',
  operation: 'approveBatch',
  method: 'post',
  path: '/v1/settlement/batches/{batchId}/approval',
  tag,
  summary: {
    it: 'Approva una distinta preparata da un’altra persona; oltre la soglia ne servono due',
    en: 'Approve a batch that somebody else drew up; above the threshold two people do',
  },
  who: ['fundOfficer', 'administrator'],
  params: batchParams,
  reply: stateReply,
  refusals: ['samePerson'],
  async write(tx, { params }, services) {
    const row = await approveBatch(tx, services, params.batchId);
    return { id: row.id, state: row.state };
  },
});

const discard = route({
  kind: 'write',
  operation: 'discardBatch',
  method: 'post',
  path: '/v1/settlement/batches/{batchId}/discard',
  tag,
  summary: {
    it: 'Scarta una distinta che non è partita: quanto pagava spetta di nuovo',
    en: 'Discard a batch that did not leave: what it paid is owed again',
  },
  who: ['fundOfficer', 'administrator'],
  params: batchParams,
  reply: stateReply,
  async write(tx, { params }, services) {
    const row = await discardBatch(tx, services, params.batchId);
    return { id: row.id, state: row.state };
  },
});

const exportRoute = route({
  kind: 'write',
  operation: 'exportBatch',
  method: 'post',
  path: '/v1/settlement/batches/{batchId}/export',
  tag,
  summary: {
    it: 'Manda in pagamento una distinta approvata; rifarlo non cambia nulla',
    en: 'Send an approved batch to be paid; doing it again changes nothing',
  },
  who: ['fundOfficer'],
  params: batchParams,
  reply: z.strictObject({ id, state: z.enum(SettlementBatchState), exportedAt: instant }),
  refusals: ['insufficientFunds'],
  async write(tx, { params }, services) {
    const row = await exportBatch(tx, services, params.batchId);
    return { id: row.id, state: row.state, exportedAt: row.exportedAt!.toISOString() };
  },
});

const readPaymentFile = route({
  kind: 'file',
  operation: 'readPaymentFile',
  method: 'get',
  path: '/v1/settlement/batches/{batchId}/payment-file',
  tag,
  summary: {
    it: 'Il file per la banca (SEPA pain.001.001.09), sempre uguale',
    en: 'The file for the bank (SEPA pain.001.001.09), always the same',
  },
  who: ['fundOfficer'],
  params: batchParams,
  reply: z.never(),
  refusals: ['stepNotPossible'],
  mediaTypes: ['application/xml'],
  async file(tx, { params }) {
    const { code, xml } = await paymentFile(tx, params.batchId);
    return { bytes: new TextEncoder().encode(xml), mediaType: 'application/xml', fileName: `${code}.xml` };
  },
});

async function shownBatch(tx: Tx, row: SettlementBatch) {
  const [shown] = await shownBatches(tx, [row]);
  return shown!;
}

/** What is captured after the cut-off would be owed without being planned: a cut-off has passed, or is now. */
function pastOrThrow(tx: Tx, cutOffAt: string | undefined, pointer: string): Date {
  const at = cutOffAt ? new Date(cutOffAt) : tx.now;
  if (at > tx.now) throw invalidField(pointer, { it: 'un momento passato', en: 'a moment that has passed' });
  return at;
}

export const settlementBatchRoutes = [
  dryRunSettlement,
  drawUp,
  listBatches,
  getBatch,
  approve,
  discard,
  exportRoute,
  readPaymentFile,
];
