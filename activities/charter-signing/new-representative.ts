import type { Tx } from '../../prisma/database.ts';
import { mailRepresentative } from '../notices.ts';
import type { ActivityServices } from '../services.ts';
import { completeTasks } from '../tasks.ts';
import { wakeProcessOf } from '../wakeup.ts';
import { invitationTo } from './revision.ts';
import { signingSubject } from './signing.ts';

/** Whoever now represents an organisation is invited to what it is still asked to sign: nobody told them before. */
export async function inviteNewRepresentative(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  {
    organisationId,
    representativeId,
  }: { readonly organisationId: string; readonly representativeId: string },
): Promise<void> {
  const waiting = await tx.db.charterSigning.findMany({ where: { organisationId, state: 'open' } });
  for (const signing of waiting) {
    const template = await invitationTo(tx, signing);
    await mailRepresentative(tx, services, signing, template, `${signing.id}/${representativeId}`);
    await completeTasks(tx, signingSubject(signing), ['nameRepresentative'], tx.actor.id);
    await wakeProcessOf(tx, signingSubject(signing));
  }
}
