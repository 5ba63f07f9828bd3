import type { Tx } from '../prisma/database.ts';
import type { Vault } from '../vault/vault.ts';

/** How long somebody whom the provider has shut out may go on at most. */
const RECHECK_MINUTES = 15;
const MINUTE_MS = 60_000;
const field = 'providerGrant';

/** What the provider gave to ask again with, and when: kept sealed, for as long as the session lasts and no longer. */
export interface ProviderGrant {
  readonly recheckAt: Date;
  readonly providerSealed: Uint8Array<ArrayBuffer>;
}

export async function sealGrant(tx: Tx, vault: Vault, refreshToken: string): Promise<ProviderGrant> {
  return {
    recheckAt: nextLook(tx),
    providerSealed: await vault.seal(tx, ofAlliance(tx), field, refreshToken),
  };
}

export function openGrant(tx: Tx, vault: Vault, sealed: Uint8Array): Promise<string> {
  return vault.open<string>(tx, ofAlliance(tx), field, sealed);
}

export function nextLook(tx: Tx): Date {
  return new Date(tx.now.getTime() + RECHECK_MINUTES * MINUTE_MS);
}

function ofAlliance(tx: Tx) {
  return { kind: 'alliance', id: tx.allianceId } as const;
}
