import { readCode } from '../../domain/voucher-code.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Voucher } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { countAttempt, isWithinLimit, type AttemptLimit } from '../attempts.ts';
import { codePrint, secretPrint } from '../voucher/secret.ts';

/** What the holder shows: the secret in the QR, or the code that is typed. */
export type Shown = { readonly secret: string } | { readonly code: string };

/** From where somebody shows it: the provider, and the address as far as the proxies can be believed. */
export interface Asking {
  readonly providerId: string;
  readonly from: string;
}

const byProvider: AttemptLimit = { kind: 'voucher-code-provider', attempts: 30, minutes: 60 };
const byAddress: AttemptLimit = { kind: 'voucher-code-address', attempts: 30, minutes: 60 };

/**
 * The voucher that somebody shows at a provider's till. What does not exist and what is another provider's is told alike.
 * The refusal of a code is returned, not thrown: that it was counted must stay.
 */
export async function findVoucher(
  tx: Tx,
  vault: Vault,
  asking: Asking,
  shown: Shown,
): Promise<Voucher | Refusal> {
  if ('code' in shown) return findByCode(tx, vault, asking, shown.code);
  const voucher = await tx.db.voucher.findFirst({
    where: { secretPrint: await secretPrint(tx, vault, shown.secret) },
  });
  if (!isGoodAt(voucher, asking)) throw unknown;
  return voucher;
}

/** Nobody guesses a secret of 144 bits, so that only codes are counted; one that its last sign gives away is no guess. */
async function findByCode(tx: Tx, vault: Vault, asking: Asking, typed: string): Promise<Voucher | Refusal> {
  const code = readCode(typed);
  if (code === undefined) throw unknown;
  const { providerId, from } = asking;
  const limits = [
    [byProvider, providerId],
    [byAddress, from],
  ] as const;
  for (const [limit, who] of limits) if (!(await isWithinLimit(tx, vault, limit, who))) throw tooMany;
  // A cumulative voucher's code is known everywhere, every other only at its provider.
  const prints = [await codePrint(tx, vault, code, providerId), await codePrint(tx, vault, code, null)];
  const voucher = await tx.db.voucher.findFirst({ where: { codePrint: { in: prints } } });
  if (isGoodAt(voucher, asking)) return voucher;
  for (const [limit, who] of limits) await countAttempt(tx, vault, limit, who);
  return unknown;
}

function isGoodAt(voucher: Voucher | null, { providerId }: Asking): voucher is Voucher {
  return voucher !== null && (voucher.providerId === null || voucher.providerId === providerId);
}

const unknown = new Refusal('voucherNotKnown', {
  detail: {
    it: 'Questo buono qui non vale: controlli le dodici cifre e lettere, o legga il codice QR. Forse il buono è di un altro fornitore.',
    en: 'This voucher is not good here: check the twelve signs, or scan the QR code. It may be another provider’s.',
  },
});
const tooMany = new Refusal('tooManyAttempts', {
  detail: {
    it: 'Da qui sono arrivati troppi codici sbagliati: riprovi tra un’ora.',
    en: 'Too many wrong codes came from here: try again in an hour.',
  },
});
