import { randomUUIDv7 } from 'node:crypto';
import type { Tx } from '../prisma/database.ts';
import type { Principal } from './principal.ts';
import type { Address } from './route.ts';

/** A request as its row names it: same key and same hash is the same request told twice. */
export interface KeyedRequest {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly hash: Uint8Array<ArrayBuffer>;
}

/** What became of a request so far. */
export interface SubmissionRow {
  readonly id: string;
  readonly requestHash: Uint8Array;
  readonly status: number | null;
  readonly result: unknown;
  readonly address: Address | undefined;
}

/** What a process is to give effect, and which. */
export interface Cargo {
  readonly address: Address;
  readonly payload: Uint8Array<ArrayBuffer>;
}

/**
 * The claim is an insert, never check-then-insert: of forty at once, one is new and the others read its row. Written by
 * hand, for every write of everybody takes this road.
 */
export async function claim(
  tx: Tx,
  { accountId }: Principal,
  operation: string,
  request: KeyedRequest,
  cargo?: Cargo,
): Promise<{ readonly isNew: boolean; readonly row: SubmissionRow }> {
  const id = randomUUIDv7();
  const { key, method, path, hash } = request;
  const count = await tx.db.$executeRaw`
    INSERT INTO submission (id, alliance_id, account_id, key, method, path, request_hash, operation, created_at,
                            process, subject_id, payload_sealed)
    VALUES (${id}::uuid, ${tx.allianceId}::uuid, ${accountId}::uuid, ${key}, ${method}, ${path}, ${hash}, ${operation}, ${tx.now},
            ${cargo?.address.process ?? null}, ${cargo?.address.subjectId ?? null}::uuid, ${cargo?.payload ?? null})
    ON CONFLICT DO NOTHING`;
  if (count === 0) return { isNew: false, row: (await readSubmission(tx, accountId, key))! };
  return { isNew: true, row: { id, requestHash: hash, status: null, result: null, address: cargo?.address } };
}

/** What this account asked under that key before, if anything. */
export async function readSubmission(
  tx: Tx,
  accountId: string,
  key: string,
): Promise<SubmissionRow | undefined> {
  const row = await tx.db.submission.findUnique({
    where: { allianceId_accountId_key: { allianceId: tx.allianceId, accountId, key } },
    omit: { payloadSealed: true },
  });
  if (!row) return undefined;
  const { id, requestHash, status, result, process, subjectId } = row;
  const address = process && subjectId ? ({ process, subjectId } as Address) : undefined;
  return { id, requestHash, status, result, address };
}
