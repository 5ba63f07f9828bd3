import { createHash } from 'node:crypto';
import { sumCents } from '../../domain/money.ts';
import type { Text } from '../../domain/text.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { WelfarePlan } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { recordAudit } from '../audit.ts';
import { refuseLines, type CreditLine } from './credit-file.ts';
import { creditWallets, type CreditReason } from './credit.ts';
import { employeesByTaxCode } from './employees.ts';

export const notEmployed: Text = {
  it: 'oggi non risulta lavorare per questo datore di lavoro: far registrare il rapporto allo sportello',
  en: 'does not work for this employer today, as far as is recorded: have the desk record the job',
};

interface CreditList {
  readonly plan: WelfarePlan;
  readonly lines: readonly CreditLine[];
  /** The file they stood in: its hash is what the audit trail keeps. */
  readonly bytes: Uint8Array;
  readonly reason: CreditReason;
  readonly creditedBy: string;
}

/** Credits everybody on a list, or nobody. */
export async function creditList(tx: Tx, vault: Vault, list: CreditList) {
  const { plan, lines, reason, creditedBy } = list;
  const credits = await creditsOf(tx, vault, list);
  await creditWallets(tx, vault, { plan, credits, reason, creditedBy });
  await recordAudit(tx, vault, {
    action: reason === 'plan' ? 'wallets.credited' : 'wallets.takenOver',
    subjectKind: 'welfarePlan',
    subjectId: plan.id,
    reason: createHash('sha256').update(list.bytes).digest('hex'),
  });
  return { credits: credits.length, totalCents: totalOf(lines) };
}

/** Whom a list credits: a line of somebody who does not work there refuses the whole. */
export async function creditsOf(
  tx: Tx,
  vault: Vault,
  { plan: { organisationId }, lines }: Pick<CreditList, 'plan' | 'lines'>,
) {
  const taxCodes = lines.map(({ taxCode }) => taxCode);
  const day = toPlainDate(tx.now);
  const personOf = await employeesByTaxCode(tx, vault, { organisationId, day, taxCodes });
  const unknown = lines.filter(({ taxCode }) => !personOf.has(taxCode));
  refuseLines(
    unknown.map(({ number }) => number),
    notEmployed,
  );
  return lines.map(({ taxCode, amountCents }) => ({ personId: personOf.get(taxCode)!, amountCents }));
}

/** What a list comes to. */
export function totalOf(lines: readonly CreditLine[]): number {
  return sumCents(lines.map(({ amountCents }) => amountCents));
}
