import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { openDocument } from '../activities/documents.ts';
import { decideDispute } from '../activities/voucher-dispute/decide.ts';
import { disputeSubject, disputeWord } from '../activities/voucher-dispute/dispute.ts';
import { openDispute } from '../activities/voucher-dispute/open.ts';
import { answerDispute, withdrawDispute } from '../activities/voucher-dispute/steps.ts';
import { disputeTerms } from '../activities/voucher-dispute/terms.ts';
import { answerDisputeInput, decideDisputeInput, openDisputeInput } from '../domain/voucher-dispute-input.ts';
import { disputeStates } from '../domain/voucher-dispute.ts';
import { notFound } from '../domain/refusal.ts';
import { openingQuery, ownRoles, reasonOrThrow } from './access.ts';
import { disputeOrThrow, reachableDisputes } from './dispute-access.ts';
import {
  answered,
  disputeAnswered,
  disputeItem,
  disputeParams,
  disputeView,
  redemptionOfVoucher,
} from './dispute-schema.ts';
import { disputeItems, openedDispute, providerNames } from './dispute-view.ts';
import { hasRole } from './principal.ts';
import { route } from './route.ts';
import { asPage, orderedQuery, page, pageArguments } from './schema.ts';
import { voucherOrThrow } from './voucher-access.ts';
import { voucherParams } from './voucher-schema.ts';

const tag = 'disputes';
const holders = [...ownRoles, 'caseworker'] as const;
const parties = [...holders, 'provider'] as const;
const onePath = '/v1/voucher-disputes/{disputeId}';

const listRedemptions = route({
  kind: 'read',
  operation: 'listVoucherRedemptions',
  method: 'get',
  path: '/v1/vouchers/{voucherId}/redemptions',
  tag,
  summary: {
    it: 'Che cosa è stato riscosso con un buono, da chi, e fino a quando si può contestare',
    en: 'What was taken with a voucher, by whom, and until when it may be disputed',
  },
  who: holders,
  params: voucherParams,
  query: openingQuery,
  reply: z.strictObject({ items: z.array(redemptionOfVoucher) }),
  async read(tx, { params, query, principal }, { vault }) {
    const voucher = await voucherOrThrow(tx, principal, params.voucherId);
    if (hasRole(principal, 'caseworker'))
      await recordAudit(tx, vault, {
        action: 'voucher.opened',
        subjectKind: 'voucher',
        subjectId: voucher.id,
        reason: reasonOrThrow(query.reason),
      });
    const rows = await tx.db.redemption.findMany({
      where: { voucherId: voucher.id },
      orderBy: { id: 'asc' },
    });
    const { lastDayFor } = await disputeTerms(tx);
    const names = await providerNames(tx, rows);
    return {
      items: rows.map(({ id, number, providerId, amountCents, refundedCents, capturedAt }) => ({
        id,
        number,
        provider: { id: providerId, name: names.get(providerId)! },
        amountCents,
        refundedCents,
        capturedAt: capturedAt.toISOString(),
        disputableUntil: lastDayFor(capturedAt),
      })),
    };
  },
});

const open = route({
  kind: 'write',
  operation: 'openVoucherDispute',
  method: 'post',
  path: '/v1/vouchers/{voucherId}/disputes',
  tag,
  summary: {
    it: 'Contesta una riscossione del proprio buono, con i motivi: fino alla decisione non è pagata',
    en: 'Dispute a redemption of one’s voucher, saying why: until the decision it is not paid',
  },
  who: holders,
  status: 201,
  params: voucherParams,
  body: openDisputeInput,
  reply: disputeAnswered,
  refusals: ['wholeAmountOnly', 'alreadyExists'],
  async write(tx, { params, body, principal }, services) {
    const voucher = await voucherOrThrow(tx, principal, params.voucherId);
    return answered(await openDispute(tx, services, voucher, body));
  },
});

const list = route({
  kind: 'read',
  operation: 'listVoucherDisputes',
  method: 'get',
  path: '/v1/voucher-disputes',
  tag,
  summary: {
    it: 'Le contestazioni dei propri buoni; un fornitore vede quelle delle proprie riscossioni, lo sportello tutte',
    en: 'Disputes of one’s own vouchers; a provider sees those of its redemptions, the desk all of them',
  },
  who: parties,
  query: orderedQuery.extend({ state: z.enum(disputeStates).optional() }),
  reply: page(disputeItem),
  async read(tx, { query: { state, ...paging }, principal }) {
    const rows = await tx.db.voucherDispute.findMany({
      ...pageArguments(paging),
      where: { AND: [await reachableDisputes(tx, principal), state ? { state } : {}] },
    });
    return asPage(await disputeItems(tx, rows), paging.limit);
  },
});

