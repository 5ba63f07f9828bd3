import { randomUUIDv7 } from 'node:crypto';
import { addDays, earlierOf, fromDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { Refusal, notFound } from '../../domain/refusal.ts';
import { endOfDay, toPlainDate } from '../../domain/time.ts';
import { voucherExpiryId } from '../../workflows/contract.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Voucher, VoucherExtension } from '../../prisma/generated/client.ts';
import { lockRow } from '../../prisma/lock-row.ts';
import { recordAudit } from '../audit.ts';
import { queueMails } from '../mail.ts';
import type { ActivityServices } from '../services.ts';
import { wakeUp } from '../wakeup.ts';
import { untilWhen } from './until-when.ts';

/** No voucher is made good for longer than this from the day on which it is extended. */
export const EXTENSION_DAYS_MAX = 365;

/**
 * Gives one voucher a later last day, for a reason that is kept with it. What lapsed stays lapsed: whoever comes first,
 * this or the expiry, the other finds it done.
 */
export async function extendVoucher(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  { voucherId, until, reason }: { voucherId: string; until: PlainDate; reason: string },
): Promise<VoucherExtension> {
  const voucher = await lockRow(tx, 'voucher', voucherId, 'NO KEY UPDATE');
  if (!voucher) throw notFound({ it: 'Buono', en: 'Voucher' });
  if (!isStillGood(tx, voucher)) throw over;
  const latest = await latestDay(tx, voucher);
  if (until > latest) throw tooLate(latest);
  const expiresAt = endOfDay(until);
  if (expiresAt <= voucher.expiresAt) throw notLater;
  await tx.db.voucher.update({
    where: { id: voucherId },
    data: await untilWhen(tx, expiresAt),
  });
  const id = randomUUIDv7();
  const subject = { kind: 'person', id: voucher.holderId } as const;
  const extension = await tx.db.voucherExtension.create({
    data: {
      id,
      allianceId: tx.allianceId,
      voucherId,
      extendedFrom: voucher.expiresAt,
      extendedUntil: expiresAt,
      extendedBy: tx.actor.id,
      reasonSealed: await services.vault.seal(tx, subject, `voucherExtension/${id}`, { reason }),
      createdAt: tx.now,
    },
  });
  await recordAudit(tx, services.vault, {
    action: 'voucher.extended',
    subjectKind: 'voucher',
    subjectId: voucherId,
  });
  await tellExtended(tx, services, [voucher.holderId]);
  await wakeUp(tx, voucherExpiryId(tx.allianceId));
  return extension;
}

/** Whether more time can be given to it at all: what lapsed stays lapsed. */
export function isStillGood(
  { now }: Pick<Tx, 'now'>,
  { state, expiresAt }: Pick<Voucher, 'state' | 'expiresAt'>,
): boolean {
  return (state === 'active' || state === 'held') && expiresAt >= now;
}

/** Never beyond the plan's last day, which its employer set, and never for years. */
export async function latestDay(tx: Tx, { walletId }: Pick<Voucher, 'walletId'>): Promise<PlainDate> {
  const latest = addDays(toPlainDate(tx.now), EXTENSION_DAYS_MAX);
  if (walletId === null) return latest;
  const { planId } = await tx.db.wallet.findUniqueOrThrow({ where: { id: walletId } });
  const { validUntil } = await tx.db.welfarePlan.findUniqueOrThrow({ where: { id: planId } });
  return earlierOf(latest, fromDateColumn(validUntil));
}

/** One mail a day for each holder; the new day stands in the list of their vouchers. */
export async function tellExtended(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  holderIds: readonly string[],
): Promise<void> {
  const today = toPlainDate(tx.now);
  await queueMails(
    tx,
    vault,
    [...new Set(holderIds)].map((recipientId) => ({
      template: 'vouchersExtended' as const,
      recipientId,
      params: {},
      dedupeKey: `vouchersExtended/${recipientId}/${today}`,
    })),
  );
}

const over = new Refusal('voucherNotExtendable', {
  detail: {
    it: 'Il buono non vale più e non si proroga: ciò che restava è andato dove dice la regola del piano; con il credito tornato se ne può ordinare un altro.',
    en: 'The voucher is no longer good and is not extended: what was left went where the plan’s rule says; with credit that came back another can be ordered.',
  },
});

const notLater = new Refusal('voucherNotExtendable', {
  detail: {
    it: 'Il nuovo ultimo giorno deve venire dopo quello che il buono ha già.',
    en: 'The new last day must come after the one that the voucher has already.',
  },
});

function tooLate(latest: PlainDate): Refusal {
  return new Refusal('voucherNotExtendable', {
    detail: {
      it: `Questo buono si può prorogare al più fino al ${latest}: oltre finisce il piano che lo ha pagato, o passa un anno. Indichi un giorno prima.`,
      en: `This voucher can be extended until ${latest} at the latest: after that the plan that paid for it ends, or a year is over. Name an earlier day.`,
    },
  });
}
