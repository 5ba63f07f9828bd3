import { sha } from './certificates.ts';
import * as cheats from './cheats.ts';
import { addedPdfs, alteredPdfs, cheatingPdfs } from './altered-samples.ts';
import { goodPdfs, stampedPdfs } from './good-samples.ts';
import { signCms } from './cms-files.ts';
import { addPlace, printText, signPdf } from './pdf-files.ts';
import type { Sample } from './sample.ts';
import { makePeople, type People } from './people.ts';

export interface Corpus {
  readonly people: People;
  readonly original: Buffer;
  readonly samples: readonly Sample[];
}

export async function makeCorpus(): Promise<Corpus> {
  const people = await makePeople();
  const original = await printText(['Carta etica: paghi dieci euro.', 'Seconda pagina.']);
  const samples = [
    ...(await goodPdfs(people, original)),
    ...(await stampedPdfs(people, original)),
    ...(await alteredPdfs(people, original)),
    ...(await addedPdfs(people, original)),
    ...(await cheatingPdfs(people, original)),
    ...(await otherSigners(people, original)),
    ...(await p7ms(people, original)),
    ...(await notEvenSigned(people, original)),
  ];
  return { people, original, samples };
}

async function otherSigners(people: People, original: Buffer): Promise<readonly Sample[]> {
  const by = async (options: Parameters<typeof signPdf>[1]) => signPdf(original, options);
  const { lucia, luciaEcdsa, mario } = people;
  return [
    {
      name: 'signed by another person',
      file: await by({ signer: mario }),
      reasons: ['otherPerson'],
      secondOpinion: 'valid',
    },
    {
      name: 'signed with an expired certificate',
      file: await by({ signer: people.luciaExpired }),
      reasons: ['certificateExpired'],
    },
    {
      name: 'signed with a certificate of tomorrow',
      file: await by({ signer: people.luciaFuture }),
      reasons: ['certificateNotYetValid'],
    },
    {
      name: 'signed with SHA-1',
      file: await by({ signer: lucia, hash: 'SHA-1' }),
      reasons: ['weakAlgorithm'],
    },
    {
      name: 'signed with SHA-1, plainly named',
      file: await by({ signer: lucia, hash: 'SHA-1', plainRsa: true }),
      reasons: ['weakAlgorithm'],
    },
    {
      name: 'signed with RSA of 1024 bits',
      file: await by({ signer: people.luciaShortKey }),
      reasons: ['weakAlgorithm'],
    },
    {
      name: 'a signature that names another certificate',
      file: await by({ signer: lucia, names: luciaEcdsa.certificate }),
      reasons: ['brokenSignature'],
    },
    {
      name: 'another person’s signature under this person’s certificate',
      file: await by({ signer: { ...luciaEcdsa, key: mario.key } }),
      reasons: ['brokenSignature'],
      secondOpinion: 'invalid',
    },
    {
      name: 'a signature that states another digest',
      file: await by({ signer: lucia, digest: sha('SHA-256', Buffer.from('x')) }),
      reasons: ['alteredBytes'],
      secondOpinion: 'invalid',
    },
    {
      name: 'a signature about another type of content',
      file: await by({ signer: lucia, statedType: '1.2.840.113549.1.7.6' }),
      reasons: ['brokenSignature'],
    },
  ];
}

async function p7ms(people: People, original: Buffer): Promise<readonly Sample[]> {
  const signer = people.lucia;
  const enveloping = true;
  const good = await signCms(original, { signer, enveloping });
  const other = await printText(['Carta etica: paghi mille euro.', 'Seconda pagina.']);
  const twice = await signCms(good, { signer: people.mario, enveloping });
  return [
    { name: '.p7m', file: good, reasons: [] },
    {
      name: '.p7m with ECDSA',
      file: await signCms(original, { signer: people.luciaEcdsa, enveloping, hash: 'SHA-384' }),
      reasons: [],
    },
    { name: '.p7m in a .p7m', file: twice, reasons: [] },
    {
      name: '.p7m in a .p7m in a .p7m',
      file: await signCms(twice, { signer, enveloping }),
      reasons: ['alteredText'],
    },
    {
      name: '.p7m with another text',
      file: await signCms(other, { signer, enveloping }),
      reasons: ['alteredText'],
    },
    {
      name: '.p7m with a byte of the text altered',
      file: cheats.flipped(good, good.indexOf('%PDF') + 40),
      reasons: ['alteredText', 'alteredBytes'],
    },
    { name: '.p7m without the text', file: await signCms(original, { signer }), reasons: ['contentMissing'] },
    { name: '.p7m cut short', file: good.subarray(0, good.length - 100), reasons: ['unreadable'] },
    {
      name: '.p7m whose set of digests is longer than it says',
      file: cheats.flipped(good, 27, 8),
      reasons: ['unreadable'],
    },
    {
      name: '.p7m with something behind it',
      file: Buffer.concat([good, Buffer.from([0])]),
      reasons: ['unreadable'],
    },
    {
      name: '.p7m by another person',
      file: await signCms(original, { signer: people.mario, enveloping }),
      reasons: ['otherPerson'],
    },
    {
      name: '.p7m with an expired certificate',
      file: await signCms(original, { signer: people.luciaExpired, enveloping }),
      reasons: ['certificateExpired'],
    },
    {
      name: '.p7m with SHA-1',
      file: await signCms(original, { signer, enveloping, hash: 'SHA-1' }),
      reasons: ['weakAlgorithm'],
    },
  ];
}

export const password = 'segreta';

async function notEvenSigned(people: People, original: Buffer): Promise<readonly Sample[]> {
  const locked = await printText(['Carta etica: paghi dieci euro.'], password);
  return [
    {
      name: 'the text as it is, unsigned',
      file: original,
      reasons: ['notSigned'],
      secondOpinion: 'unsigned',
    },
    { name: 'a place for a signature, unsigned', file: addPlace(original), reasons: ['notSigned'] },
    {
      name: 'an image renamed to .pdf',
      file: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      reasons: ['notSigned'],
    },
    {
      name: 'a certificate renamed to .p7m',
      file: Buffer.from(people.lucia.certificate.toSchema().toBER()),
      reasons: ['unreadable'],
    },
    { name: 'an empty file', file: Buffer.alloc(0), reasons: ['empty'] },
    { name: 'PDF behind a password', file: locked, reasons: ['passwordProtected'] },
  ];
}
