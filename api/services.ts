import type { Database } from '../prisma/database.ts';
import type { TrustList } from '../signatures/trust.ts';
import type { Vault } from '../vault/vault.ts';
import type { IdentityProvider } from './identity-provider.ts';
import type { Processes } from './processes.ts';
import type { RequestLimits } from './request-limits.ts';
import type { SessionLimits } from './sessions.ts';

/** What the API stands on; wired in runtime/, handed in, never reached for. */
export interface ApiServices {
  readonly database: Database;
  readonly vault: Vault;
  readonly processes: Processes;
  /** True only in the embedded demo: persona chooser and dev mailbox exist nowhere else. */
  readonly demo: boolean;
  readonly publicUrl: string;
  /** Where operators see the processes in Temporal's own console; absent where nobody said. */
  readonly temporalUi?: string | undefined;
  /** The issuers whose certificates count; absent where none is configured. */
  readonly trust?: TrustList | undefined;
  readonly log: Log;
  /** By whom people sign in; absent where none is configured. */
  readonly identityProvider?: IdentityProvider | undefined;
  /** Half an hour unused and twelve hours in all, unless said. */
  readonly sessionLimits?: SessionLimits;
  /** Requests a minute; unlimited unless said. */
  readonly requestLimits?: RequestLimits;
  /** The proxies that are believed when they say whom a request comes from; none unless said. */
  readonly trustProxy?: string | undefined;
}

export interface Log {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
