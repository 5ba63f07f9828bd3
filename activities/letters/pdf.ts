import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import type { PlainDate } from '../../domain/plain-date.ts';
import type { Locale } from '../../domain/text.ts';
import { instantOf } from '../../domain/time.ts';
import type { Bytes } from '../../vault/envelope.ts';
import type { Block } from './block.ts';
import { letterFonts, type WordLayouts } from './fonts.ts';

export interface PdfContent {
  readonly title: string;
  readonly author: string;
  readonly writtenOn: PlainDate;
  /** Italian, unless said. */
  readonly language?: Locale;
  readonly footer: string;
  /** Groups of lines above the title; the first is the sender. */
  readonly opening: readonly (readonly string[])[];
  readonly blocks: readonly Block[];
}

type Pdf = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

const marginPt = 71;
const footerPt = 45;
const bodySize = 11.5;
const headingSize = 13.5;
const titleSize = 18;
const indentPt = 16;
const lineGap = 2.5;

/**
 * Lays out a document on A4. Everything read aloud is in the structure tree, in reading order; the rest is artifact.
 *
 * @param words layouts of words that are used where they are known, and added to where they are not
 */
export async function drawPdf(content: PdfContent, words: WordLayouts): Promise<Bytes> {
  const pdf = openPdf(content, words);
  const bytes = buffer(pdf);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  for (const [index, lines] of content.opening.entries()) {
    const font = index === 0 ? 'bold' : 'regular';
    for (const line of lines) drawText(pdf, root, 'P', line, { font, gapAfter: 0 });
    pdf.y += bodySize;
  }
  drawText(pdf, root, 'H1', content.title, { font: 'bold', size: titleSize, gapBefore: bodySize });
  for (const block of content.blocks) drawBlock(pdf, root, block);
  root.end();
  drawFooters(pdf, content.footer);
  pdf.end();
  return new Uint8Array(await bytes);
}

function openPdf({ title, author, writtenOn, language }: PdfContent, words: WordLayouts): Pdf {
  const pdf = new PDFDocument({
    // Without this PDFKit reads its own Helvetica for every document, which no letter uses.
    font: '',
    size: 'A4',
    margin: marginPt,
    bufferPages: true,
    pdfVersion: '1.7',
    // PDFKit knows this subset, its published types do not yet.
    ...({ subset: 'PDF/UA' } as object),
    tagged: true,
    lang: language === 'en' ? 'en-GB' : 'it-IT',
    displayTitle: true,
    info: { Title: title, Author: author, CreationDate: instantOf(writtenOn, '12:00') },
  });
  // PDFKit takes part 1 of PDF/UA for part 1 of PDF/A and writes a CIDSet that does not match the embedded glyphs,
  // which PDF/UA forbids (ISO 14289-1, 7.21.4.2). As a text the number is printed alike and not mistaken.
  Object.assign(pdf, { subset: '1' });
  for (const name of ['regular', 'bold'] as const) {
    // PDFKit takes a font that was already read, its published types do not say so.
    pdf.registerFont(name, letterFonts[name]() as unknown as Buffer);
    Object.assign(fontOf(pdf.font(name)), { layoutCache: words[name] });
  }
  return pdf;
}

interface TextStyle {
  readonly font?: 'regular' | 'bold';
  readonly size?: number;
  readonly gapBefore?: number;
  readonly gapAfter?: number;
}

function drawText(pdf: Pdf, parent: Element, tag: string, text: string, style: TextStyle = {}): void {
  const { font = 'regular', size = bodySize, gapBefore = 0, gapAfter = bodySize * 0.6 } = style;
  pdf.font(font).fontSize(size);
  pdf.y += gapBefore;
  // A heading at the foot of a page would stand apart from what it announces.
  keepTogether(pdf, font === 'bold' ? size * 5 : size * 2);
  parent.add(element(pdf, tag, () => pdf.text(clean(pdf, text), marginPt, pdf.y, { lineGap })));
  pdf.y += gapAfter;
}

function drawBlock(pdf: Pdf, root: Element, block: Block): void {
  switch (block.kind) {
    case 'heading':
      return drawText(pdf, root, 'H2', block.text, {
        font: 'bold',
        size: headingSize,
        gapBefore: bodySize * 0.6,
      });
    case 'paragraph':
      return drawText(pdf, root, 'P', block.text);
    case 'newPage':
      return void pdf.addPage();
    case 'squares':
      return drawSquares(pdf, root, block);
    case 'items':
      return drawItems(pdf, root, block.items);
    case 'table':
      return drawTable(pdf, root, block.columns, block.rows);
  }
}

