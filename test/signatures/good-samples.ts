import * as cheats from './cheats.ts';
import { save, signPdf, stampPdf } from './pdf-files.ts';
import type { People } from './people.ts';
import type { Sample } from './sample.ts';

const valid = { reasons: [], secondOpinion: 'valid' } as const;

export async function goodPdfs(people: People, original: Buffer): Promise<readonly Sample[]> {
  const rsa = await signPdf(original, { signer: people.lucia });
  const stamp = { rectangle: '50 50 250 120' };
  return [
    { name: 'PDF signed with RSA', file: rsa, ...valid },
    {
      name: 'PDF signed with RSA, plainly named',
      file: await signPdf(original, { signer: people.lucia, plainRsa: true }),
      ...valid,
    },
    {
      name: 'PDF signed with RSA-PSS',
      file: await signPdf(original, { signer: people.lucia, padding: 'RSA-PSS' }),
      reasons: [],
    },
    {
      name: 'PDF signed with ECDSA and SHA-512',
      file: await signPdf(original, { signer: people.luciaEcdsa, hash: 'SHA-512' }),
      ...valid,
    },
    {
      name: 'PDF signed the old way (adbe.pkcs7.detached)',
      file: await signPdf(
        original,
        { signer: people.lucia, names: null },
        { subFilter: 'adbe.pkcs7.detached' },
      ),
      ...valid,
    },
    {
      name: 'PDF with a stamp that is seen',
      file: await signPdf(original, { signer: people.lucia }, stamp),
      ...valid,
    },
    {
      name: 'PDF that a second person signed too',
      file: await signPdf(rsa, { signer: people.mario }),
      ...valid,
    },
    {
      name: 'PDF that a second person signed first',
      file: await signPdf(await signPdf(original, { signer: people.mario }), { signer: people.lucia }),
      ...valid,
    },
    {
      name: 'PDF with revocation lists added for the archive',
      file: save(rsa, cheats.archive(rsa)),
      ...valid,
    },
    {
      name: 'PDF by a certificate without a tax code',
      file: await signPdf(original, { signer: people.luciaWithoutCode }),
      ...valid,
    },
  ];
}

export async function stampedPdfs(people: People, original: Buffer): Promise<readonly Sample[]> {
  const signed = await signPdf(original, { signer: people.lucia });
  const stamped = await stampPdf(signed, people.stranger);
  const ofOther = await stampPdf(signed, people.stranger, () => Buffer.from('x'));
  return [
    { name: 'PDF with a time stamp over it', file: stamped, reasons: [] },
    { name: 'PDF with a time stamp of something else over it', file: ofOther, reasons: ['alteredBytes'] },
    {
      name: 'PDF with a time stamp only',
      file: await stampPdf(original, people.stranger),
      reasons: ['notSigned'],
    },
  ];
}
