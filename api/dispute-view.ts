import type { z } from 'zod';
import {
  disputeKey,
  disputeSubject,
  excludedFrom,
  sealedAs,
  stepsOf,
} from '../activities/voucher-dispute/dispute.ts';
import { fromDateColumn } from '../domain/plain-date.ts';
import { evidenceKinds, evidenceSides } from '../domain/voucher-dispute.ts';
import type { Tx } from '../prisma/database.ts';
import type { VoucherDispute } from '../prisma/generated/client.ts';
import type { Vault } from '../vault/vault.ts';
import { instantIn } from './dates.ts';
import type { disputeItem, disputeView } from './dispute-schema.ts';

/** Disputes as either side sees them, by numbers: whose voucher it is stands in none. */
export async function disputeItems(
  tx: Tx,
  rows: readonly VoucherDispute[],
): Promise<z.input<typeof disputeItem>[]> {
  const numberOf = await numbersOf(tx, rows);
  const providers = await providerNames(tx, rows);
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    redemptionId: row.redemptionId,
    redemptionNumber: numberOf.get(row.redemptionId)!,
    voucherNumber: numberOf.get(row.voucherId)!,
    provider: { id: row.providerId, name: providers.get(row.providerId)! },
    reason: row.reason,
    amountCents: row.amountCents,
    state: row.state,
    openedAt: row.openedAt.toISOString(),
    answerDueOn: fromDateColumn(row.answerDueOn),
    answeredAt: instantIn(row.answeredAt),
    decidedAt: instantIn(row.decidedAt),
    grantedCents: row.grantedCents,
    possible: [...stepsOf(tx, row)],
  }));
}

/** One of them with all that was said and handed in. */
export async function openedDispute(
  tx: Tx,
  vault: Vault,
  row: VoucherDispute,
): Promise<z.input<typeof disputeView>> {
  const [item] = await disputeItems(tx, [row]);
  const read = (part: Parameters<typeof sealedAs>[1], sealed: Uint8Array) =>
    vault.open<string>(tx, disputeKey(row), sealedAs(row, part), sealed);
  const documents = await tx.db.document.findMany({
    where: { ...disputeSubject(row), kind: { in: evidenceKinds }, erasedAt: null },
    orderBy: { id: 'asc' },
  });
  const mayDecide = !(await excludedFrom(tx, row)).includes(tx.actor.id);
  return {
    ...item!,
    possible: item!.possible.filter((step) => mayDecide || step !== 'decideVoucherDispute'),
    text: await read('text', row.textSealed),
    answer: row.answerSealed && (await read('answer', row.answerSealed)),
    agrees: row.agrees,
    reasons: row.reasonsSealed && (await read('reasons', row.reasonsSealed)),
    evidence: documents.map(({ id, kind, mediaType, sizeBytes, createdAt }) => ({
      id,
      from: evidenceSides[kind as keyof typeof evidenceSides],
      mediaType,
      sizeBytes,
      createdAt: createdAt.toISOString(),
    })),
  };
}

export async function providerNames(
  tx: Tx,
  rows: readonly { readonly providerId: string }[],
): Promise<ReadonlyMap<string, string>> {
  const providers = await tx.db.organisation.findMany({
    where: { id: { in: rows.map(({ providerId }) => providerId) } },
    select: { id: true, name: true },
  });
  return new Map(providers.map(({ id, name }) => [id, name]));
}

/** The numbers by which redemptions and vouchers are spoken of. */
async function numbersOf(tx: Tx, rows: readonly VoucherDispute[]): Promise<ReadonlyMap<string, string>> {
  const select = { id: true, number: true };
  const redemptions = await tx.db.redemption.findMany({
    where: { id: { in: rows.map(({ redemptionId }) => redemptionId) } },
    select,
  });
  const vouchers = await tx.db.voucher.findMany({
    where: { id: { in: rows.map(({ voucherId }) => voucherId) } },
    select,
  });
  return new Map([...redemptions, ...vouchers].map(({ id, number }) => [id, number]));
}
