import type { Tx } from '../../prisma/database.ts';
import { askAdministrators, officeDid, type OfficeTask } from '../office-tasks.ts';
import { recipientInForce } from './party.ts';

/** That providers are, or soon will be, asked for invoices of which nobody knows to whom. */
function toSetRecipient(allianceId: string): OfficeTask {
  return { kind: 'setInvoiceRecipient', subjectKind: 'alliance', subjectId: allianceId };
}

export async function askForRecipient(tx: Tx): Promise<void> {
  if (!(await recipientInForce(tx))) await askAdministrators(tx, toSetRecipient(tx.allianceId));
}

/** The same of an alliance that asked for invoices before this was asked. */
export async function remindOfRecipient(tx: Tx): Promise<void> {
  if ((await tx.db.providerInvoice.count({ where: { matchedAt: null } })) > 0) await askForRecipient(tx);
}

export function recipientWasSet(tx: Tx): Promise<void> {
  return officeDid(tx, toSetRecipient(tx.allianceId), tx.actor.id);
}
