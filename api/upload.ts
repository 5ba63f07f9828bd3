import busboy from 'busboy';
import type { Request } from 'express';
import { Refusal } from '../domain/refusal.ts';
import type { Upload } from './route.ts';

/** The largest document the service takes. */
export const MAX_UPLOAD_BYTES = 20 * 1024 * 1024;
const MAX_FIELD_BYTES = 4_000;
const MAX_FIELDS = 10;

const tooLarge = new Refusal('tooLarge', {
  detail: { it: 'Un documento può avere al massimo 20 MB.', en: 'A document may have 20 MB at most.' },
});
const notMultipart = new Refusal('unsupportedType', {
  detail: {
    it: 'Inviare multipart/form-data con il documento nel campo "file".',
    en: 'Send multipart/form-data with the document in the field "file".',
  },
});

/** Reads one file and its few fields, stopping at the limits while they arrive. */
export async function readUpload(
  request: Request,
): Promise<{ fields: Record<string, string>; file: Upload | undefined }> {
  if (!/^multipart\/form-data/i.test(request.get('content-type') ?? '')) throw notMultipart;
  return new Promise((resolve, reject) => {
    const parser = openParser(request);
    const fields = Object.create(null) as Record<string, string>;
    let file: Upload | undefined;
    parser.on('field', (name, value, { valueTruncated }) => {
      if (name in fields || valueTruncated) reject(unreadable);
      fields[name] = value;
    });
    for (const limit of ['filesLimit', 'fieldsLimit'] as const) parser.on(limit, () => reject(unreadable));
    parser.on('file', (_field, stream, info) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () => reject(tooLarge));
      stream.on(
        'end',
        () => (file = { name: info.filename ?? 'documento', bytes: new Uint8Array(Buffer.concat(chunks)) }),
      );
    });
    parser.on('error', () => reject(unreadable));
    parser.on('close', () => resolve({ fields, file }));
    request.on('aborted', () => reject(unreadable));
    request.pipe(parser);
  });
}

const unreadable = new Refusal('malformedRequest', {
  detail: {
    it: 'Il modulo non si può leggere: un solo documento, ogni campo una volta sola.',
    en: 'The form cannot be read: one document only, each field once.',
  },
});

function openParser(request: Request): busboy.Busboy {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { files: 1, fileSize: MAX_UPLOAD_BYTES, fields: MAX_FIELDS, fieldSize: MAX_FIELD_BYTES },
    });
  } catch {
    throw notMultipart;
  }
}
