import { randomBytes } from 'node:crypto';
import type { Tx } from '../prisma/database.ts';
import { Prisma } from '../prisma/generated/client.ts';
import { type Bytes, decrypt, deriveKey, encrypt, keyLength } from './envelope.ts';
import { BrokenSealError, ErasedError } from './errors.ts';
import type { KeyRing } from './keys.ts';

/** Whose key seals something: erasing a subject is destroying its key. */
export interface Subject {
  readonly kind:
    | 'person'
    | 'assessment'
    | 'document'
    | 'alliance'
    | 'representative'
    | 'charterSigning'
    | 'providerApplication'
    | 'providerComplaint';
  readonly id: string;
}

/** A data key as it lies in the table; `wrapped` is gone once the key was destroyed. */
export interface DataKeyRow {
  readonly allianceId: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly wrapped: Uint8Array | null;
  readonly masterKeyId: string;
}

/** Encrypts a data key under a master key, bound to its row. */
export function wrap(ring: KeyRing, row: Omit<DataKeyRow, 'wrapped' | 'masterKeyId'>, dataKey: Uint8Array) {
  const master = ring.active();
  return { wrapped: encrypt(wrappingKey(master.secret), contextOf(row), dataKey), masterKeyId: master.id };
}

/** The data key in a row. Throws ErasedError when destroyed, MissingMasterKeyError, BrokenSealError. */
export function unwrap(ring: KeyRing, row: DataKeyRow): Bytes {
  if (row.wrapped === null) throw new ErasedError();
  const master = ring.findOrThrow(row.masterKeyId);
  const what = `the data key of ${row.subjectKind} ${row.subjectId}`;
  return decrypt(wrappingKey(master.secret), contextOf(row), row.wrapped, what);
}

/** Reads a subject's data key, if it has one. */
export async function findDataKey(tx: Tx, ring: KeyRing, subject: Subject): Promise<Bytes | undefined> {
  const row = await plainRow(tx, subject);
  return row && unwrap(ring, row);
}

/** Reads a subject's data key. Throws BrokenSealError when the alliance of the transaction has none for it. */
export async function dataKeyForOpening(tx: Tx, ring: KeyRing, subject: Subject): Promise<Bytes> {
  const dataKey = await findDataKey(tx, ring, subject);
  if (dataKey === undefined) throw new BrokenSealError(`what was sealed for ${subject.kind} ${subject.id}`);
  return dataKey;
}

/** Reads the data keys of many subjects in one statement; those destroyed, or without a key, are left out. */
export async function dataKeysForOpening(
  tx: Tx,
  ring: KeyRing,
  kind: Subject['kind'],
  ids: readonly string[],
): Promise<readonly { readonly subject: Subject; readonly dataKey: Bytes }[]> {
  const rows = await tx.db.dataKey.findMany({
    where: { subjectKind: kind, subjectId: { in: [...ids] }, wrapped: { not: null } },
  });
  return rows.map((row) => ({ subject: { kind, id: row.subjectId }, dataKey: unwrap(ring, row) }));
}

/**
 * Reads a subject's data key, making it on first use, and locks it to the end of the transaction: what is being
 * sealed waits for a destruction under way and is then refused, instead of being lost with the key.
 */
export async function dataKeyForSealing(tx: Tx, ring: KeyRing, subject: Subject): Promise<Bytes> {
  // The key of a whole alliance is never destroyed, and a lock on it would be everybody's meeting point.
  const read = subject.kind === 'alliance' ? plainRow : lockedRow;
  const existing = await read(tx, subject);
  if (existing !== undefined) return unwrap(ring, existing);
  const dataKey = new Uint8Array(randomBytes(keyLength));
  if (await insertRow(tx, ring, subject, dataKey)) return dataKey;
  return unwrap(ring, (await read(tx, subject))!);
}

/**
 * Reads and locks the data keys of many subjects in one statement, as `dataKeyForSealing` does each; those without a
 * key, or whose key was destroyed, are left out.
 */
