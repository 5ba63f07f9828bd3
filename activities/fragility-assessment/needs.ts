import type { NeedInput } from '../../domain/assessment.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';

/** Writes the applicant's needs anew, in their order; each names a provider of the alliance. */
export async function writeNeeds(tx: Tx, assessmentId: string, needs: readonly NeedInput[]): Promise<void> {
  await providersOrThrow(tx, needs);
  await tx.db.need.deleteMany({ where: { assessmentId } });
  await tx.db.need.createMany({
    data: needs.map((need, index) => ({
      ...need,
      parentsApart: need.parentsApart ?? null,
      position: index + 1,
      assessmentId,
      allianceId: tx.allianceId,
    })),
  });
}

async function providersOrThrow(tx: Tx, needs: readonly NeedInput[]): Promise<void> {
  const wanted = [...new Set(needs.map((need) => need.providerId))];
  const found = await tx.db.organisation.findMany({
    where: { id: { in: wanted }, roles: { has: 'provider' } },
    select: { id: true },
  });
  const known = new Set(found.map(({ id }) => id));
  const errors = needs.flatMap((need, index) =>
    known.has(need.providerId)
      ? []
      : [
          {
            pointer: `/body/needs/${index}/providerId`,
            message: { it: 'non è un fornitore dell’alleanza', en: 'is not a provider of the alliance' },
          },
        ],
  );
  if (errors.length === 0) return;
  throw new Refusal('invalidRequest', {
    detail: {
      it: 'Scegliere un fornitore dall’elenco dell’alleanza.',
      en: 'Choose a provider from the alliance’s list.',
    },
    errors,
  });
}
