import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { qrSvg } from '../activities/voucher/qr.ts';
import { secretsOf } from '../activities/voucher/secret.ts';
import { notMonetisable, voidReasons, voidVoucher } from '../activities/voucher/void.ts';
import { renderVoucher } from '../activities/voucher/voucher-pdf.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Voucher } from '../prisma/generated/client.ts';
import { openingQuery, ownRoles, reachablePersonIds, reasonOrThrow } from './access.ts';
import { invalidField } from './invalid-field.ts';
import { hasRole, type Principal } from './principal.ts';
import { printedVoucher } from './printed-voucher.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, page, pageArguments } from './schema.ts';
import { ownVoucherOrThrow, voucherOrThrow } from './voucher-access.ts';
import { openedVoucher, voucherParams, voucherView } from './voucher-schema.ts';
import { voucherViews } from './voucher-view.ts';

const tag = 'vouchers';
const onePath = '/v1/vouchers/{voucherId}';
const who = [...ownRoles, 'caseworker'] as const;

const list = route({
  kind: 'read',
  operation: 'listVouchers',
  method: 'get',
  path: '/v1/vouchers',
  tag,
  summary: {
    it: 'I propri buoni, e quelli di chi si rappresenta: che cosa resta, dove e fino a quando si usano',
    en: 'One’s own vouchers, and those of whom one acts for: what is left, where and until when',
  },
  who,
  query: cursorQuery.extend({
    ...openingQuery.shape,
    holderId: id.optional().meta({ description: 'Of one person; a caseworker names them and says why' }),
  }),
  reply: page(voucherView),
  async read(tx, { query: { holderId, reason, ...paging }, principal }, { vault }) {
    const holderIds = await holdersOrThrow(tx, principal, holderId);
    if (hasRole(principal, 'caseworker') && holderIds.length > 0)
      await recordAudit(tx, vault, {
        action: 'vouchers.listed',
        subjectKind: 'person',
        subjectId: holderIds[0]!,
        reason: reasonOrThrow(reason),
      });
    const rows = await tx.db.voucher.findMany({
      ...pageArguments(paging),
      where: { holderId: { in: [...holderIds] } },
    });
    return asPage(await voucherViews(tx, rows), paging.limit);
  },
});

/** The office looks one person up at a time; everybody else sees whom they reach. */
async function holdersOrThrow(
  tx: Tx,
  principal: Principal,
  holderId: string | undefined,
): Promise<readonly string[]> {
  if (hasRole(principal, 'caseworker')) {
    if (!holderId) throw nameHolder;
    const known = await tx.db.person.findMany({ where: { id: holderId }, select: { id: true } });
    return known.map((person) => person.id);
  }
  const reachable = await reachablePersonIds(tx, principal);
  return holderId ? reachable.filter((personId) => personId === holderId) : reachable;
}

const get = route({
  kind: 'read',
  operation: 'getVoucher',
  method: 'get',
  path: onePath,
  tag,
  summary: {
    it: 'Un buono; a chi ne è titolare anche il segreto del QR e il codice da digitare',
    en: 'A voucher; to its holder also the secret of the QR and the code to type',
  },
  who,
  params: voucherParams,
  query: openingQuery,
  reply: openedVoucher,
  async read(tx, { params, query, principal }, { vault }) {
    const voucher = await voucherOrThrow(tx, principal, params.voucherId);
    const atWork = hasRole(principal, 'caseworker');
    if (atWork)
      await recordAudit(tx, vault, {
        action: 'voucher.opened',
        subjectKind: 'voucher',
        subjectId: voucher.id,
        reason: reasonOrThrow(query.reason),
      });
    const [shown] = await voucherViews(tx, [voucher]);
    const isShowable = !atWork && isLive(voucher);
    const { secret, code } = isShowable
      ? await secretsOf(tx, vault, voucher.id)
      : { secret: null, code: null };
    return { ...shown!, secret, code, decisionId: await decisionOf(tx, principal, voucher) };
  },
});

