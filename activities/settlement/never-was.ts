import type { Tx } from '../../prisma/database.ts';
import type { BankLine, Prisma } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';

/** The word for a line that no bank ever had: handed in by mistake. */
export const NEVER_WAS = 'enteredByMistake';

/** All lines but those: under the same reference the true one may still come. */
export const stillStands = {
  OR: [{ explanation: null }, { explanation: { not: NEVER_WAS } }],
} satisfies Prisma.BankLineWhereInput;

const field = 'bankLineReason';

export function sealReason(tx: Tx, vault: Vault, reason: string) {
  return vault.seal(tx, { kind: 'alliance', id: tx.allianceId }, field, reason);
}

/** Why somebody closed a line, where no word of the list says it. */
export async function readReason(tx: Tx, vault: Vault, { reasonSealed }: BankLine): Promise<string | null> {
  if (!reasonSealed) return null;
  return vault.open<string>(tx, { kind: 'alliance', id: tx.allianceId }, field, reasonSealed);
}
