import { fromDateColumn } from '../../domain/plain-date.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ProviderComplaint } from '../../prisma/generated/client.ts';
import { queueMail } from '../mail.ts';
import type { ActivityServices } from '../services.ts';

/** Writes to the provider at its own address: that there is an answer, or that it is late; never what it says. */
export async function mailComplaint(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  { id, code, organisationId, round, dueOn }: ProviderComplaint,
  template: 'complaintAnswered' | 'complaintLate',
): Promise<void> {
  await queueMail(tx, vault, {
    template,
    recipientId: organisationId,
    params: { complaintCode: code, dueOn: fromDateColumn(dueOn), round },
    dedupeKey: `${template}/${id}/${round}`,
    about: { kind: 'providerComplaint', id },
  });
}
