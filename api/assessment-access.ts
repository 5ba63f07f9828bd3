import { inForce, relationNotValid } from '../activities/acting-for.ts';
import { notFound } from '../domain/refusal.ts';
import type { Text } from '../domain/text.ts';
import type { Tx } from '../prisma/database.ts';
import type { Assessment, Prisma } from '../prisma/generated/client.ts';
import { mayReachPerson, ownRoles, reachablePersonIds } from './access.ts';
import { hasRole, type Principal } from './principal.ts';

const word = { it: 'Valutazione', en: 'Assessment' };

/**
 * The assessments a caller may see: a caseworker all, people those about themselves or about whom they act for today.
 * Having filed one for somebody else opens nothing by itself: what a delegate filed is reached by a document in force.
 */
export async function reachableAssessments(
  tx: Tx,
  principal: Principal,
): Promise<Prisma.AssessmentWhereInput> {
  if (hasRole(principal, 'caseworker')) return {};
  if (!hasRole(principal, ...ownRoles)) return { id: { in: [] } };
  return { beneficiaryId: { in: [...(await reachablePersonIds(tx, principal))] } };
}

/** Those that somebody filed, that are for them, or that ask something for them. */
export async function assessmentsOf(tx: Tx, personId: string): Promise<Prisma.AssessmentWhereInput> {
  const needs = await tx.db.need.findMany({
    where: { forPersonId: personId },
    select: { assessmentId: true },
  });
  const ids = needs.map(({ assessmentId }) => assessmentId);
  return { OR: [{ beneficiaryId: personId }, { applicantId: personId }, { id: { in: ids } }] };
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

/**
 * The assessment, for a step on it or on its award. Whoever filed it and may no longer act for its person is told so;
 * everybody else meets the same 404 as for what is not there.
 */
export async function assessmentForStepOrThrow(
  tx: Tx,
  principal: Principal,
  assessmentId: string,
  asked: Text = word,
): Promise<Assessment> {
  const found = await tx.db.assessment.findUnique({ where: { id: assessmentId } });
  if (found && (await mayReachPerson(tx, principal, found.beneficiaryId))) return found;
  const hasFiled = found && hasRole(principal, ...ownRoles) && found.applicantId === principal.personId;
  throw hasFiled ? relationNotValid : notFound(asked);
}

/**
 * The assessment, for whoever works on it. A caseworker who has a part in it meets it as everybody else does who filed
 * it, whom it is for or who acts for them: what colleagues note of it is not theirs.
 */
export async function caseAtWorkOrThrow(
  tx: Tx,
  principal: Principal,
  assessmentId: string,
): Promise<Assessment> {
  const assessment = await tx.db.assessment.findUnique({ where: { id: assessmentId } });
  if (!assessment || !hasRole(principal, 'caseworker')) throw notFound(word);
  const { personId } = principal;
  if (personId === undefined) return assessment;
  const { applicantId, beneficiaryId } = assessment;
  const acting = { representativeId: personId, personId: beneficiaryId, ...inForce(tx) };
  const hasPart =
    [applicantId, beneficiaryId].includes(personId) || (await tx.db.relation.count({ where: acting })) > 0;
  if (hasPart) throw notFound(word);
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
