import PDFDocument from 'pdfkit';
import { randomUUID } from 'node:crypto';
import { plainPdf } from '../../prisma/seed/plain-pdf.ts';
import type { FileWord } from './organisation-words.ts';

interface MadeUpFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A proper PDF, or whatever is wrong with one; its name never tells. */
export async function madeUpFile(word?: FileWord): Promise<MadeUpFile> {
  return { name: 'documento.pdf', bytes: await bytesOf(word) };
}

async function bytesOf(word: FileWord | undefined): Promise<Uint8Array<ArrayBuffer>> {
  switch (word) {
    case 'empty':
      return new Uint8Array();
    case 'of 80 MB':
      return new Uint8Array(80 * 1024 * 1024);
    case 'a renamed program':
      return new Uint8Array(Buffer.from('4d5a90000300000004000000ffff0000b800000000000000', 'hex'));
    case 'a PDF with a password':
      return lockedPdf();
    default:
      return plainPdf(['Documento di esempio', randomUUID()]);
  }
}

async function lockedPdf(): Promise<Uint8Array<ArrayBuffer>> {
  const document = new PDFDocument({ userPassword: 'segreta' });
  document.text('Documento di esempio');
  document.end();
  const parts: Buffer[] = [];
  for await (const part of document) parts.push(part as Buffer);
  return new Uint8Array(Buffer.concat(parts));
}
