import { Refusal } from '../../domain/refusal.ts';
import { reasonOf } from '../../domain/voucher-reasons.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Vault } from '../../vault/vault.ts';
import { recordAudit } from '../audit.ts';

/** The provider says that somebody else than the beneficiary came: nothing is taken, and that it was tried is kept. */
export async function refuseSomebodyElse(tx: Tx, vault: Vault, voucherId: string): Promise<Refusal> {
  await recordAudit(tx, vault, {
    action: 'voucher.shownForSomebodyElse',
    subjectKind: 'voucher',
    subjectId: voucherId,
  });
  return holderMismatch;
}

const holderMismatch = new Refusal('holderMismatch', {
  detail: {
    it: 'Il buono è nominativo e non si cede (art. 51 c. 3-bis TUIR): serve solo alla persona indicata. Chi lo ha può annullarlo prima dell’uso e ordinarne uno per la persona giusta.',
    en: 'The voucher bears a name and is not transferred (art. 51 c. 3-bis TUIR): it serves only the person it names. Its holder can void it before use and order one for the right person.',
  },
  reasons: [reasonOf('HOLDER_MISMATCH')],
  possible: ['releaseHold'],
});
