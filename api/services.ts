import type { Database } from '../prisma/database.ts';
import type { TrustList } from '../signatures/trust.ts';
import type { Vault } from '../vault/vault.ts';
import type { Processes } from './processes.ts';

/** What the API stands on; wired in runtime/, handed in, never reached for. */
export interface ApiServices {
  readonly database: Database;
  readonly vault: Vault;
  readonly processes: Processes;
  /** True only in the embedded demo: persona chooser and dev mailbox exist nowhere else. */
  readonly demo: boolean;
  readonly publicUrl: string;
  /** Where the built console lies; absent where only the API is served. */
  readonly consoleFolder?: string | undefined;
  /** The issuers whose certificates count; absent where none is configured. */
  readonly trust?: TrustList | undefined;
  readonly log: Log;
}

export interface Log {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
