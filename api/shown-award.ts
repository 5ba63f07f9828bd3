import type { z } from 'zod';
import type { Tx } from '../prisma/database.ts';
import type { Award } from '../prisma/generated/client.ts';
import type { awardListItem } from './award-schema.ts';
import { instantIn } from './dates.ts';

/** An award as lists tell of it. */
export async function shownAward(tx: Tx, row: Award): Promise<z.input<typeof awardListItem>> {
  const { dossierCode } = await tx.db.assessment.findUniqueOrThrow({
    where: { id: row.assessmentId },
    select: { dossierCode: true },
  });
  const { id, state, waitingFor, amountCents, releasedCents } = row;
  return { id, dossierCode, state, waitingFor, amountCents, releasedCents, dueAt: instantIn(row.dueAt) };
}