export async function dataKeysForSealing(
  tx: Tx,
  ring: KeyRing,
  kind: Subject['kind'],
  ids: readonly string[],
): Promise<readonly { readonly subject: Subject; readonly dataKey: Bytes }[]> {
  const rows = await tx.db.$queryRaw<DataKeyRow[]>`
    ${rowsOf(tx, kind, Prisma.sql`= ANY (${ids}::uuid[])`)}
       AND wrapped IS NOT NULL ORDER BY subject_id FOR KEY SHARE OF data_key`;
  return rows.map((row) => ({ subject: { kind, id: row.subjectId }, dataKey: unwrap(ring, row) }));
}

/** Makes the data keys of many subjects in one statement. Raises a unique violation when one of them has one. */
export async function makeDataKeys(
  tx: Tx,
  ring: KeyRing,
  subjects: readonly Subject[],
): Promise<readonly { readonly subject: Subject; readonly dataKey: Bytes }[]> {
  const made = subjects.map((subject) => ({ subject, dataKey: new Uint8Array(randomBytes(keyLength)) }));
  await tx.db.dataKey.createMany({
    data: made.map(({ subject, dataKey }) => newRow(tx, ring, subject, dataKey)),
  });
  return made;
}

/** Destroys a subject's data key, leaving a row that says when. A subject without one can have none any more. */
export async function destroyDataKey(tx: Tx, ring: KeyRing, subject: Subject): Promise<void> {
  await insertRow(tx, ring, subject, new Uint8Array(randomBytes(keyLength)));
  await tx.db.$queryRaw`
    SELECT id FROM data_key
     WHERE alliance_id = ${tx.allianceId}::uuid AND subject_kind = ${subject.kind} AND subject_id = ${subject.id}::uuid
       FOR UPDATE`;
  await tx.db.dataKey.updateMany({
    where: { ...rowOf(tx, subject), destroyedAt: null },
    data: { wrapped: null, destroyedAt: tx.now },
  });
}

/** True when this transaction made the row; false when it was there, or another one just committed it. */
async function insertRow(tx: Tx, ring: KeyRing, subject: Subject, dataKey: Uint8Array): Promise<boolean> {
  const data = [newRow(tx, ring, subject, dataKey)];
  const { count } = await tx.db.dataKey.createMany({ data, skipDuplicates: true });
  return count === 1;
}

function newRow(tx: Tx, ring: KeyRing, subject: Subject, dataKey: Uint8Array) {
  const row = rowOf(tx, subject);
  return { ...row, ...wrap(ring, row, dataKey), createdAt: tx.now };
}

/** Written by hand, for every sealed field of everybody is opened by it. */
async function plainRow(tx: Tx, subject: Subject): Promise<DataKeyRow | undefined> {
  const rows = await tx.db.$queryRaw<DataKeyRow[]>`${rowOfOne(tx, subject)}`;
  return rows[0];
}

/** KEY SHARE stands in the way of a destruction (FOR UPDATE) but not of a re-wrapping (an ordinary UPDATE). */
async function lockedRow(tx: Tx, subject: Subject): Promise<DataKeyRow | undefined> {
  const rows = await tx.db.$queryRaw<DataKeyRow[]>`${rowOfOne(tx, subject)} FOR KEY SHARE`;
  return rows[0];
}

function rowOfOne(tx: Tx, { kind, id }: Subject): Prisma.Sql {
  return rowsOf(tx, kind, Prisma.sql`= ${id}::uuid`);
}

function rowsOf(tx: Tx, kind: Subject['kind'], whose: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT alliance_id AS "allianceId", subject_kind AS "subjectKind", subject_id AS "subjectId",
           wrapped, master_key_id AS "masterKeyId"
      FROM data_key
     WHERE alliance_id = ${tx.allianceId}::uuid AND subject_kind = ${kind} AND subject_id ${whose}`;
}

function rowOf(tx: Tx, subject: Subject) {
  return { allianceId: tx.allianceId, subjectKind: subject.kind, subjectId: subject.id };
}

function contextOf(row: Omit<DataKeyRow, 'wrapped' | 'masterKeyId'>): readonly string[] {
  return ['data-key', row.allianceId, row.subjectKind, row.subjectId];
}

function wrappingKey(secret: Uint8Array): Bytes {
  return deriveKey(secret, 'data-key');
}
