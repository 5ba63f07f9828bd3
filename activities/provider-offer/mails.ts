import type { ProposedService } from '../../domain/provider-offer.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ServiceProposal } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { queueMail } from '../mail.ts';

/** Tells a provider what became of a service it proposed and, refused, why (Reg. (EU) 2019/1150 art. 4). */
export async function mailProposalDecided(
  tx: Tx,
  vault: Vault,
  proposal: ServiceProposal,
  reason: string | null,
): Promise<void> {
  const { name } = proposal.content as unknown as ProposedService;
  const mail = {
    recipientId: proposal.organisationId,
    dedupeKey: `proposalDecided/${proposal.id}`,
    about: { kind: 'serviceProposal', id: proposal.id },
  };
  await (reason === null
    ? queueMail(tx, vault, { template: 'serviceAccepted', params: { serviceName: name }, ...mail })
    : queueMail(tx, vault, { template: 'serviceRefused', params: { serviceName: name, reason }, ...mail }));
}
