import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { readSlipNumber, slipEntryUntil, slipNumber } from '../../domain/paper-slip.ts';
import { Refusal } from '../../domain/refusal.ts';
import { formatInstant } from '../../domain/time.ts';
import { codeBytes, codeFrom } from '../../domain/voucher-code.ts';
import { reasonOf } from '../../domain/voucher-reasons.ts';
import type { Tx } from '../../prisma/database.ts';
import type { PaperSlip, TillUser, Voucher } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { recordAudit } from '../audit.ts';
import { captureHold, type Receipt } from './capture.ts';
import { findVoucher } from './find-voucher.ts';
import { holdVoucher } from './hold.ts';

/** What stands on a slip that was filled in, and from where it is typed. */
export interface FilledSlip {
  readonly number: string;
  readonly code: string;
  readonly servedAt: Date;
  readonly from: string;
}

/** A slip and the voucher whose code stands on it, both as good as they were at the moment of the service. */
export interface ReadSlip {
  readonly slip: PaperSlip;
  readonly voucher: Voucher;
}

/** Prints blank slips for a place: numbered now, so that each is entered once and at no other place. */
export async function printSlips(
  tx: Tx,
  vault: Vault,
  {
    placeId,
    count,
    ...of
  }: { readonly providerId: string; readonly placeId: string; readonly count: number },
): Promise<{ readonly bookId: string; readonly numbers: readonly string[] }> {
  const bookId = randomUUIDv7();
  const numbers = Array.from({ length: count }, () => slipNumber(codeFrom(randomBytes(codeBytes))));
  const base = { ...of, placeId, bookId, allianceId: tx.allianceId };
  await tx.db.paperSlip.createMany({
    data: numbers.map((number) => ({ ...base, number, printedBy: tx.actor.id, printedAt: tx.now })),
  });
  await recordAudit(tx, vault, { action: 'paperSlips.printed', subjectKind: 'place', subjectId: placeId });
  return { bookId, numbers };
}

/** Enters a slip within its day: what a hold and a capture do, judged at the moment that stands on it. */
export async function enterSlip(
  tx: Tx,
  vault: Vault,
  till: TillUser,
  filled: FilledSlip,
  wantedCents: number | undefined,
): Promise<Receipt | Refusal> {
  const slip = await blankSlipOrThrow(tx, till, filled);
  if (slipEntryUntil(filled.servedAt) < tx.now) throw tooLate;
  const voucher = await voucherOfSlip(tx, vault, till, filled);
  if (voucher instanceof Refusal) return voucher;
  return takeBySlip(tx, till, { slip, voucher }, { ...filled, wantedCents });
}

/** A slip whose day is over and which only the office can still take. */
export async function readLateSlip(
  tx: Tx,
  vault: Vault,
  till: TillUser,
  filled: FilledSlip,
): Promise<ReadSlip | Refusal> {
  const slip = await blankSlipOrThrow(tx, till, filled);
  if (slipEntryUntil(filled.servedAt) >= tx.now) throw inTime;
  const voucher = await voucherOfSlip(tx, vault, till, filled);
  return voucher instanceof Refusal ? voucher : { slip, voucher };
}

/**
 * Takes with a slip. The voucher's row decides against every till, and the slip's row, written last, against the same
 * slip entered at once with another voucher: that takes everything back.
 */
export async function takeBySlip(
  tx: Tx,
  till: TillUser,
  { slip, voucher }: ReadSlip,
  { servedAt, wantedCents }: { readonly servedAt: Date; readonly wantedCents: number | undefined },
): Promise<Receipt | Refusal> {
  if (voucher.state === 'spent') return takenAlready(tx, voucher.id);
  const held = await holdVoucher(tx, till, voucher, wantedCents, servedAt);
  if (held instanceof Refusal) return held;
  const taken = await captureHold(tx, till, held.id, undefined);
  if (taken instanceof Refusal) throw taken;
  const { count } = await tx.db.paperSlip.updateMany({
    where: { id: slip.id, redemptionId: null },
    data: { redemptionId: taken.redemption.id, servedAt, enteredAt: tx.now },
  });
  if (count === 0) throw enteredAlready;
  return taken;
}

