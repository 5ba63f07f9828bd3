import * as cheats from './cheats.ts';
import { addPlace, printText, save, signPdf, signRanges, sizeOf } from './pdf-files.ts';
import type { People } from './people.ts';
import type { Sample } from './sample.ts';

export async function alteredPdfs(people: People, original: Buffer): Promise<readonly Sample[]> {
  const signer = people.lucia;
  const rsa = await signPdf(original, { signer });
  const other = await printText(['Carta etica: paghi mille euro.', 'Seconda pagina.']);
  const inOriginal = cheats.flipped(rsa, 40);
  const inUpdate = cheats.flipped(rsa, rsa.indexOf('/Filter /Adobe') + 10);
  return [
    {
      name: 'another text, well signed',
      file: await signPdf(other, { signer }),
      reasons: ['alteredText'],
      secondOpinion: 'valid',
    },
    {
      name: 'a byte of the text altered',
      file: inOriginal,
      reasons: ['alteredText', 'alteredBytes'],
      secondOpinion: 'invalid',
    },
    {
      name: 'a byte behind the text altered',
      file: inUpdate,
      reasons: ['alteredBytes'],
      secondOpinion: 'invalid',
    },
    {
      name: 'other content in the signing save',
      file: await signPdf(original, { signer }, { more: cheats.otherContent }),
      reasons: ['alteredText'],
      secondOpinion: 'valid',
    },
    {
      name: 'other content saved after signing',
      file: save(rsa, cheats.otherContent(rsa)),
      reasons: ['alteredText'],
    },
  ];
}

export async function addedPdfs(people: People, original: Buffer): Promise<readonly Sample[]> {
  const signer = people.lucia;
  const rsa = await signPdf(original, { signer });
  return [
    {
      name: 'a page added before signing',
      file: await signPdf(save(original, cheats.addedPage(original)), { signer }),
      reasons: ['alteredText'],
      secondOpinion: 'valid',
    },
    { name: 'a page added after signing', file: save(rsa, cheats.addedPage(rsa)), reasons: ['alteredText'] },
    { name: 'a note added after signing', file: save(rsa, cheats.note(rsa)), reasons: ['alteredText'] },
    {
      name: 'a note added before signing',
      file: await signPdf(save(original, cheats.note(original)), { signer }),
      reasons: ['alteredText'],
    },
    {
      name: 'a catalog that acts',
      file: await signPdf(save(original, cheats.openAction(original)), { signer }),
      reasons: ['alteredText'],
    },
    {
      name: 'a stamp as large as the page',
      file: await signPdf(original, { signer }, { rectangle: '0 0 600 790' }),
      reasons: ['alteredText'],
      secondOpinion: 'valid',
    },
    {
      name: 'a field that acts',
      file: await signPdf(original, { signer }, { inField: '/A << /S /JavaScript /JS (app.alert) >> ' }),
      reasons: ['alteredText'],
    },
    {
      name: 'a second person signs over other content',
      file: await signPdf(save(rsa, cheats.otherContent(rsa)), { signer: people.mario }),
      reasons: ['alteredText'],
    },
  ];
}

export async function cheatingPdfs(people: People, original: Buffer): Promise<readonly Sample[]> {
  const signer = people.lucia;
  const rsa = await signPdf(original, { signer });
  const wrapped = cheats.wrapped(addPlace(original));
  const place = addPlace(original);
  const noRange = Buffer.from(rsa.toString('latin1').replace('/ByteRange', '/ByteRangy'), 'latin1');
  const noContents = Buffer.from(
    rsa.toString('latin1').replace(/\/Contents <[0-9a-f]{20}/, '/Contents <00000000000000000000'),
    'latin1',
  );
  return [
    {
      name: 'objects wrapped into the gap of the signature',
      file: await signRanges(wrapped.pdf, { signer }, (start, end, length) => [
        0,
        start,
        end + wrapped.skipped,
        length - end - wrapped.skipped,
      ]),
      reasons: ['partialCoverage'],
    },
    {
      name: 'a signature that leaves out the beginning',
      file: await signRanges(place, { signer }, (start, end, length) => [10, start - 10, end, length - end]),
      reasons: ['partialCoverage'],
    },
    {
      name: 'a signature that leaves out the end',
      file: await signRanges(place, { signer }, (start, end, length) => [0, start, end, length - end - 30]),
      reasons: ['partialCoverage'],
    },
    { name: 'a signature without ranges', file: noRange, reasons: ['notSigned'] },
    {
      name: 'a signature without its beginning',
      file: noContents,
      reasons: ['unreadable'],
      secondOpinion: 'invalid',
    },
    { name: 'content that its table does not list', file: cheats.unlisted(rsa), reasons: ['unreadable'] },
    {
      name: 'bytes behind the end',
      file: Buffer.concat([rsa, Buffer.from('%comment\n1 0 obj\n(x)\nendobj\n')]),
      reasons: ['unreadable'],
    },
    {
      name: 'two definitions of one object',
      file: await signPdf(
        original,
        { signer },
        { more: (pdf) => ({ [`${sizeOf(pdf)} 0 obj (x) endobj ${sizeOf(pdf) + 9}`]: '(y)' }) },
      ),
      reasons: ['unreadable'],
    },
    {
      name: 'a signing save that encrypts',
      file: await signPdf(original, { signer }, { inTrailer: '/Encrypt << /Filter /Standard >> ' }),
      reasons: ['unreadable'],
    },
    { name: 'signed PDF cut short', file: rsa.subarray(0, rsa.length - 400), reasons: ['unreadable'] },
  ];
}
