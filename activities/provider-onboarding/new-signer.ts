import type { Tx } from '../../prisma/database.ts';
import type { ActivityServices } from '../services.ts';
import { mailSigner } from './mails.ts';
import { signatureOf } from './agreement-standing.ts';

/** Whoever now represents an organisation is told of the agreement that waits for a signature: nobody told them before. */
export async function tellNewSigner(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  {
    organisationId,
    representativeId,
  }: { readonly organisationId: string; readonly representativeId: string },
): Promise<void> {
  const accepted = await tx.db.providerApplication.findMany({
    where: { organisationId, state: 'review', agreementDocumentId: { not: null } },
  });
  for (const application of accepted) {
    const occasion = `${application.agreementDocumentId}/${representativeId}`;
    if (!(await signatureOf(tx, application))) await mailSigner(tx, services, application, occasion);
  }
}
