import { createHmac } from 'node:crypto';
import type { Tx } from '../prisma/database.ts';
import {
  dataKeyForOpening,
  dataKeyForSealing,
  dataKeysForOpening,
  dataKeysForSealing,
  destroyDataKey,
  findDataKey,
  makeDataKeys,
  type Subject,
} from './data-keys.ts';
import { type Bytes, decrypt, deriveKey, encrypt } from './envelope.ts';
import type { KeyRing } from './keys.ts';

export type { Subject } from './data-keys.ts';

/** Seals personal data under the key of the subject it is about, so that erasing is destroying one key. */
export interface Vault {
  /**
   * Seals a JSON value for one field of one subject of the transaction's alliance; the subject's key is made on
   * first use. Throws ErasedError when that key was destroyed.
   */
  seal(tx: Tx, subject: Subject, field: string, value: unknown): Promise<Bytes>;
  /**
   * Opens what `seal` made for the same alliance, subject and field. Throws ErasedError when the key was
   * destroyed, BrokenSealError when the bytes were altered or come from elsewhere.
   */
  open<T>(tx: Tx, subject: Subject, field: string, sealed: Uint8Array): Promise<T>;
  /** `seal` for bytes, without the detour through JSON. */
  sealBytes(tx: Tx, subject: Subject, field: string, plain: Uint8Array): Promise<Bytes>;
  /** `open` for bytes. */
  openBytes(tx: Tx, subject: Subject, field: string, sealed: Uint8Array): Promise<Bytes>;
  /**
   * Makes the keys of many new subjects at once, before what is sealed for them in the same transaction: an
   * import would otherwise ask the database twice for each. Raises when one of them has a key already.
   */
  makeKeys(tx: Tx, subjects: readonly Subject[]): Promise<void>;
  /** Reads the keys of many subjects at once, for whoever then opens what each of them sealed: a search, a list. */
  fetchKeys(tx: Tx, kind: Subject['kind'], ids: readonly string[]): Promise<void>;
  /**
   * Reads and locks the keys of many subjects at once, for whoever then seals something for each of them; tells who of
   * them has one.
   */
  lockKeys(tx: Tx, kind: Subject['kind'], ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Destroys the subject's key: nothing sealed under it opens again, nothing can be sealed under it any more. */
  destroy(tx: Tx, subject: Subject): Promise<void>;
  /**
   * HMAC-SHA256 in hex under a key of the transaction's alliance, to find equal values (tax codes) without
   * opening any. It survives the rotation of master keys; equal values of two alliances differ.
   */
  fingerprint(tx: Tx, value: string | Uint8Array): Promise<string>;
}

/** A vault whose data keys lie in the database, wrapped by the ring's master keys. */
export function openVault(ring: KeyRing): Vault {
  const keys = rememberKeys(ring);
  const sealBytes = async (tx: Tx, subject: Subject, field: string, plain: Uint8Array): Promise<Bytes> =>
    encrypt(await keys.forSealing(tx, subject), contextOf(tx, subject, field), plain);
  const openBytes = async (tx: Tx, subject: Subject, field: string, sealed: Uint8Array): Promise<Bytes> => {
    const what = `${field} of ${subject.kind} ${subject.id}`;
    return decrypt(await keys.forOpening(tx, subject), contextOf(tx, subject, field), sealed, what);
  };
  return {
    sealBytes,
    openBytes,
    seal: (tx, subject, field, value) => sealBytes(tx, subject, field, encodeJson(value)),
    open: async <T>(tx: Tx, subject: Subject, field: string, sealed: Uint8Array) =>
      JSON.parse(Buffer.from(await openBytes(tx, subject, field, sealed)).toString('utf8')) as T,
    makeKeys: (tx, subjects) => keys.make(tx, subjects),
    fetchKeys: (tx, kind, ids) => keys.fetch(tx, kind, ids),
    lockKeys: (tx, kind, ids) => keys.lock(tx, kind, ids),
    async destroy(tx, subject) {
      if (subject.kind === 'alliance') throw new RangeError('the key of a whole alliance is never destroyed');
      await destroyDataKey(tx, ring, subject);
      keys.forget(tx, subject);
    },
    async fingerprint(tx, value) {
      const allianceKey = await keys.forSealing(tx, { kind: 'alliance', id: tx.allianceId });
      return createHmac('sha256', deriveKey(allianceKey, 'fingerprint')).update(value).digest('hex');
    },
  };
}

/**
 * Unwrapped keys are remembered for one transaction and no longer: the next one asks the database again, so a
 * destroyed key is gone for every process as soon as its destruction is committed. Only the key of a whole alliance,
 * which is never destroyed, stays (docs/decisions/0020-an-alliances-key-stays-in-memory.md).
 */
function rememberKeys(ring: KeyRing) {
  const ofAlliance = new Map<string, Bytes>();
  const ofTransaction = new WeakMap<Tx['db'], Map<string, Bytes>>();
  const remembered = (tx: Tx): Map<string, Bytes> => {
    const known = ofTransaction.get(tx.db) ?? new Map<string, Bytes>();
    ofTransaction.set(tx.db, known);
    return known;
  };
  const recall = async (tx: Tx, name: string, read: () => Promise<Bytes>): Promise<Bytes> => {
    const key = remembered(tx).get(name) ?? (await read());
    remembered(tx).set(name, key);
    return key;
  };
  const nameOf = ({ kind, id }: Subject, use: 'sealing' | 'opening'): string => `${use} ${kind} ${id}`;
  const forSealing = (tx: Tx, subject: Subject) =>
    recall(tx, nameOf(subject, 'sealing'), () => dataKeyForSealing(tx, ring, subject));
  const forOpening = (tx: Tx, subject: Subject) =>
    recall(tx, nameOf(subject, 'opening'), () => dataKeyForOpening(tx, ring, subject));
  /** A key that this very transaction makes is not kept beyond it: it may be rolled back. */
  const ofWholeAlliance = async (tx: Tx, subject: Subject, otherwise: typeof forSealing): Promise<Bytes> => {
    const known = ofAlliance.get(tx.allianceId) ?? remembered(tx).get(nameOf(subject, 'sealing'));
    if (known) return known;
    const committed = await findDataKey(tx, ring, subject);
    if (!committed) return otherwise(tx, subject);
    ofAlliance.set(tx.allianceId, committed);
    return committed;
  };
  const isWholeAlliance = (tx: Tx, { kind, id }: Subject) => kind === 'alliance' && id === tx.allianceId;
  return {
    forSealing: async (tx: Tx, subject: Subject) =>
      isWholeAlliance(tx, subject) ? ofWholeAlliance(tx, subject, forSealing) : forSealing(tx, subject),
    forOpening: async (tx: Tx, subject: Subject) =>
      isWholeAlliance(tx, subject) ? ofWholeAlliance(tx, subject, forOpening) : forOpening(tx, subject),
    async make(tx: Tx, subjects: readonly Subject[]): Promise<void> {
      for (const { subject, dataKey } of await makeDataKeys(tx, ring, subjects))
        remembered(tx).set(nameOf(subject, 'sealing'), dataKey);
    },
    async fetch(tx: Tx, kind: Subject['kind'], ids: readonly string[]): Promise<void> {
      for (const { subject, dataKey } of await dataKeysForOpening(tx, ring, kind, ids))
        remembered(tx).set(nameOf(subject, 'opening'), dataKey);
    },
    async lock(tx: Tx, kind: Subject['kind'], ids: readonly string[]): Promise<ReadonlySet<string>> {
      const locked = await dataKeysForSealing(tx, ring, kind, ids);
      for (const { subject, dataKey } of locked) remembered(tx).set(nameOf(subject, 'sealing'), dataKey);
      return new Set(locked.map(({ subject }) => subject.id));
    },
    forget(tx: Tx, subject: Subject): void {
      for (const use of ['sealing', 'opening'] as const) remembered(tx).delete(nameOf(subject, use));
    },
  };
}

function contextOf(tx: Tx, subject: Subject, field: string): readonly string[] {
  return ['field', tx.allianceId, subject.kind, subject.id, field];
}

function encodeJson(value: unknown): Uint8Array {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError('only values that JSON can carry are sealed');
  return Buffer.from(text, 'utf8');
}
