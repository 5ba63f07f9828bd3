import type { Tx } from '../../prisma/database.ts';
import type { SettlementItem } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { queueMail } from '../mail.ts';

/** Only the provider knows whether its IBAN is right: it is told by mail, not when it happens to look. */
export async function mailNotArrived(
  tx: Tx,
  vault: Vault,
  { id, payee, providerId, endToEndId }: SettlementItem,
  template: 'providerPaymentRejected' | 'providerPaymentReturned',
): Promise<void> {
  if (payee !== 'provider') return;
  await queueMail(tx, vault, {
    template,
    recipientId: providerId,
    params: { reference: endToEndId },
    dedupeKey: `${template}/${id}`,
  });
}