async function blankSlipOrThrow(
  tx: Tx,
  { organisationId, placeId }: TillUser,
  { number: typed, servedAt }: FilledSlip,
): Promise<PaperSlip> {
  const number = readSlipNumber(typed);
  const slip =
    number && (await tx.db.paperSlip.findFirst({ where: { number, providerId: organisationId, placeId } }));
  if (!slip) throw unknown;
  if (slip.redemptionId) throw enteredAlready;
  if (servedAt < slip.printedAt || servedAt > tx.now) throw impossibleMoment;
  return slip;
}

/** Found by its code, with the limits of every typed code; it had to be there at the moment of the service, and good. */
async function voucherOfSlip(
  tx: Tx,
  vault: Vault,
  { organisationId }: TillUser,
  { code, from, servedAt }: FilledSlip,
): Promise<Voucher | Refusal> {
  const voucher = await findVoucher(tx, vault, { providerId: organisationId, from }, { code });
  if (voucher instanceof Refusal) return voucher;
  return voucher.issuedAt <= servedAt && servedAt <= voucher.expiresAt ? voucher : notGoodThen;
}

/** With the moment at which it was, which tells whoever holds the paper whether it was this service. */
export async function takenAlready(tx: Tx, voucherId: string): Promise<Refusal> {
  const { capturedAt } = await tx.db.redemption.findFirstOrThrow({
    where: { voucherId },
    orderBy: { capturedAt: 'desc' },
  });
  return new Refusal('voucherNotGood', {
    detail: {
      it: `Il buono è già stato usato: ${formatInstant(capturedAt, 'it')}. Conservi il tagliando; se quella riscossione era un errore, ne chieda la correzione. Alla persona non si chiede denaro.`,
      en: `The voucher has been used already: ${formatInstant(capturedAt, 'en')}. Keep the slip; if that redemption was a mistake, ask for its correction. The person is not asked for money.`,
    },
    reasons: [reasonOf('USED_ALREADY')],
    possible: ['askCorrection'],
  });
}

const unknown = new Refusal('notFound', {
  detail: {
    it: 'Questo numero non è di un tagliando stampato per questa sede: controlli i dodici segni. Un tagliando di un’altra sede si registra in quella sede.',
    en: 'This number is of no slip printed for this place: check the twelve signs. A slip of another place is entered at that place.',
  },
});
const enteredAlready = new Refusal('stepNotPossible', {
  detail: {
    it: 'Questo tagliando è già stato registrato: la sua riscossione è nell’elenco.',
    en: 'This slip was entered already: its redemption is on the list.',
  },
  possible: ['listRedemptions'],
});
const impossibleMoment = new Refusal('stepNotPossible', {
  detail: {
    it: 'Il momento scritto sul tagliando deve venire dopo la stampa del tagliando e prima di adesso: controlli giorno e ora.',
    en: 'The moment on the slip must come after the slip was printed and before now: check day and time.',
  },
  possible: ['enterPaperSlip'],
});
const tooLate = new Refusal('stepNotPossible', {
  detail: {
    it: 'Il giorno del tagliando è finito: ora può registrarlo solo l’ufficio del Fondo, dopo una richiesta con il motivo. Alla persona non si chiede denaro.',
    en: 'The day of the slip is over: only the Fund’s office can enter it now, once it is asked with a reason. The person is not asked for money.',
  },
  possible: ['askLateSlip'],
});
const inTime = new Refusal('stepNotPossible', {
  detail: {
    it: 'Il tagliando è ancora nel suo giorno: lo registri alla cassa.',
    en: 'The slip is still within its day: enter it at the till.',
  },
  possible: ['enterPaperSlip'],
});
const notGoodThen = new Refusal('voucherNotGood', {
  detail: {
    it: 'Nel momento scritto sul tagliando il buono non valeva: non era ancora emesso, o era già scaduto. Controlli giorno e ora; senza un buono valido in quel momento il tagliando non si registra.',
    en: 'At the moment on the slip the voucher was not good: it was not issued yet, or had lapsed already. Check day and time; without a voucher good at that moment the slip is not entered.',
  },
  reasons: [reasonOf('OUTSIDE_ITS_DAYS')],
});
