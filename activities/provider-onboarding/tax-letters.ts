import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';

/** Without a letter no employer may give it: a provider that is accepted so would sell nothing on credit. */
export async function refuseWithoutLetters(tx: Tx, applicationId: string): Promise<void> {
  const bare = await tx.db.offeredService.findMany({
    where: { applicationId, withdrawnOn: null, taxLetters: { isEmpty: true } },
    select: { name: true },
    orderBy: { id: 'asc' },
  });
  if (bare.length > 0) throw withoutLetters(bare.map(({ name }) => name).join(', '));
}

function withoutLetters(names: string): Refusal {
  return new Refusal('stepNotPossible', {
    detail: {
      it: `Prima di accogliere l’ufficio indica le lettere dell’articolo 51 del TUIR di ogni servizio. Mancano a: ${names}.`,
      en: `Before accepting, the office says under which letters of art. 51 TUIR each service is offered. None yet for: ${names}.`,
    },
    possible: ['setTaxLetters', 'requestCorrection'],
    facts: ['taxLetters'],
  });
}
