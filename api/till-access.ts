import { admitToTill, type ShownPin } from '../activities/till/till-user.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { TillUser } from '../prisma/generated/client.ts';
import type { Vault } from '../vault/vault.ts';
import type { Principal } from './principal.ts';
import { dutyOf, type Duty } from './provider-access.ts';

/** The till that the caller's account stands for: anywhere at its provider, or at its one place. */
export function deviceOrThrow(principal: Principal): Duty {
  const duty = dutyOf(principal);
  if (!duty) throw ofNoProvider;
  return duty;
}

/** Whoever stands at the till by PIN, and then the work; a refusal of either is handed on as it came. */
export async function atTill<T>(
  tx: Tx,
  vault: Vault,
  principal: Principal,
  shown: ShownPin,
  work: (till: TillUser) => Promise<T | Refusal>,
): Promise<T | Refusal> {
  const till = await admitToTill(tx, vault, deviceOrThrow(principal), shown);
  return till instanceof Refusal ? till : work(till);
}

const ofNoProvider = new Refusal('notAllowed', {
  detail: {
    it: 'Questa utenza non lavora per nessun fornitore.',
    en: 'This account works for no provider.',
  },
});
