import type { Payload } from '@temporalio/common';
import { payloadCodec } from '../../../runtime/payload-codec.ts';
import type { KeyRing } from '../../../vault/keys.ts';

/**
 * Everything that stands in what Temporal tells, as text: names and ids as they are, payloads (arguments, results,
 * memos, failures with their stack traces) decrypted.
 */
export async function decodedText(ring: KeyRing, told: unknown): Promise<string> {
  const codec = payloadCodec(ring);
  const texts: string[] = [];
  const walk = async (value: unknown): Promise<void> => {
    if (typeof value === 'string' || typeof value === 'number') texts.push(String(value));
    else if (value instanceof Uint8Array) texts.push(Buffer.from(value).toString('utf8'));
    else if (isPayload(value)) texts.push(...(await open(value)));
    else if (value && typeof value === 'object') {
      for (const [name, part] of Object.entries(value)) {
        texts.push(name);
        await walk(part);
      }
    }
  };
  const open = async (payload: Payload): Promise<string[]> => {
    const isEncrypted = Buffer.from(payload.metadata!['encoding']!).toString() === 'binary/reciproca';
    const opened = isEncrypted ? await codec.decode([payload]) : [payload];
    return opened.map(({ data }) => Buffer.from(data ?? []).toString('utf8'));
  };
  await walk(told);
  return texts.join('\n');
}

function isPayload(value: unknown): value is Payload {
  return (
    value !== null &&
    typeof value === 'object' &&
    'data' in value &&
    'metadata' in value &&
    (value.metadata as Record<string, unknown> | null)?.['encoding'] !== undefined
  );
}
