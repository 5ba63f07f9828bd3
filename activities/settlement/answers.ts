import { earlierOf, fromDateColumn, toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { Refusal } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import { post } from '../../ledger/post.ts';
import { bankLineUnexplained } from '../../ledger/postings.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import type { Tx } from '../../prisma/database.ts';
import type { BankLine, SettlementItem } from '../../prisma/generated/client.ts';
import { holdRow } from '../../prisma/lock-row.ts';
import type { Vault } from '../../vault/vault.ts';
import { recordAudit } from '../audit.ts';
import { askFundOfficers, officeDid } from '../office-tasks.ts';
import type { ActivityServices } from '../services.ts';
import { releaseLines } from './approve.ts';
import type { BankEntry } from './bank-entry.ts';
import { collectRedemptions } from './collect.ts';
import type { ListedEntry } from './bank-csv.ts';
import { refuseImpossibleLines } from './impossible-lines.ts';
import { bounceItem, confirmItem } from './money.ts';
import { stillStands } from './never-was.ts';
import { mailNotArrived } from './not-arrived.ts';
import { toExplain, toFollowUp } from './tasks.ts';

/** How many lines of a list did what; those known already did nothing. */
export interface Reconciled {
  readonly confirmed: number;
  readonly rejected: number;
  readonly unknown: number;
  readonly repeated: number;
}

/** The same of a list that somebody cut or typed: what cannot be is refused before anything is written. */
export async function reconcileList(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  entries: readonly ListedEntry[],
): Promise<Reconciled> {
  await holdRow(tx, 'alliance', tx.allianceId);
  await refuseImpossibleLines(tx, entries);
  return reconcile(tx, services, entries);
}

/**
 * Takes what the bank says, line by line: a payment is confirmed or comes back, and money for which nobody asked waits
 * in suspense until somebody explains it. Two lists at once take turns, so the same line never counts twice.
 */
export async function reconcile(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  entries: readonly BankEntry[],
): Promise<Reconciled> {
  await holdRow(tx, 'alliance', tx.allianceId);
  const counts = { confirmed: 0, rejected: 0, unknown: 0, repeated: 0 };
  for (const entry of entries) counts[await take(tx, vault, entry)] += 1;
  await closeAnswered(tx);
  await recordAudit(tx, vault, { action: 'settlement.reconciled', subjectKind: 'alliance' });
  return counts;
}

async function take(tx: Tx, vault: Vault, entry: BankEntry): Promise<keyof Reconciled> {
  const { bankRef, amountCents } = entry;
  const known = await tx.db.bankLine.findFirst({
    where: { bankRef, amountCents: sideOf(amountCents), ...stillStands },
  });
  if (known) {
    if (!isSame(known, entry)) throw refOfAnotherLine(bankRef);
    const isNews = entry.returnedBy && known.returnRef === null;
    return isNews ? take(tx, vault, entry.returnedBy!) : 'repeated';
  }
  if (await cameBack(tx, entry)) return 'repeated';
  const item = await answeredItem(tx, entry);
  if (!item) return toSuspense(tx, entry);
  const outcome = entry.isRejected ? 'rejected' : 'confirmed';
  const bookedOn = bookedBy(tx, entry.bookedOn);
  await writeLine(tx, entry, outcome, item.id);
  if (entry.isRejected) {
    await releaseLines(tx, [item.id]);
    await bounceItem(tx, item, { bankRef, bookedOn });
    await mailNotArrived(tx, vault, item, 'providerPaymentRejected');
  } else {
    await confirmItem(tx, item, { bankRef, bookedOn });
    await collectRedemptions(tx, item, bookedOn);
  }
  return outcome;
}

/** Banks call a payment and its coming back by one reference: what tells them apart is the side they stand on. */
function sideOf(amountCents: number) {
  return amountCents < 0 ? { lt: 0 } : { gt: 0 };
}

/** Whether it is the second line of a payment that was refused, told again without the first. */
async function cameBack(tx: Tx, { bankRef, endToEndId, amountCents }: BankEntry): Promise<boolean> {
  const where = { returnRef: bankRef, endToEndId, amountCents: -amountCents, ...stillStands };
  return (await tx.db.bankLine.count({ where })) > 0;
}

/** The payment that the line answers, taken over the line: it is with the bank, and of just this amount. */
async function answeredItem(tx: Tx, entry: BankEntry): Promise<SettlementItem | undefined> {
  const { endToEndId, amountCents, isRejected } = entry;
  if (endToEndId === null) return undefined;
  const [item] = await tx.db.settlementItem.updateManyAndReturn({
    where: { endToEndId, state: 'sent', amountCents: -amountCents },
    data: { state: isRejected ? 'rejected' : 'confirmed', answeredAt: tx.now },
  });
  return item;
}

/** Of a payment that was refused no money moved: only somebody has to look why nobody here asked for it. */
async function toSuspense(tx: Tx, entry: BankEntry): Promise<'unknown'> {
  const line = await writeLine(tx, entry, 'unknown', null);
  if (!entry.isRejected)
    await post(
      tx,
      bankLineUnexplained({
        id: suspenseId(line.id),
        bankRef: line.bankRef,
        amountCents: line.amountCents,
        effectiveOn: bookedBy(tx, entry.bookedOn),
      }),
    );
  await askFundOfficers(tx, toExplain(line.id));
  return 'unknown';
}

/** The books move on the day on which the bank moved, so that each day's balance can be compared; never on one to come. */
export function bookedBy(tx: Tx, bookedOn: PlainDate): PlainDate {
  return earlierOf(bookedOn, toPlainDate(tx.now));
}

export function suspenseId(bankLineId: string): string {
  return transferId(`bank-line/${bankLineId}`, 'suspense');
}

function writeLine(
  tx: Tx,
  { bankRef, bookedOn, amountCents, endToEndId, returnedBy, reasonCode }: BankEntry,
  outcome: BankLine['outcome'],
  itemId: string | null,
): Promise<BankLine> {
  return tx.db.bankLine.create({
    data: {
      allianceId: tx.allianceId,
      bankRef,
      bookedOn: toDateColumn(bookedOn),
      amountCents,
      endToEndId,
      returnRef: returnedBy?.bankRef ?? null,
      reasonCode: reasonCode ?? null,
      outcome,
      itemId,
      enteredBy: tx.actor.id,
      enteredAt: tx.now,
    },
  });
}

/** A batch of which no payment is with the bank any more is over. */
async function closeAnswered(tx: Tx): Promise<void> {
  const closed = await tx.db.$queryRaw<{ id: string }[]>`
    UPDATE settlement_batch b SET state = 'closed', closed_at = ${tx.now}
     WHERE b.state = 'exported'
       AND NOT EXISTS (SELECT FROM settlement_item i WHERE i.batch_id = b.id AND i.state = 'sent')
     RETURNING b.id`;
  for (const { id } of closed) await officeDid(tx, toFollowUp(id), tx.actor.id);
}

function isSame(line: BankLine, entry: BankEntry): boolean {
  return (
    line.amountCents === entry.amountCents &&
    line.endToEndId === entry.endToEndId &&
    fromDateColumn(line.bookedOn) === entry.bookedOn
  );
}

function refOfAnotherLine(bankRef: string): Refusal {
  return new Refusal('alreadyExists', {
    detail: {
      it: `Il riferimento bancario ${bankRef} è già registrato con altri dati: controlli il file, di cui non è stato preso niente.`,
      en: `The bank reference ${bankRef} is on record with other data: check the file, of which nothing was taken.`,
    },
  });
}
