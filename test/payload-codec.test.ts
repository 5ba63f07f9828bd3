import { defaultPayloadConverter } from '@temporalio/common';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { payloadCodec } from '../runtime/payload-codec.ts';
import { decrypt } from '../vault/envelope.ts';
import { keyRingOf, masterKey } from '../vault/keys.ts';

const key = () => masterKey(new Uint8Array(randomBytes(32)));
const [old, fresh] = [key(), key()];
const plain = defaultPayloadConverter.toPayload({ submissionId: 'PLANTED' });

describe('what a process says to Temporal', () => {
  it('is sealed, and opens under the key it was sealed with', async () => {
    const [sealed] = await payloadCodec(keyRingOf([old])).encode([plain]);
    expect(Buffer.from(sealed!.data!).toString('latin1')).not.toContain('PLANTED');
    const [opened] = await payloadCodec(keyRingOf([fresh, old])).decode([sealed!]);
    expect(defaultPayloadConverter.fromPayload(opened!)).toEqual({ submissionId: 'PLANTED' });
    await expect(payloadCodec(keyRingOf([fresh])).decode([sealed!])).rejects.toThrow(/master key/);
  });

  it('is never read in the clear', async () => {
    await expect(payloadCodec(keyRingOf([old])).decode([plain])).rejects.toThrow(/not encrypted/);
  });

  it('does not open with the master key itself, only with the key made of it for this purpose', async () => {
    const [sealed] = await payloadCodec(keyRingOf([old])).encode([plain]);
    expect(() => decrypt(old.secret, ['temporal-payload'], sealed!.data!, 'a payload')).toThrow(
      /does not open/,
    );
  });
});
