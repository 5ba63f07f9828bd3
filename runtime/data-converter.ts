import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import type { KeyRing } from '../vault/keys.ts';
import { payloadCodec } from './payload-codec.ts';

export const failureConverterPath = fileURLToPath(
  new URL('../workflows/failure-converter.ts', import.meta.url),
);

/** How client and worker alike speak to Temporal: payloads and failures encrypted. */
export function dataConverter(ring: KeyRing): DataConverter {
  return { payloadCodecs: [payloadCodec(ring)], failureConverterPath };
}
