import { z } from 'zod';
import {
  answerField,
  askCorrection,
  excludedFrom,
  reasonField,
  subjectOf,
} from '../activities/till/ask-correction.ts';
import { approveCorrection, refuseCorrection } from '../activities/till/decide-correction.ts';
import { notFound } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Prisma, RedemptionCorrection } from '../prisma/generated/client.ts';
import { RedemptionCorrectionState } from '../prisma/generated/enums.ts';
import { ErasedError } from '../vault/errors.ts';
import type { Vault } from '../vault/vault.ts';
import { nothing } from './access.ts';
import { correction, shownCorrection } from './correction-schema.ts';
import { hasRole, type Principal } from './principal.ts';
import { dutyOf } from './provider-access.ts';
import { route } from './route.ts';
import { amountCents, asPage, cursorQuery, id, page, pageArguments, positiveCents, prose } from './schema.ts';

const tag = 'till';
const deciders = ['fundOfficer', 'administrator'] as const;
const decisions = ['approveCorrection', 'refuseCorrection'] as const;
const readers = [...deciders, 'auditor', 'provider'] as const;
const one = z.strictObject({ correctionId: id });

const askIt = route({
  kind: 'write',
  operation: 'askCorrection',
  method: 'post',
  path: '/v1/redemptions/{redemptionId}/corrections',
  tag,
  summary: {
    it: 'Dice che una riscossione era un errore, e che cosa andava riscosso; decide un’altra persona',
    en: 'Say that a redemption was a mistake, and what was to be taken; somebody else decides',
  },
  who: ['provider', 'fundOfficer'],
  status: 201,
  params: z.strictObject({ redemptionId: id }),
  body: z.strictObject({
    rightCents: positiveCents
      .optional()
      .meta({ description: 'Of a cumulative voucher; nothing, if left out' }),
    reason: prose(1000),
  }),
  reply: correction,
  refusals: ['wholeAmountOnly', 'insufficientFunds', 'voucherNotGood', 'alreadyExists'],
  async write(tx, { params: { redemptionId }, body: { rightCents, reason }, principal }, services) {
    const redemption = await tx.db.redemption.findFirst({
      where: { AND: [{ id: redemptionId }, ownTakings(principal)] },
    });
    if (!redemption) throw notFound({ it: 'Riscossione', en: 'Redemption' });
    return shownCorrection(await askCorrection(tx, services, redemption, { rightCents, reason }));
  },
});

const list = route({
  kind: 'read',
  operation: 'listCorrections',
  method: 'get',
  path: '/v1/redemption-corrections',
  tag,
  summary: {
    it: 'Le correzioni chieste e decise; un fornitore vede le proprie',
    en: 'The corrections asked for and decided; a provider sees its own',
  },
  who: readers,
  query: cursorQuery.extend({ state: z.enum(RedemptionCorrectionState).optional() }),
  reply: page(correction),
  async read(tx, { query: { state, ...paging }, principal }) {
    const rows = await tx.db.redemptionCorrection.findMany({
      ...pageArguments(paging),
      where: { AND: [state ? { state } : {}, visible(principal)] },
    });
    return asPage(rows.map(shownCorrection), paging.limit);
  },
});

