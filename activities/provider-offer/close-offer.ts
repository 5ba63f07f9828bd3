import { toDateColumn } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import { cancelTasks } from '../tasks.ts';
import { wakeProcessOf } from '../wakeup.ts';
import { proposalSubject } from './proposal.ts';

/**
 * Nothing of it is offered any more: services withdrawn, places closed, papers replaced. Whoever reads an offer asks
 * for an organisation's rows, so what stayed open would be offered, unseen by anybody, at its next admission.
 */
export async function closeOffer(
  tx: Tx,
  of: { readonly applicationId: string } | { readonly organisationId: string },
): Promise<void> {
  const today = toDateColumn(toPlainDate(tx.now));
  const isOpen = (end: 'withdrawnOn' | 'closedOn') => ({ OR: [{ [end]: null }, { [end]: { gt: today } }] });
  await tx.db.offeredService.updateMany({
    where: { ...of, ...isOpen('withdrawnOn') },
    data: { withdrawnOn: today },
  });
  await tx.db.place.updateMany({ where: { ...of, ...isOpen('closedOn') }, data: { closedOn: today } });
  await tx.db.providerDocument.updateMany({
    where: { ...of, state: { in: ['received', 'accepted'] } },
    data: { state: 'replaced' },
  });
}

/** What a provider proposed and nobody answered yet: there is nobody left to offer it. */
export async function withdrawProposals(tx: Tx, organisationId: string): Promise<void> {
  const withdrawn = await tx.db.serviceProposal.updateManyAndReturn({
    where: { organisationId, state: 'open' },
    data: { state: 'withdrawn', decidedAt: tx.now },
  });
  for (const proposal of withdrawn) {
    await cancelTasks(tx, proposalSubject(proposal), ['decideProposal']);
    await wakeProcessOf(tx, proposalSubject(proposal));
  }
}