const get = route({
  kind: 'read',
  operation: 'getVoucherDispute',
  method: 'get',
  path: onePath,
  tag,
  summary: {
    it: 'Una contestazione: che cosa dicono le parti, le prove, la decisione con i motivi',
    en: 'A dispute: what the parties say, the evidence, the decision with its reasons',
  },
  who: parties,
  params: disputeParams,
  query: openingQuery,
  reply: disputeView,
  refusals: ['erased'],
  async read(tx, { params, query, principal }, { vault }) {
    const dispute = await disputeOrThrow(tx, principal, params.disputeId);
    if (hasRole(principal, 'caseworker'))
      await recordAudit(tx, vault, {
        action: 'voucherDispute.read',
        ...disputeSubject(dispute),
        reason: reasonOrThrow(query.reason),
      });
    return openedDispute(tx, vault, dispute);
  },
});

const answer = route({
  kind: 'write',
  operation: 'answerVoucherDispute',
  method: 'post',
  path: `${onePath}/answer`,
  tag,
  summary: {
    it: 'Il fornitore risponde a una contestazione, una volta',
    en: 'The provider answers a dispute, once',
  },
  who: ['provider'],
  params: disputeParams,
  body: answerDisputeInput,
  reply: disputeAnswered,
  async write(tx, { params, body, principal }, services) {
    const { id } = await disputeOrThrow(tx, principal, params.disputeId, ['provider']);
    return answered(await answerDispute(tx, services, id, body));
  },
});

const withdraw = route({
  kind: 'write',
  operation: 'withdrawVoucherDispute',
  method: 'post',
  path: `${onePath}/withdrawal`,
  tag,
  summary: {
    it: 'Ritira la contestazione prima della decisione: il fornitore è pagato',
    en: 'Withdraw the dispute before the decision: the provider is paid',
  },
  who: holders,
  params: disputeParams,
  reply: disputeAnswered,
  refusals: ['samePerson'],
  async write(tx, { params, principal }, services) {
    const { id } = await disputeOrThrow(tx, principal, params.disputeId, ['holder', 'office']);
    return answered(await withdrawDispute(tx, services, id));
  },
});

const decide = route({
  kind: 'write',
  operation: 'decideVoucherDispute',
  method: 'post',
  path: `${onePath}/decision`,
  tag,
  summary: {
    it: 'Decide una contestazione con i motivi: per chi ha il buono, che torna a valere, o per il fornitore',
    en: 'Decide a dispute with reasons: for the holder, whose voucher is good again, or for the provider',
  },
  who: ['caseworker'],
  params: disputeParams,
  body: decideDisputeInput,
  reply: disputeAnswered,
  refusals: ['samePerson', 'wholeAmountOnly', 'insufficientFunds'],
  async write(tx, { params, body, principal }, services) {
    const { id } = await disputeOrThrow(tx, principal, params.disputeId, ['office']);
    return answered(await decideDispute(tx, services, id, body));
  },
});

const readDecision = route({
  kind: 'file',
  operation: 'readDisputeDecision',
  method: 'get',
  path: `${onePath}/letter`,
  tag,
  summary: {
    it: 'La decisione, in PDF: la stessa per le due parti; lo sportello dice perché la apre',
    en: 'The decision as PDF: the same for both; the desk says why it opens it',
  },
  who: parties,
  params: disputeParams,
  query: openingQuery,
  reply: z.never(),
  refusals: ['erased'],
  mediaTypes: ['application/pdf'],
  async file(tx, { params, query, principal }, { vault }) {
    const { letterDocumentId } = await disputeOrThrow(tx, principal, params.disputeId);
    if (letterDocumentId === null) throw notFound(disputeWord);
    if (hasRole(principal, 'caseworker'))
      await recordAudit(tx, vault, {
        action: 'document.opened',
        subjectKind: 'document',
        subjectId: letterDocumentId,
        reason: reasonOrThrow(query.reason),
      });
    const document = await openDocument(tx, vault, letterDocumentId);
    return { bytes: document.bytes, mediaType: document.mediaType, fileName: document.name };
  },
});

export const voucherDisputeRoutes = [
  listRedemptions,
  open,
  list,
  get,
  answer,
  withdraw,
  decide,
  readDecision,
];
