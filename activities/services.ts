import type { Database } from '../prisma/database.ts';
import type { TrustList } from '../signatures/trust.ts';
import type { Vault } from '../vault/vault.ts';

/** What activities stand on; wired in runtime/, handed in. */
export interface ActivityServices {
  readonly database: Database;
  readonly vault: Vault;
  /** Where people reach the service; stands in letters. */
  readonly publicUrl: string;
  /** The issuers whose certificates count; absent where none is configured. */
  readonly trust?: TrustList | undefined;
  /** Absent where nobody reads one. */
  readonly log?: { error(details: object, message: string): void };
}
