import { catalogOf, extended, firstPageOf, objectText, save, sizeOf, type Objects } from './pdf-files.ts';

/** The ways in which files have been made to show, under a valid signature, what nobody signed. */

/** A save that lets the first page show other content. */
export function otherContent(pdf: Buffer): Objects {
  const page = firstPageOf(pdf);
  const stream = 'BT /F1 12 Tf 72 720 Td (Paghi mille euro) Tj ET';
  const content = sizeOf(pdf) + 5;
  return {
    [page]: objectText(pdf, page).replace(/\/Contents \d+/, `/Contents ${content}`),
    [content]: `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
  };
}

/** A save that adds a page. */
export function addedPage(pdf: Buffer): Objects {
  const pages = Number(/\/Pages (\d+)/.exec(objectText(pdf, catalogOf(pdf)))![1]);
  const added = sizeOf(pdf) + 5;
  return {
    [pages]: objectText(pdf, pages)
      .replace(/\/Kids \[/, `/Kids [${added} 0 R `)
      .replace('/Count 2', '/Count 3'),
    [added]: `<< /Type /Page /Parent ${pages} 0 R /MediaBox [0 0 612 792] /Resources << >> >>`,
  };
}

/** A note laid over the first page. */
export function note(pdf: Buffer): Objects {
  const page = firstPageOf(pdf);
  const added = sizeOf(pdf) + 5;
  return {
    [page]: objectText(pdf, page).includes('/Annots')
      ? objectText(pdf, page).replace(/\/Annots \[/, `/Annots [${added} 0 R `)
      : extended(objectText(pdf, page), `/Annots [${added} 0 R]`),
    [added]: '<< /Type /Annot /Subtype /FreeText /Rect [0 0 500 700] /Contents (Non vale) /DA (/F1 12 Tf) >>',
  };
}

/** A catalog that does something when the file is opened. */
export function openAction(pdf: Buffer): Objects {
  const catalog = catalogOf(pdf);
  return {
    [catalog]: extended(objectText(pdf, catalog), '/OpenAction << /S /JavaScript /JS (app.alert) >>'),
  };
}

/** What archives add after a signature: certificates and revocation lists. */
export function archive(pdf: Buffer): Objects {
  const catalog = catalogOf(pdf);
  const added = sizeOf(pdf);
  return {
    [catalog]: extended(objectText(pdf, catalog), `/DSS << /Type /DSS /Certs [${added} 0 R] >>`),
    [added]: '<< /Length 3 >>\nstream\nabc\nendstream',
  };
}

/** Content whose table is left to point at what it was: only readers that repair files would show it. */
export function unlisted(pdf: Buffer): Buffer {
  const whole = save(pdf, { ...otherContent(pdf) }).toString('latin1');
  const table = whole.lastIndexOf('xref\n', whole.lastIndexOf('startxref') - 1);
  return Buffer.from(
    whole.slice(0, table) + whole.slice(table).replace(/\d{10} 00000 n/, '0000000015 00000 n'),
    'latin1',
  );
}

/** A place for a signature whose dictionary goes on in the gap that the signature is to skip. */
export function wrapped(place: Buffer): { readonly pdf: Buffer; readonly skipped: number } {
  const skipped = ' /Name (Non firmato)';
  const text = place.toString('latin1').replace(`${'0'.repeat(skipped.length)}>`, `>${skipped}`);
  return { pdf: Buffer.from(text, 'latin1'), skipped: skipped.length };
}

/** A copy with some bits of one byte turned over. */
export function flipped(file: Buffer, at: number, bits = 1): Buffer {
  const copy = Buffer.from(file);
  copy[at]! ^= bits;
  return copy;
}
