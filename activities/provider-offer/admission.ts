import { toDateColumn } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Admission } from '../../prisma/generated/client.ts';

/** By which admission an organisation is a provider today; null: it is none. */
export function currentAdmission(tx: Tx, organisationId: string): Promise<Admission | null> {
  const today = toDateColumn(toPlainDate(tx.now));
  return tx.db.admission.findFirst({
    where: {
      organisationId,
      admittedOn: { lte: today },
      OR: [{ endedOn: null }, { endedOn: { gt: today } }],
    },
  });
}
