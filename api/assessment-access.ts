import { notFound } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Assessment, Prisma } from '../prisma/generated/client.ts';
import { ownRoles, reachablePersonIds } from './access.ts';
import { hasRole, type Principal } from './principal.ts';

const word = { it: 'Valutazione', en: 'Assessment' };

/** The assessments a caller may see: a caseworker all, people those they asked for or that are about them. */
export async function reachableAssessments(
  tx: Tx,
  principal: Principal,
): Promise<Prisma.AssessmentWhereInput> {
  if (hasRole(principal, 'caseworker')) return {};
  if (!hasRole(principal, ...ownRoles)) return { id: { in: [] } };
  const personIds = [...(await reachablePersonIds(tx, principal))];
  return {
    OR: [
      { applicantId: principal.personId ?? '00000000-0000-0000-0000-000000000000' },
      { beneficiaryId: { in: personIds } },
    ],
  };
}

/** The assessment, or 404 alike for what is not there and what is not the caller's. */
export async function assessmentOrThrow(
  tx: Tx,
  principal: Principal,
  assessmentId: string,
): Promise<Assessment> {
  const reachable = await reachableAssessments(tx, principal);
  const assessment = await tx.db.assessment.findFirst({ where: { AND: [{ id: assessmentId }, reachable] } });
  if (!assessment) throw notFound(word);
  return assessment;
}

/** Members of the commission meet a dossier once it is theirs to decide, and afterwards. */
export const commissionStates = ['deciding', 'granted', 'refused'] as const;

export async function commissionDossierOrThrow(tx: Tx, assessmentId: string): Promise<Assessment> {
  const assessment = await tx.db.assessment.findFirst({
    where: { id: assessmentId, state: { in: [...commissionStates] } },
  });
  if (!assessment) throw notFound(word);
  return assessment;
}
