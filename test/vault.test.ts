import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Tx } from '../prisma/database.ts';
import { BrokenSealError, ErasedError } from '../vault/errors.ts';
import { keyRingOf, masterKey } from '../vault/keys.ts';
import { openVault, type Subject } from '../vault/vault.ts';
import { openTestDatabase, testActor, type TestDatabase } from './support/database.ts';

const ring = keyRingOf([masterKey(new Uint8Array(randomBytes(32)))]);
const vault = openVault(ring);
const secret = { givenName: 'Bianca', familyName: 'Provini', score: 5150, notes: ['€', 'è', '\u{1F331}'] };

let test: TestDatabase;

beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());

const within = <T>(work: (tx: Tx) => Promise<T>, allianceId = test.allianceId): Promise<T> =>
  test.database.inAlliance(allianceId, testActor, work);

const person = (): Subject => ({ kind: 'person', id: randomUUID() });

describe('sealing', () => {
  it('gives back what was sealed, in another transaction too', async () => {
    const subject = person();
    const sealed = await within((tx) => vault.seal(tx, subject, 'identity', secret));
    expect(await within((tx) => vault.open(tx, subject, 'identity', sealed))).toEqual(secret);
  });

  it('leaves nothing to read, and never seals alike twice', async () => {
    const subject = person();
    const one = await within((tx) => vault.seal(tx, subject, 'identity', secret));
    const two = await within((tx) => vault.seal(tx, subject, 'identity', secret));
    expect(Buffer.from(one).toString('latin1')).not.toContain('Provini');
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(false);
  });

  it('carries bytes as they are, also none', async () => {
    const subject: Subject = { kind: 'document', id: randomUUID() };
    for (const plain of [new Uint8Array(0), new Uint8Array(randomBytes(100_000))]) {
      const sealed = await within((tx) => vault.sealBytes(tx, subject, 'content', plain));
      expect(Buffer.from(await within((tx) => vault.openBytes(tx, subject, 'content', sealed)))).toEqual(
        Buffer.from(plain),
      );
    }
  });

  it('refuses what JSON cannot carry', async () => {
    await expect(within((tx) => vault.seal(tx, person(), 'identity', undefined))).rejects.toThrow(TypeError);
  });

  it('makes one key however many seal for the first time at once', async () => {
    const subject = person();
    const sealed = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        within((tx) => vault.seal(tx, subject, `field-${index}`, index)),
      ),
    );
    const opened = await Promise.all(
      sealed.map((bytes, index) => within((tx) => vault.open<number>(tx, subject, `field-${index}`, bytes))),
    );
    expect(opened).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(await within((tx) => tx.db.dataKey.count({ where: { subjectId: subject.id } }))).toBe(1);
  });
});

describe('sealed bytes', () => {
  it('do not open for another subject, kind, field or alliance', async () => {
    const subject = person();
    const elsewhere = await test.addAlliance();
    const sealed = await within((tx) => vault.seal(tx, subject, 'identity', secret));
    const other = person();
    await within((tx) => vault.seal(tx, other, 'identity', 'something'));
    await within((tx) => vault.seal(tx, { ...subject, kind: 'assessment' }, 'identity', 'something'));
    await within((tx) => vault.seal(tx, subject, 'identity', 'same id there'), elsewhere);
    const open = (where: Subject, field: string, allianceId?: string): Promise<unknown> =>
      within((tx) => vault.open(tx, where, field, sealed), allianceId);
    await expect(open(other, 'identity')).rejects.toThrow(BrokenSealError);
    await expect(open({ ...subject, kind: 'assessment' }, 'identity')).rejects.toThrow(BrokenSealError);
    await expect(open(subject, 'address')).rejects.toThrow(BrokenSealError);
    await expect(open(subject, 'identity', elsewhere)).rejects.toThrow(BrokenSealError);
    await expect(open(person(), 'identity')).rejects.toThrow(BrokenSealError);
  });

  it('do not open with any byte changed, cut or added', async () => {
    const subject = person();
    const sealed = await within((tx) => vault.seal(tx, subject, 'identity', secret));
    await within(async (tx) => {
      for (let index = 0; index < sealed.length; index += 1) {
        const altered = sealed.slice();
        altered[index]! ^= 1;
        await expect(vault.open(tx, subject, 'identity', altered), `byte ${index}`).rejects.toThrow(
          BrokenSealError,
        );
      }
      for (const length of [0, 1, 12, 28, sealed.length - 1]) {
        await expect(vault.open(tx, subject, 'identity', sealed.slice(0, length))).rejects.toThrow(
          BrokenSealError,
        );
      }
      const longer = Uint8Array.of(...sealed, 0);
      await expect(vault.open(tx, subject, 'identity', longer)).rejects.toThrow(BrokenSealError);
    });
  });

  it('do not open with the data key of another row put in place of theirs', async () => {
    const own = await openTestDatabase();
    const [subject, other] = [person(), person()];
    const swapped = own.database.inAlliance(own.allianceId, testActor, async (tx) => {
      await vault.seal(tx, subject, 'identity', secret);
      const sealed = await vault.seal(tx, other, 'identity', secret);
      const { wrapped } = await tx.db.dataKey.findFirstOrThrow({ where: { subjectId: subject.id } });
      await tx.db.dataKey.updateMany({ where: { subjectId: other.id }, data: { wrapped } });
      return vault.open(tx, other, 'identity', sealed);
    });
    await expect(swapped).rejects.toThrow(`the data key of person ${other.id} does not open`);
    await own.close();
  });
});

