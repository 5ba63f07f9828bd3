import { providerDocumentCategories } from '../../domain/provider-service.ts';
import { groundOf } from '../../domain/provider-standing.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Admission } from '../../prisma/generated/client.ts';
import type { ActivityServices } from '../services.ts';
import { lift, suspend } from '../suspensions.ts';
import { admissionSubject } from './admission.ts';
import { isWanting, readStanding, suspensionFor } from './standing.ts';
import { watchStanding } from './watch.ts';

/**
 * Makes suspensions and moments follow the papers, whatever has just happened to them: asked twice it does nothing the
 * second time. Suspended is the provider alone: an organisation that is an employer too stays one.
 */
export async function settleStanding(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  admission: Admission,
): Promise<void> {
  const { organisationId } = admission;
  const found = await readStanding(tx, admission);
  if (!admission.endedOn)
    for (const category of providerDocumentCategories) {
      const key = { organisationId, role: 'provider', ground: groundOf[category] } as const;
      const isSuspended = suspensionFor(found, category) !== undefined;
      if (isWanting(found, category) === isSuspended) continue;
      if (isSuspended) await lift(tx, services, key, 'documentInForce');
      else await suspend(tx, services, { ...key, subject: admissionSubject(admission) });
    }
  await watchStanding(tx, admission, await readStanding(tx, admission));
}
