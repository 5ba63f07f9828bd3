import { tellsWho } from '../../domain/names-in-text.ts';
import { Refusal } from '../../domain/refusal.ts';
import { comuni } from '../../domain/territory.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Assessment } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { identitiesOf } from '../identity.ts';

/** What the commission reads tells nobody of the household, nor who filed for them. */
export async function namelessOrThrow(
  tx: Tx,
  vault: Vault,
  { householdId, applicantId, beneficiaryId }: Assessment,
  reason: string,
): Promise<void> {
  const members = await tx.db.householdMember.findMany({
    where: { householdId, leftOn: null },
    select: { personId: true },
  });
  const ids = [...new Set([applicantId, beneficiaryId, ...members.map(({ personId }) => personId)])];
  const known = await identitiesOf(tx, { vault }, ids);
  const places = comuni.map(({ name }) => name);
  if (tellsWho(reason, [...known.values()], places)) throw tellsName;
}

const tellsName = new Refusal('invalidRequest', {
  detail: {
    it: 'Corregga il campo indicato e invii di nuovo.',
    en: 'Correct the field shown and send again.',
  },
  errors: [
    {
      pointer: '/body/reason',
      message: {
        it: 'contiene il nome, il cognome o il codice fiscale di chi presenta la domanda o di qualcuno del nucleo, e la commissione decide senza sapere di chi si tratta: scriva «il richiedente», «la figlia minore», «il nucleo». Una parola comune che è anche un cognome si scrive con la minuscola',
        en: 'holds the name, the last name or the tax code of whoever applies or of somebody of the household, and the commission decides without knowing whose case it is: write “the applicant”, “the younger daughter”, “the household”. A common word that is a last name too is written in small letters',
      },
    },
  ],
});
