import { buffer } from 'node:stream/consumers';
import { Signer, SignPdf } from '@signpdf/signpdf';
import PDFDocument from 'pdfkit';
import type { TestIdentity } from './certificates.ts';
import { signCms, stampCms, type CmsOptions } from './cms-files.ts';

/** A text to sign, as the service prints them. */
export async function printText(lines: readonly string[], userPassword?: string): Promise<Buffer> {
  const document = new PDFDocument({
    lang: 'it-IT',
    pdfVersion: '1.7',
    info: { Title: 'Carta etica', CreationDate: new Date('2026-01-01T00:00:00Z') },
    ...(userPassword && { userPassword }),
  });
  for (const [index, line] of lines.entries()) {
    if (index > 0) document.addPage();
    document.text(line);
  }
  document.end();
  return buffer(document);
}

/** Objects by their numbers, as they are spelled in the file between `obj` and `endobj`. */
export type Objects = Readonly<Record<number, string>>;

/** Saves objects into a PDF the way programs do that leave what is there: behind it. */
export function save(pdf: Buffer, objects: Objects, inTrailer = ''): Buffer {
  const text = pdf.toString('latin1');
  const previous = lastMatch(text, /startxref\s+(\d+)/g);
  const size = Math.max(sizeOf(pdf), ...Object.keys(objects).map((number) => Number(number) + 1));
  const root = lastMatch(text, /\/Root (\d+)/g);
  let added = text.endsWith('\n') ? '' : '\n';
  let table = 'xref\n';
  for (const [number, object] of Object.entries(objects)) {
    const at = String(pdf.length + added.length).padStart(10, '0');
    table += `${number} 1\n${at} 00000 n \n`;
    added += `${number} 0 obj\n${object}\nendobj\n`;
  }
  const tableAt = pdf.length + added.length;
  const trailer = `<< /Size ${size} /Root ${root} 0 R /Prev ${previous} ${inTrailer}>>`;
  added += `${table}trailer\n${trailer}\nstartxref\n${tableAt}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(added, 'latin1')]);
}

export function sizeOf(pdf: Buffer): number {
  return Number(lastMatch(pdf.toString('latin1'), /\/Size (\d+)/g));
}

/** How an object is spelled where it was written last. */
export function objectText(pdf: Buffer, number: number): string {
  return lastMatch(pdf.toString('latin1'), new RegExp(`\\n${number} 0 obj\\n([^]*?)\\nendobj`, 'g'));
}

export function catalogOf(pdf: Buffer): number {
  return Number(lastMatch(pdf.toString('latin1'), /\/Root (\d+)/g));
}

export function firstPageOf(pdf: Buffer): number {
  return Number(/\n(\d+) 0 obj\n<<\n\/Type \/Page\n/.exec(pdf.toString('latin1'))![1]);
}

export function extended(dictionary: string, entries: string): string {
  return dictionary.replace(/>>$/, `${entries}\n>>`);
}

export interface FieldOptions {
  readonly subFilter?: string;
  readonly rectangle?: string;
  /** More entries of the field, and more objects in the same save. */
  readonly inField?: string;
  readonly more?: (pdf: Buffer) => Objects;
  readonly placeBytes?: number;
  readonly inTrailer?: string;
}

/** Adds a signature field to the first page, and the place for a signature. */
export function addPlace(pdf: Buffer, options: FieldOptions = {}): Buffer {
  const [signature, field] = [sizeOf(pdf), sizeOf(pdf) + 1];
  const [catalog, page] = [catalogOf(pdf), firstPageOf(pdf)];
  const zeros = '0'.repeat(2 * (options.placeBytes ?? 3000));
  const subFilter = options.subFilter ?? 'ETSI.CAdES.detached';
  const before = /\/Fields \[(.*?)\]/.exec(objectText(pdf, catalog))?.[1] ?? '';
  const fields = `${before}${field} 0 R `;
  const listed = (name: string, number: number) =>
    objectText(pdf, number).replace(new RegExp(`/${name} (<<|\\[).*(>>|\\])\\n`), '');
  return save(
    pdf,
    {
      [signature]: `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${subFilter} /ByteRange [0 /********** /********** /**********] /Contents <${zeros}> >>`,
      [field]: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Firma${field}) /V ${signature} 0 R /F 132 /P ${page} 0 R /Rect [${options.rectangle ?? '0 0 0 0'}] ${options.inField ?? ''}>>`,
      [catalog]: extended(listed('AcroForm', catalog), `/AcroForm << /Fields [${fields}] /SigFlags 3 >>`),
      [page]: extended(listed('Annots', page), `/Annots [${fields}]`),
      ...options.more?.(pdf),
    },
    options.inTrailer,
  );
}

class CmsSigner extends Signer {
  readonly cmsOf: (covered: Buffer) => Promise<Buffer>;

  constructor(cmsOf: (covered: Buffer) => Promise<Buffer>) {
    super();
    this.cmsOf = cmsOf;
  }

  override async sign(covered: Buffer): Promise<Buffer> {
    return this.cmsOf(covered);
  }
}

/** Signs a PDF as PAdES, with the signing library that many services use. */
export async function signPdf(pdf: Buffer, cms: CmsOptions, field: FieldOptions = {}): Promise<Buffer> {
  return new SignPdf().sign(addPlace(pdf, field), new CmsSigner((covered) => signCms(covered, cms)));
}

/** Puts a time stamp over a whole PDF, as archives do. */
export async function stampPdf(
  pdf: Buffer,
  authority: TestIdentity,
  stamped = (covered: Buffer) => covered,
): Promise<Buffer> {
  const signer = new CmsSigner((covered) => stampCms(stamped(covered), authority));
  return new SignPdf().sign(addPlace(pdf, { subFilter: 'ETSI.RFC3161' }), signer);
}

/** Signs a PDF whose place is already there, covering what the caller says: for files that cheat. */
export async function signRanges(
  pdf: Buffer,
  cms: CmsOptions,
  rangesOf: (start: number, end: number, length: number) => readonly number[],
): Promise<Buffer> {
  const start = pdf.lastIndexOf('/Contents <') + '/Contents '.length;
  const end = pdf.indexOf('>', start) + 1;
  const ranges = rangesOf(start, end, pdf.length);
  const place = '/ByteRange [0 /********** /********** /**********]';
  const text = pdf.toString('latin1').replace(place, `/ByteRange [${ranges.join(' ')}]`.padEnd(place.length));
  const filled = Buffer.from(text, 'latin1');
  const [from, length, second, rest] = ranges as [number, number, number, number];
  const covered = Buffer.concat([
    filled.subarray(from, from + length),
    filled.subarray(second, second + rest),
  ]);
  const signature = (await signCms(covered, cms)).toString('hex');
  filled.write(`<${signature}`, start, 'latin1');
  return filled;
}

function lastMatch(text: string, pattern: RegExp): string {
  const found = [...text.matchAll(pattern)].at(-1)?.[1];
  if (found === undefined) throw new Error(`The file has no ${pattern.source}`);
  return found;
}
