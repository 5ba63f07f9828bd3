import { fileTypeFromBuffer } from 'file-type';
import { Refusal } from '../domain/refusal.ts';
import type { Text } from '../domain/text.ts';
import type { Bytes } from '../vault/envelope.ts';
import { isWholeJpeg, isWholePng } from './image-content.ts';
import { inspectPdf } from './pdf-inspection.ts';

/** The largest document the service takes: 20 MB. */
export const maxDocumentBytes = 20 * 1024 * 1024;

export const documentMediaTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export type DocumentMediaType = (typeof documentMediaTypes)[number];

/** Bytes whose kind is known from themselves, not from a name or a header somebody sent along. */
export interface DocumentContent {
  readonly bytes: Bytes;
  readonly mediaType: DocumentMediaType;
}

/**
 * Looks into an upload. Refuses what is too large (413), of another kind than PDF, JPEG or PNG (415), or not
 * readable by whoever will open it: empty, cut short, without pages, behind a password (422).
 */
export async function checkDocumentContent(bytes: Bytes): Promise<DocumentContent> {
  if (bytes.length === 0) throw unreadable({ it: 'Il file è vuoto.', en: 'The file is empty.' });
  if (bytes.length > maxDocumentBytes) {
    throw new Refusal('tooLarge', {
      detail: { it: 'Un documento può avere al massimo 20 MB.', en: 'A document may have 20 MB at most.' },
    });
  }
  const mediaType = await recogniseOrThrow(bytes);
  const fault = await findFault(bytes, mediaType);
  if (fault !== undefined) throw unreadable(fault);
  return { bytes, mediaType };
}

async function recogniseOrThrow(bytes: Bytes): Promise<DocumentMediaType> {
  const recognised = await fileTypeFromBuffer(bytes);
  const mediaType = documentMediaTypes.find((accepted) => accepted === recognised?.mime);
  if (mediaType !== undefined) return mediaType;
  throw new Refusal('unsupportedType', {
    detail: {
      it: 'Si accettano documenti PDF e immagini JPEG o PNG, qualunque sia il nome del file.',
      en: 'PDF documents and JPEG or PNG images are accepted, whatever the name of the file.',
    },
  });
}

async function findFault(bytes: Bytes, mediaType: DocumentMediaType): Promise<Text | undefined> {
  if (mediaType === 'application/pdf') return pdfFaults[await inspectPdf(bytes)];
  const whole = mediaType === 'image/png' ? isWholePng(bytes) : isWholeJpeg(bytes);
  return whole ? undefined : brokenImage;
}

const pdfFaults = {
  readable: undefined,
  locked: {
    it: 'Il PDF è protetto da una password: lo salvi senza password e lo carichi di nuovo.',
    en: 'The PDF is protected by a password: save it without one and upload it again.',
  },
  empty: { it: 'Il PDF non contiene pagine.', en: 'The PDF has no pages.' },
  broken: {
    it: 'Il PDF è danneggiato o non si apre in tempo ragionevole.',
    en: 'The PDF is damaged or does not open in reasonable time.',
  },
} as const satisfies Record<string, Text | undefined>;

const brokenImage: Text = {
  it: 'L’immagine è danneggiata o incompleta.',
  en: 'The image is damaged or incomplete.',
};

function unreadable(detail: Text): Refusal {
  return new Refusal('unreadableDocument', { detail });
}