const getOne = route({
  kind: 'read',
  operation: 'getCorrection',
  method: 'get',
  path: '/v1/redemption-corrections/{correctionId}',
  tag,
  summary: {
    it: 'Una correzione, con il motivo e la risposta',
    en: 'One correction, with why it was asked for and the answer',
  },
  who: readers,
  params: one,
  reply: z.strictObject({
    ...correction.shape,
    voucherNumber: z.string(),
    takenCents: amountCents.nullable().meta({ description: 'What was taken by mistake' }),
    reason: z.string().nullable().meta({ description: 'None once the person was erased' }),
    answer: z.string().nullable().meta({ description: 'Why it was refused' }),
    possible: z
      .array(z.enum(decisions))
      .meta({ description: 'What this caller may decide: nothing of what they asked for or have a part in' }),
  }),
  async read(tx, { params: { correctionId }, principal }, { vault }) {
    const row = await tx.db.redemptionCorrection.findFirst({
      where: { AND: [{ id: correctionId }, visible(principal)] },
    });
    if (!row) throw notFound({ it: 'Correzione', en: 'Correction' });
    const voucher = await tx.db.voucher.findUniqueOrThrow({ where: { id: row.voucherId } });
    const taken = row.redemptionId
      ? await tx.db.redemption.findUniqueOrThrow({ where: { id: row.redemptionId } })
      : null;
    const told = (field: string, sealed: Uint8Array | null) =>
      opened(tx, vault, { holderId: voucher.holderId, field, sealed });
    return {
      ...shownCorrection(row),
      voucherNumber: voucher.number,
      takenCents: taken?.amountCents ?? null,
      reason: await told(reasonField(row.id), row.reasonSealed),
      answer: await told(answerField(row.id), row.answerSealed),
      possible: await decisionsOf(tx, principal, row),
    };
  },
});

const decision = (
  operation: (typeof decisions)[number],
  path: string,
  summary: { readonly it: string; readonly en: string },
) =>
  ({
    kind: 'write',
    operation,
    method: 'post',
    path: `/v1/redemption-corrections/{correctionId}/${path}`,
    tag,
    summary,
    who: deciders,
    params: one,
    reply: correction,
  }) as const;

const approveIt = route({
  ...decision('approveCorrection', 'approval', {
    it: 'Approva una correzione chiesta da un’altra persona: è registrata subito, per intero',
    en: 'Approve a correction that somebody else asked for: it is entered at once and whole',
  }),
  refusals: ['samePerson', 'voucherNotGood', 'wholeAmountOnly', 'insufficientFunds'],
  async write(tx, { params: { correctionId } }, services) {
    return shownCorrection(await approveCorrection(tx, services, correctionId));
  },
});

const refuseIt = route({
  ...decision('refuseCorrection', 'refusal', {
    it: 'Rifiuta una correzione chiesta da un’altra persona, con il motivo: la riscossione resta com’è',
    en: 'Refuse a correction that somebody else asked for, saying why: the redemption stays as it is',
  }),
  body: z.strictObject({ reason: prose(1000) }),
  refusals: ['samePerson'],
  async write(tx, { params: { correctionId }, body: { reason } }, services) {
    return shownCorrection(await refuseCorrection(tx, services, { id: correctionId, reason }));
  },
});

async function decisionsOf(tx: Tx, principal: Principal, row: RedemptionCorrection) {
  if (row.state !== 'asked' || !hasRole(principal, ...deciders)) return [];
  return (await excludedFrom(tx, row)).includes(principal.accountId) ? [] : [...decisions];
}

/** The office sees every redemption; a provider its own, or those of the one place that the account sees. */
function ownTakings(principal: Principal): Prisma.RedemptionWhereInput {
  if (hasRole(principal, 'fundOfficer')) return {};
  const duty = dutyOf(principal);
  if (!duty) return nothing;
  const { organisationId: providerId, placeId } = duty;
  return { providerId, ...(placeId === null ? {} : { placeId }) };
}

/** A provider sees its own, unless one works at one place alone. */
function visible(principal: Principal): Prisma.RedemptionCorrectionWhereInput {
  if (hasRole(principal, ...deciders, 'auditor')) return {};
  const duty = dutyOf(principal);
  return duty && duty.placeId === null ? { providerId: duty.organisationId } : nothing;
}

async function opened(
  tx: Tx,
  vault: Vault,
  {
    holderId,
    field,
    sealed,
  }: {
    readonly holderId: string;
    readonly field: string;
    readonly sealed: Uint8Array | null;
  },
): Promise<string | null> {
  if (!sealed) return null;
  try {
    return (await vault.open<{ reason: string }>(tx, subjectOf({ holderId }), field, sealed)).reason;
  } catch (error) {
    if (error instanceof ErasedError) return null;
    throw error;
  }
}

export const correctionRoutes = [askIt, list, getOne, approveIt, refuseIt];