describe('a destroyed key', () => {
  it('opens nothing and seals nothing any more, and its bytes are gone', async () => {
    const subject = person();
    const sealed = await within((tx) => vault.seal(tx, subject, 'identity', secret));
    await within((tx) => vault.destroy(tx, subject));
    await expect(within((tx) => vault.open(tx, subject, 'identity', sealed))).rejects.toThrow(ErasedError);
    await expect(within((tx) => vault.seal(tx, subject, 'identity', secret))).rejects.toThrow(ErasedError);
    const row = await within((tx) => tx.db.dataKey.findFirstOrThrow({ where: { subjectId: subject.id } }));
    expect(row.wrapped).toBeNull();
    expect(row.destroyedAt).toBeInstanceOf(Date);
  });

  it('is gone at once within its own transaction and can be destroyed again', async () => {
    const subject = person();
    await within(async (tx) => {
      const sealed = await vault.seal(tx, subject, 'identity', secret);
      expect(await vault.open(tx, subject, 'identity', sealed)).toEqual(secret);
      await vault.destroy(tx, subject);
      await expect(vault.open(tx, subject, 'identity', sealed)).rejects.toThrow(ErasedError);
      await expect(vault.seal(tx, subject, 'identity', secret)).rejects.toThrow(ErasedError);
      await vault.destroy(tx, subject);
    });
  });

  it('stays destroyed for someone who never had one', async () => {
    const subject = person();
    await within((tx) => vault.destroy(tx, subject));
    await expect(within((tx) => vault.seal(tx, subject, 'identity', secret))).rejects.toThrow(ErasedError);
  });

  it('opens nothing either when its key was fetched among many', async () => {
    const [erased, kept] = [person(), person()];
    const [gone, still] = await within(async (tx) => [
      await vault.seal(tx, erased, 'identity', 'gone'),
      await vault.seal(tx, kept, 'identity', 'still'),
    ]);
    await within((tx) => vault.destroy(tx, erased));
    await within(async (tx) => {
      await vault.fetchKeys(tx, 'person', [erased.id, kept.id, randomUUID()]);
      expect(await vault.open(tx, kept, 'identity', still!)).toBe('still');
      await expect(vault.open(tx, erased, 'identity', gone!)).rejects.toThrow(ErasedError);
    });
  });

  it('leaves other subjects alone', async () => {
    const [erased, kept] = [person(), person()];
    const sealed = await within((tx) => vault.seal(tx, kept, 'identity', secret));
    await within((tx) => vault.destroy(tx, erased));
    expect(await within((tx) => vault.open(tx, kept, 'identity', sealed))).toEqual(secret);
  });

  it('waits for whoever is sealing, so that nothing is sealed under a key being destroyed', async () => {
    const subject = person();
    await within((tx) => vault.seal(tx, subject, 'first', 1));
    const order: string[] = [];
    let destruction: Promise<void> | undefined;
    await within(async (tx) => {
      await vault.seal(tx, subject, 'second', 2);
      destruction = within((other) => vault.destroy(other, subject)).then(() => void order.push('destroyed'));
      await new Promise((resolve) => setTimeout(resolve, 300));
      order.push('sealed');
    });
    await destruction;
    expect(order).toEqual(['sealed', 'destroyed']);
  });

  it('can never be that of a whole alliance', async () => {
    const alliance: Subject = { kind: 'alliance', id: test.allianceId };
    await expect(within((tx) => vault.destroy(tx, alliance))).rejects.toThrow(RangeError);
  });
});

describe('the key of an alliance', () => {
  const reads = (allianceId: string) => {
    const alliance: Subject = { kind: 'alliance', id: allianceId };
    return within(async (tx) => {
      const counted = vi.spyOn(tx.db, '$queryRaw');
      await vault.seal(tx, alliance, 'submission', secret);
      return counted.mock.calls.length;
    }, allianceId);
  };

  it('is read once and then stays, unlike any other', async () => {
    const allianceId = await test.addAlliance();
    await within((tx) => vault.fingerprint(tx, 'made here'), allianceId);
    expect(await reads(allianceId)).toBe(1);
    expect(await reads(allianceId)).toBe(0);
  });

  it('is forgotten when the transaction that made it is rolled back', async () => {
    const allianceId = await test.addAlliance();
    const alliance: Subject = { kind: 'alliance', id: allianceId };
    const undone = within(async (tx) => {
      const sealed = await vault.seal(tx, alliance, 'submission', secret);
      expect(await vault.open(tx, alliance, 'submission', sealed)).toEqual(secret);
      throw new Error('undone');
    }, allianceId);
    await expect(undone).rejects.toThrow('undone');
    const sealed = await within((tx) => vault.seal(tx, alliance, 'submission', secret), allianceId);
    const elsewhere = openVault(ring);
    expect(await within((tx) => elsewhere.open(tx, alliance, 'submission', sealed), allianceId)).toEqual(
      secret,
    );
  });
});

describe('fingerprints', () => {
  it('are equal for equal values of one alliance and differ otherwise', async () => {
    const of = (value: string, allianceId?: string): Promise<string> =>
      within((tx) => vault.fingerprint(tx, value), allianceId);
    const first = await of('RSSMRA80A01H501U');
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await of('RSSMRA80A01H501U')).toBe(first);
    expect(await of('RSSMRA80A01H501V')).not.toBe(first);
    expect(await of('RSSMRA80A01H501U', await test.addAlliance())).not.toBe(first);
  });
});
