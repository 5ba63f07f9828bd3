import type { FamilyWord } from '../../domain/family.ts';
import type { Entry, Title } from '../../domain/fringe-known.ts';
import { fromDateColumn } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { FringeEntry, Voucher } from '../../prisma/generated/client.ts';
import type { ActivityServices } from '../services.ts';
import { familyWords } from './family.ts';

/** All that decides what an employer's payroll taxes of an employee, what no longer holds included. */
export interface FringeRecords {
  /** Of c. 3. */
  readonly titles: readonly Title[];
  /** Of letter c. */
  readonly meals: readonly Title[];
  readonly entries: readonly Entry[];
  readonly family: readonly FamilyWord[];
}

export async function fringeRecords(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  { personId, employerId }: { readonly personId: string; readonly employerId: string },
): Promise<FringeRecords> {
  const vouchers = await tx.db.voucher.findMany({
    // What was restored counted when the voucher was issued that it was restored from.
    where: { holderId: personId, employerId, taxLetter: { in: ['comma3', 'c'] }, restoredFrom: null },
  });
  const entries = await tx.db.fringeEntry.findMany({ where: { personId, employerId } });
  const under = (letter: 'comma3' | 'c') =>
    vouchers.filter(({ taxLetter }) => taxLetter === letter).map((voucher) => titleOf(voucher));
  return {
    titles: under('comma3'),
    meals: under('c'),
    entries: entries.map((entry) => entryOf(entry)),
    family: await familyWords(tx, services, personId),
  };
}

function titleOf({ nominalCents, issuedAt, takenOverAt, voidReason, closedAt }: Voucher): Title {
  return {
    nominalCents,
    deliveredOn: toPlainDate(issuedAt),
    knownAt: takenOverAt ?? issuedAt,
    voided: voidReason && { at: closedAt!, providerStopped: voidReason === 'providerStopped' },
  };
}

function entryOf({ kind, month, amountCents, days, enteredAt, withdrawnAt }: FringeEntry): Entry {
  return {
    kind: kind === 'mealPaper' || kind === 'mealElectronic' ? kind : 'inKind',
    month: fromDateColumn(month),
    amountCents,
    days,
    knownAt: enteredAt,
    withdrawnAt,
  };
}
