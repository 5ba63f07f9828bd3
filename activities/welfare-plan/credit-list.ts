import { createHash } from 'node:crypto';
import { sumCents } from '../../domain/money.ts';
import type { Text } from '../../domain/text.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { WelfarePlan } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { recordAudit } from '../audit.ts';
import { readCreditFile, refuseLines } from './credit-file.ts';
import { creditWallets, type Credit, type CreditReason } from './credit.ts';
import { employeesByTaxCode } from './employees.ts';

export const notEmployed: Text = {
  it: 'oggi non risulta lavorare per questo datore di lavoro: faccia registrare il rapporto allo sportello',
  en: 'does not work for this employer today, as far as is recorded: have the desk record the job',
};

interface CreditList {
  readonly plan: WelfarePlan;
  readonly credits: readonly Credit[];
  /** The file they stood in: its hash is what the audit trail keeps. */
  readonly bytes: Uint8Array;
  readonly reason: CreditReason;
  readonly creditedBy: string;
}

/** Credits everybody on a list, or nobody. */
export async function creditList(tx: Tx, vault: Vault, list: CreditList) {
  const { plan, credits, reason, creditedBy } = list;
  await creditWallets(tx, vault, { plan, credits, reason, creditedBy });
  await recordAudit(tx, vault, {
    action: reason === 'plan' ? 'wallets.credited' : 'wallets.takenOver',
    subjectKind: 'welfarePlan',
    subjectId: plan.id,
    reason: createHash('sha256').update(list.bytes).digest('hex'),
  });
  return { credits: credits.length, totalCents: totalOf(credits) };
}

/**
 * Whom a list credits. A line of somebody who does not work there refuses the whole, as one that cannot be read does:
 * both are told in the same answer, or whoever mended one would meet the other only then.
 */
export async function creditsOf(
  tx: Tx,
  vault: Vault,
  { plan: { organisationId }, bytes }: Pick<CreditList, 'plan' | 'bytes'>,
): Promise<readonly Credit[]> {
  const { lines, wrong } = readCreditFile(bytes);
  const taxCodes = lines.map(({ taxCode }) => taxCode);
  const day = toPlainDate(tx.now);
  const personOf = await employeesByTaxCode(tx, vault, { organisationId, day, taxCodes });
  const elsewhere = lines.filter(({ taxCode }) => !personOf.has(taxCode));
  refuseLines([...wrong, ...elsewhere.map(({ number }) => ({ number, why: notEmployed }))]);
  return lines.map(({ taxCode, amountCents }) => ({ personId: personOf.get(taxCode)!, amountCents }));
}

/** What a list comes to. */
export function totalOf(credits: readonly Credit[]): number {
  return sumCents(credits.map(({ amountCents }) => amountCents));
}
