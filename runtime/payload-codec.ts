import { METADATA_ENCODING_KEY, ValueError, type Payload, type PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import { decrypt, deriveKey, encrypt } from '../vault/envelope.ts';
import type { KeyRing } from '../vault/keys.ts';

const ENCODING = 'binary/reciproca';
export const KEY_ID = 'key-id';
const CONTEXT = ['temporal-payload'] as const;

/**
 * Encrypts everything a process says to Temporal under a key derived from the active master key; its id travels
 * beside it, so that a rotation reads what was written before. What is not encrypted in this way, or under a key
 * that is not here, is refused: nothing is ever read in the clear.
 */
export function payloadCodec(ring: KeyRing): PayloadCodec {
  const keyOf = (id: string) => deriveKey(ring.findOrThrow(id).secret, 'temporal-payloads');
  return {
    encode: async (payloads) => payloads.map((payload) => seal(payload, ring.active().id)),
    decode: async (payloads) => payloads.map((payload) => open(payload)),
  };

  function seal(payload: Payload, keyId: string): Payload {
    const plain = proto.temporal.api.common.v1.Payload.encode(payload).finish();
    return {
      metadata: { [METADATA_ENCODING_KEY]: Buffer.from(ENCODING), [KEY_ID]: Buffer.from(keyId) },
      data: encrypt(keyOf(keyId), CONTEXT, plain),
    };
  }

  function open(payload: Payload): Payload {
    const encoding = Buffer.from(payload.metadata?.[METADATA_ENCODING_KEY] ?? []).toString();
    const keyId = Buffer.from(payload.metadata?.[KEY_ID] ?? []).toString();
    if (encoding !== ENCODING || !payload.data)
      throw new ValueError('A payload that is not encrypted is not read.');
    return proto.temporal.api.common.v1.Payload.decode(
      decrypt(keyOf(keyId), CONTEXT, payload.data, 'a payload of Temporal'),
    );
  }
}
