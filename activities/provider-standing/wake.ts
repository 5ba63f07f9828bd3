import type { Tx } from '../../prisma/database.ts';
import { wakeProcessOf } from '../wakeup.ts';

/**
 * It was admitted just now, or something changed that its standing follows: its process looks again, and is started
 * when there is none yet.
 */
export async function wakeStanding(tx: Tx, organisationId: string): Promise<void> {
  const admission = await tx.db.admission.findFirst({ where: { organisationId, endedOn: null } });
  if (admission) await wakeProcessOf(tx, { subjectKind: 'admission', subjectId: admission.id });
}
