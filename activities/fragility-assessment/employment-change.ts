import type { Tx } from '../../prisma/database.ts';
import { lockRow } from '../../prisma/lock-row.ts';
import type { ActivityServices } from '../services.ts';
import { adviseAccess } from './access-advice.ts';

/**
 * Somebody's jobs changed: what the Fund's rules advise for their household before the decision is worked out anew,
 * so that nobody decides on the jobs of yesterday. The score rests on findings, and stands.
 *
 * @returns how many assessments were advised on again
 */
export async function adviseOnJobs(tx: Tx, services: ActivityServices, personId: string): Promise<number> {
  const homes = await tx.db.householdMember.findMany({
    where: { personId, leftOn: null },
    select: { householdId: true },
  });
  const undecided = await tx.db.assessment.findMany({
    where: {
      householdId: { in: homes.map(({ householdId }) => householdId) },
      state: { in: ['evaluation', 'deciding'] },
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  let advised = 0;
  for (const { id } of undecided) {
    const assessment = await lockRow(tx, 'assessment', id);
    if (assessment?.state !== 'evaluation' && assessment?.state !== 'deciding') continue;
    await adviseAccess(tx, services, assessment);
    advised += 1;
  }
  return advised;
}
