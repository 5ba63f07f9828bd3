import type { NeedInput } from '../../domain/assessment.ts';
import { toDateColumn } from '../../domain/plain-date.ts';
import { Refusal } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Assessment, Need, Prisma } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { dossierSubject } from './dossier.ts';

/** Writes the applicant's needs anew, in their order. */
export async function writeNeeds(
  tx: Tx,
  vault: Vault,
  { id: assessmentId, householdId }: Pick<Assessment, 'id' | 'householdId'>,
  needs: readonly NeedInput[],
): Promise<void> {
  await notOwnEmployerOrThrow(
    tx,
    householdId,
    needs.map(({ providerId }) => providerId),
  );
  await tx.db.need.deleteMany({ where: { assessmentId } });
  const data: Prisma.NeedCreateManyInput[] = [];
  for (const [index, { description, parentsApart, ...need }] of needs.entries())
    data.push({
      ...need,
      descriptionSealed: await vault.seal(tx, dossierSubject(assessmentId), 'need', description),
      parentsApart: parentsApart ?? null,
      position: index + 1,
      assessmentId,
      allianceId: tx.allianceId,
    });
  await tx.db.need.createMany({ data });
}

export type DescribedNeed = Need & { readonly description: string };

/** The needs in the applicant's order and words; only dossier and letters tell the words. */
export async function describedNeeds(tx: Tx, vault: Vault, assessmentId: string): Promise<DescribedNeed[]> {
  const needs = await tx.db.need.findMany({ where: { assessmentId }, orderBy: { position: 'asc' } });
  const subject = dossierSubject(assessmentId);
  return Promise.all(
    needs.map(async (need) => ({
      ...need,
      description: await vault.open<string>(tx, subject, 'need', need.descriptionSealed),
    })),
  );
}

/**
 * A provider learns whom it serves: an employer of the household, providing too, would learn who asked. Employers
 * never do, so it cannot serve its own people. Jobs begin and households grow while a case goes on, so it is asked
 * whenever a provider is named and once more before it is told anything.
 */
export async function notOwnEmployerOrThrow(
  tx: Tx,
  householdId: string,
  providerIds: readonly string[],
  refusal = chooseAnother,
): Promise<void> {
  const members = await tx.db.householdMember.findMany({
    where: { householdId, leftOn: null },
    select: { personId: true },
  });
  const employed = await tx.db.employment.count({
    where: {
      personId: { in: members.map(({ personId }) => personId) },
      organisationId: { in: [...providerIds] },
      OR: [{ endedOn: null }, { endedOn: { gte: toDateColumn(toPlainDate(tx.now)) } }],
    },
  });
  if (employed === 0) return;
  throw refusal;
}

const chooseAnother = new Refusal('invalidRequest', {
  detail: {
    it: 'Scelga un altro fornitore: questo è anche datore di lavoro nel nucleo, e verrebbe a sapere della domanda.',
    en: 'Choose another provider: this one also employs somebody of the household, and would learn of the application.',
  },
});
