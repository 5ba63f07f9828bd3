import { addDays, laterOf, type PlainDate } from '../../domain/plain-date.ts';
import { BALANCE_DAYS } from '../../domain/settlement.ts';
import { toPlainDate } from '../../domain/time.ts';
import { isWorkingDay } from '../../domain/working-days.ts';
import type { Tx } from '../../prisma/database.ts';
import { askFundOfficers, officeDid, officeNeedNot } from '../office-tasks.ts';
import { comparedBalances } from './bank-balance.ts';
import { toReconcile } from './tasks.ts';

/**
 * The Fund officers are asked once while a working day that is over has no balance, or a day's balance is not that of
 * the books; when every day is right, the task is over by itself.
 */
export async function reconcileBalances(tx: Tx): Promise<void> {
  const task = toReconcile(tx.allianceId);
  if (!(await isEveryDayRight(tx))) return askFundOfficers(tx, task);
  if (tx.actor.kind === 'account') return officeDid(tx, task, tx.actor.id);
  await officeNeedNot(tx, task);
}

async function isEveryDayRight(tx: Tx): Promise<boolean> {
  const since = await firstDay(tx);
  if (since === undefined) return true;
  const yesterday = addDays(toPlainDate(tx.now), -1);
  const compared = await comparedBalances(tx, since, toPlainDate(tx.now));
  if (compared.some(({ differenceCents }) => differenceCents !== 0)) return false;
  const entered = new Set(compared.map(({ balanceOn }) => balanceOn));
  for (let day = since; day <= yesterday; day = addDays(day, 1))
    if (isWorkingDay(day) && !entered.has(day)) return false;
  return true;
}

/** Since there is an account to look after, and not for longer than anybody remembers. */
async function firstDay(tx: Tx): Promise<PlainDate | undefined> {
  const account = await tx.db.settlementAccount.findFirst({ orderBy: { id: 'asc' } });
  if (!account) return undefined;
  return laterOf(toPlainDate(account.setAt), addDays(toPlainDate(tx.now), -BALANCE_DAYS));
}