/** It was made in the transaction that issued the voucher, under its holder's lock: at that very instant. */
async function decisionOf(tx: Tx, { personId }: Principal, voucher: Voucher): Promise<string | null> {
  const { holderId, taxLetter, issuedAt } = voucher;
  if (taxLetter === null || holderId !== personId) return null;
  const made = await tx.db.voucherDecision.findFirst({ where: { holderId, taxLetter, madeAt: issuedAt } });
  return made?.id ?? null;
}

const readQr = route({
  kind: 'file',
  operation: 'readVoucherQr',
  method: 'get',
  path: `${onePath}/qr`,
  tag,
  summary: { it: 'Il QR di un proprio buono, in SVG', en: 'The QR of one’s own voucher, as SVG' },
  who: ownRoles,
  params: voucherParams,
  reply: z.never(),
  mediaTypes: ['image/svg+xml'],
  refusals: ['stepNotPossible'],
  async file(tx, { params, principal }, { vault }) {
    const voucher = await liveOrThrow(tx, principal, params.voucherId);
    const { secret } = await secretsOf(tx, vault, voucher.id);
    return { bytes: qrSvg(secret), mediaType: 'image/svg+xml', fileName: `${voucher.number}.svg` };
  },
});

const readPaper = route({
  kind: 'file',
  operation: 'readVoucherPaper',
  method: 'get',
  path: `${onePath}/document`,
  tag,
  summary: {
    it: 'Un proprio buono da stampare, in PDF accessibile',
    en: 'One’s own voucher to print, as an accessible PDF',
  },
  who: ownRoles,
  params: voucherParams,
  reply: z.never(),
  mediaTypes: ['application/pdf'],
  refusals: ['stepNotPossible', 'erased'],
  async file(tx, { params, principal }, { vault }) {
    const voucher = await liveOrThrow(tx, principal, params.voucherId);
    const bytes = await renderVoucher(await printedVoucher(tx, vault, voucher));
    return { bytes, mediaType: 'application/pdf', fileName: `${voucher.number}.pdf` };
  },
});

const voidOne = route({
  kind: 'write',
  operation: 'voidVoucher',
  method: 'post',
  path: `${onePath}/void`,
  tag,
  summary: {
    it: 'Annulla un buono non ancora usato: il credito torna intero e si ordina di nuovo; non si paga mai il valore',
    en: 'Void a voucher that was not used: the whole credit comes back to order anew; its value is never paid out',
  },
  who,
  params: voucherParams,
  body: z.strictObject({
    reason: z.enum(voidReasons),
    refundTo: z
      .enum(['wallet', 'bankAccount', 'cash'])
      .default('wallet')
      .meta({ description: 'Only ever the wallet: anything else is refused' }),
  }),
  reply: z.strictObject({ id, state: z.literal('voided') }),
  refusals: ['notMonetisable'],
  async write(tx, { params, body, principal }, { vault }) {
    const voucher = await voucherOrThrow(tx, principal, params.voucherId);
    if (body.refundTo !== 'wallet') throw notMonetisable;
    await voidVoucher(tx, { vault }, voucher, body.reason);
    return { id: voucher.id, state: 'voided' as const };
  },
});

export const voucherRoutes = [list, get, readQr, readPaper, voidOne];

/** What opened it is good for nothing once it ended, and is shown no more. */
function isLive({ state }: Voucher): boolean {
  return state === 'active' || state === 'held';
}

async function liveOrThrow(tx: Tx, principal: Principal, voucherId: string): Promise<Voucher> {
  const voucher = await ownVoucherOrThrow(tx, principal, voucherId);
  if (!isLive(voucher)) throw ended;
  return voucher;
}

const ended = new Refusal('stepNotPossible', {
  detail: {
    it: 'Questo buono è già speso, scaduto o annullato: non c’è più niente da mostrare.',
    en: 'This voucher is spent, lapsed or voided already: there is nothing left to show.',
  },
});
const nameHolder = invalidField('/query/holderId', {
  it: 'indichi di chi',
  en: 'say whose',
});