/** A figure: what it shows cannot be read aloud, what it is for can. */
function drawSquares(pdf: Pdf, root: Element, { rows, words }: Block & { kind: 'squares' }): void {
  const sidePt = 4;
  const heightPt = rows.length * sidePt;
  keepTogether(pdf, heightPt);
  const top = pdf.y;
  const draw = () => {
    for (const [row, cells] of rows.entries())
      for (const [column, isBlack] of cells.entries())
        if (isBlack) pdf.rect(marginPt + column * sidePt, top + row * sidePt, sidePt, sidePt);
    pdf.fill('black');
  };
  root.add(element(pdf, 'Figure', draw, { alt: words }));
  pdf.y = top + heightPt + bodySize;
}

function drawItems(pdf: Pdf, root: Element, items: readonly string[]): void {
  const list = pdf.struct('L');
  root.add(list);
  pdf.font('regular').fontSize(bodySize);
  for (const item of items) {
    keepTogether(pdf, bodySize * 3);
    const entry = pdf.struct('LI');
    list.add(entry);
    const top = pdf.y;
    entry.add(element(pdf, 'Lbl', () => pdf.text('•', marginPt, top, { lineGap })));
    entry.add(element(pdf, 'LBody', () => pdf.text(clean(pdf, item), marginPt + indentPt, top, { lineGap })));
    entry.end();
    pdf.y += bodySize * 0.35;
  }
  list.end();
  pdf.y += bodySize * 0.35;
}

/** The first column takes what the others, made for numbers, leave. */
function drawTable(
  pdf: Pdf,
  root: Element,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const numberWidthPt = 80;
  const firstWidthPt = pdf.page.width - 2 * marginPt - numberWidthPt * (columns.length - 1);
  keepTogether(pdf, Math.min((rows.length + 1) * bodySize * 2, pdf.page.height / 2));
  const table = pdf.struct('Table');
  root.add(table);
  const drawRow = (cells: readonly string[], isHeader: boolean): void => {
    pdf.font(isHeader ? 'bold' : 'regular').fontSize(bodySize);
    keepTogether(pdf, pdf.heightOfString(clean(pdf, cells[0] ?? ''), { width: firstWidthPt }) + bodySize);
    const top = pdf.y;
    const row = pdf.struct('TR');
    table.add(row);
    let bottom = top;
    for (const [index, cell] of cells.entries()) {
      const left = index === 0 ? marginPt : marginPt + firstWidthPt + numberWidthPt * (index - 1);
      const width = index === 0 ? firstWidthPt : numberWidthPt;
      const align = index === 0 ? 'left' : 'right';
      const draw = () => pdf.text(clean(pdf, cell), left, top, { width, align });
      if (isHeader) row.add(element(pdf, 'TH', draw, { scope: 'Column' }));
      else if (index === 0) row.add(element(pdf, 'TH', draw, { scope: 'Row' }));
      else row.add(element(pdf, 'TD', draw));
      bottom = Math.max(bottom, pdf.y);
    }
    row.end();
    pdf.y = bottom + bodySize * 0.3;
  };
  drawRow(columns, true);
  for (const row of rows) drawRow(row, false);
  table.end();
  pdf.y += bodySize * 0.5;
}

/** A leaf of the structure tree. Its text is drawn when the leaf is hung into the tree, never before. */
function element(
  pdf: Pdf,
  tag: string,
  draw: () => unknown,
  options: { readonly scope?: 'Column' | 'Row'; readonly alt?: string } = {},
): Element {
  return pdf.struct(tag, options as object, [() => void draw()]);
}

/** Starts a new page when less than this much is left, so that nothing begins where it cannot go on. */
function keepTogether(pdf: Pdf, heightPt: number): void {
  if (pdf.y + heightPt > pdf.page.height - marginPt) pdf.addPage();
}

/** Register number and page number, which a screen reader leaves out. */
function drawFooters(pdf: Pdf, footer: string): void {
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    pdf.markContent('Artifact', { type: 'Pagination' });
    const text = `${footer} – pagina ${page + 1} di ${count}`;
    pdf
      .font('regular')
      .fontSize(9)
      .text(text, marginPt, pdf.page.height - footerPt, { lineBreak: false });
    pdf.endMarkedContent();
  }
}

/**
 * Letters with their accents in one piece, as fonts draw them; one space between words, as they are read aloud;
 * a question mark for a sign that the font does not have, instead of an empty box that nobody can read.
 */
function clean(pdf: Pdf, text: string): string {
  const { font } = fontOf(pdf);
  const printable = text.normalize('NFC').replaceAll(/\s+/g, ' ').replaceAll(/\p{C}/gu, '');
  return printable.replaceAll(/\P{ASCII}/gu, (sign) =>
    font.hasGlyphForCodePoint(sign.codePointAt(0)!) ? sign : '?',
  );
}

/** The font in use, which PDFKit's published types leave out. */
function fontOf(pdf: Pdf): { readonly font: Glyphs } {
  return (pdf as unknown as { readonly _font: { readonly font: Glyphs } })._font;
}

/** What PDFKit's font object offers beyond its published types. */
interface Glyphs {
  hasGlyphForCodePoint(codePoint: number): boolean;
}
