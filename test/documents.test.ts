import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDocumentContent, maxDocumentBytes } from '../activities/document-content.ts';
import { eraseDocument, openDocument, storeDocument } from '../activities/documents.ts';
import { inspectPdf } from '../activities/pdf-inspection.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import { keyRingOf, masterKey } from '../vault/keys.ts';
import { openVault } from '../vault/vault.ts';
import { openTestDatabase, testActor, type TestDatabase } from './support/database.ts';

const png = decode(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC',
);
const jpeg = decode(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8' +
    'ybqmx5moq6T/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z',
);

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

function text(content: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(content, 'latin1'));
}

async function pdf(options: PDFKit.PDFDocumentOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  const document = new PDFDocument(options);
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => document.on('end', () => resolve()));
  document.text('Attestazione ISEE').end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

async function refusalOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const outcome = await checkDocumentContent(bytes).catch((error: unknown) => error);
  if (!(outcome instanceof Refusal)) return `not refused: ${String(outcome)}`;
  return `${outcome.status} ${outcome.refusal.detail.en}`;
}

describe('the content of an upload', () => {
  it('is recognised from its bytes', async () => {
    expect((await checkDocumentContent(await pdf())).mediaType).toBe('application/pdf');
    expect((await checkDocumentContent(png)).mediaType).toBe('image/png');
    expect((await checkDocumentContent(jpeg)).mediaType).toBe('image/jpeg');
  });

  it('may be a photograph with more bytes after its end, as cameras write', async () => {
    const withTrailer = new Uint8Array(Buffer.concat([jpeg, randomBytes(50)]));
    expect((await checkDocumentContent(withTrailer)).mediaType).toBe('image/jpeg');
  });

  it('is refused with 413 above 20 MB, with whatever inside', async () => {
    const largest = new Uint8Array(maxDocumentBytes + 1);
    largest.set(png);
    expect(await refusalOf(largest)).toMatch(/^413/);
    expect(await refusalOf(largest.slice(0, maxDocumentBytes))).not.toMatch(/^413/);
  });

  it('is refused with 415 when it is anything but PDF, JPEG or PNG', async () => {
    const others = {
      'a page of HTML': text('<!doctype html><script>alert(1)</script>'),
      'an SVG image': text('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
      'a GIF image': text('GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;'),
      'a ZIP archive': text('PK\u0003\u0004'.padEnd(60, '\u0000')),
      'a program': text('\u007fELF\u0002\u0001\u0001'.padEnd(64, '\u0000')),
      'plain text': text('Il sottoscritto chiede'),
      'a PDF behind other bytes': text('MZ%PDF-1.7'),
    };
    for (const [name, bytes] of Object.entries(others)) expect(await refusalOf(bytes), name).toMatch(/^415/);
  });

  it('is refused with 422 when it is empty', async () => {
    expect(await refusalOf(new Uint8Array(0))).toMatch(/^422 The file is empty/);
  });

  it('is refused with 422 when it is a PDF that asks for a password', async () => {
    expect(await refusalOf(await pdf({ userPassword: 'segreta' }))).toMatch(/^422 .*password/);
    const strong = await pdf({ userPassword: 'segreta', pdfVersion: '1.7ext3' });
    expect(await refusalOf(strong)).toMatch(/^422 .*password/);
  });

  it('may be a PDF that only forbids changes, as public bodies issue them', async () => {
    const locked = await pdf({ ownerPassword: 'ufficio', permissions: { modifying: false } });
    expect((await checkDocumentContent(locked)).mediaType).toBe('application/pdf');
  });

  it('is refused with 422 when it is a PDF without pages or none at all', async () => {
    const pageless = text(
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj trailer<</Root 1 0 R>>',
    );
    expect(await refusalOf(pageless)).toMatch(/^422 The PDF has no pages/);
    expect(await refusalOf(text('%PDF-1.7\n'))).toMatch(/^422 The PDF is damaged/);
    expect(await refusalOf(text(`%PDF-1.7\n${'x'.repeat(5000)}`))).toMatch(/^422 The PDF is damaged/);
  });

  it('cannot keep the service busy: a PDF made to swell is given up', async () => {
    const entries = 60_000_000;
    const body = deflateSync(Buffer.alloc(entries * 3, 1), { level: 9 });
    const swelling = Buffer.concat([
      Buffer.from(`%PDF-1.5\n1 0 obj<</Type/XRef/Size ${entries}/W[1 1 1]/Root 2 0 R/Filter/FlateDecode`),
      Buffer.from(`/Length ${body.length}>>stream\n`),
      body,
      Buffer.from('\nendstream endobj\nstartxref\n9\n%%EOF'),
    ]);
    expect(swelling.length).toBeLessThan(maxDocumentBytes);
    expect(await refusalOf(new Uint8Array(swelling))).toMatch(/^422 The PDF is damaged/);
  });

  it('cannot keep the service busy: a PDF that takes too long is given up', async () => {
    expect(await inspectPdf(await pdf(), 1)).toBe('broken');
  });

  it('is refused with 422 when an image is cut short or has no size', async () => {
    for (const length of [40, png.length - 1, png.length - 13]) {
      expect(await refusalOf(png.slice(0, length)), `PNG of ${length} bytes`).toMatch(/^4(15|22)/);
    }
    const widthless = png.slice();
    widthless.set([0, 0, 0, 0], 16);
    expect(await refusalOf(widthless)).toMatch(/^422/);
    expect(await refusalOf(jpeg.slice(0, -2))).toMatch(/^422/);
    const heightless = jpeg.slice();
    const frame = Buffer.from(jpeg).indexOf(Buffer.from([0xff, 0xc0]));
    heightless.set([0, 0], frame + 5);
    expect(await refusalOf(heightless)).toMatch(/^422/);
    expect(await refusalOf(jpeg.slice(0, frame))).toMatch(/^422/);
    const frameEnd = frame + 2 + Buffer.from(jpeg).readUInt16BE(frame + 2);
    const frameless = new Uint8Array(Buffer.concat([jpeg.slice(0, frame), jpeg.slice(frameEnd)]));
    expect(await refusalOf(frameless)).toMatch(/^422/);
  });

  it('never makes the check fail by accident, whatever is broken in it', async () => {
    const whole = await pdf();
    for (let round = 0; round < 12; round += 1) {
      for (const original of [png, jpeg, ...(round < 4 ? [whole] : [])]) {
        const broken = original.slice(0, 1 + Math.floor((original.length * (round + 1)) / 12));
        broken[Math.floor((broken.length * round) / 12)]! ^= 0xff;
        expect(await refusalOf(broken)).toMatch(/^(413|415|422|not refused: \[object Object\])/);
      }
    }
  });
});

describe('a document', () => {
  const vault = openVault(keyRingOf([masterKey(new Uint8Array(randomBytes(32)))]));
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase();
  });
  afterAll(() => test.close());

  const within = <T>(work: (tx: Tx) => Promise<T>, allianceId = test.allianceId): Promise<T> =>
    test.database.inAlliance(allianceId, testActor, work);

  const store = (name: string, bytes = png): Promise<string> =>
    within((tx) =>
      storeDocument(tx, vault, {
        subjectKind: 'assessment',
        subjectId: '0198f000-0000-7000-8000-000000000001',
        kind: 'iseeAttestation',
        name,
        content: { bytes, mediaType: 'image/png' },
      }),
    );

  it('comes back as it was, and lies sealed', async () => {
    const id = await store('ISEE di Bianca.png');
    const opened = await within((tx) => openDocument(tx, vault, id));
    expect({ ...opened, bytes: Buffer.from(opened.bytes) }).toEqual({
      name: 'ISEE di Bianca.png',
      mediaType: 'image/png',
      bytes: Buffer.from(png),
    });
    const [row, content] = await within((tx) =>
      Promise.all([
        tx.db.document.findUniqueOrThrow({ where: { id } }),
        tx.db.documentContent.findUniqueOrThrow({ where: { documentId: id } }),
      ]),
    );
    expect(row.sizeBytes).toBe(png.length);
    expect(Buffer.from(row.nameSealed).toString('latin1')).not.toContain('Bianca');
    expect(Buffer.from(content.sealed).toString('latin1')).not.toContain('IHDR');
  });

  it('keeps a name fit for showing and saving', async () => {
    const names = {
      '../../etc/passwd': 'passwd',
      'C:\\Utenti\\Bianca\\isee.pdf': 'isee.pdf',
      'a\u0000b\r\nc\u202egnp.pdf': 'abcgnp.pdf',
      '': 'documento',
      [`${'è'.repeat(300)}`]: 'è'.repeat(200),
    };
    for (const [given, kept] of Object.entries(names)) {
      const id = await store(given);
      expect((await within((tx) => openDocument(tx, vault, id))).name).toBe(kept);
    }
  });

  it('has the fingerprint of its bytes, by which equal ones of an alliance are told', async () => {
    const [one, same, other] = [await store('a.png'), await store('b.png'), await store('c.png', jpeg)];
    const prints = await within(async (tx) => {
      const rows = await tx.db.document.findMany({ where: { id: { in: [one, same, other] } } });
      return new Map(rows.map(({ id, fingerprint }) => [id, fingerprint]));
    });
    expect(prints.get(one)).toMatch(/^[0-9a-f]{64}$/);
    expect(prints.get(one)).toBe(prints.get(same));
    expect(prints.get(one)).not.toBe(prints.get(other));
  });

  it('is erased alone, bytes and key', async () => {
    const [erased, kept] = [await store('a.png'), await store('b.png')];
    await within((tx) => eraseDocument(tx, vault, erased));
    const refusal = await within((tx) => openDocument(tx, vault, erased)).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'erased' });
    expect(await within((tx) => tx.db.documentContent.count({ where: { documentId: erased } }))).toBe(0);
    const row = await within((tx) => tx.db.document.findUniqueOrThrow({ where: { id: erased } }));
    expect(row).toMatchObject({ fingerprint: '' });
    expect(row.erasedAt).toBeInstanceOf(Date);
    const key = await within((tx) => tx.db.dataKey.findFirstOrThrow({ where: { subjectId: erased } }));
    expect(key.wrapped).toBeNull();
    expect((await within((tx) => openDocument(tx, vault, kept))).name).toBe('b.png');
  });

  it('does not exist for another alliance', async () => {
    const id = await store('a.png');
    const elsewhere = await test.addAlliance();
    const refusal = await within((tx) => openDocument(tx, vault, id), elsewhere).catch(
      (error: unknown) => error,
    );
    expect(refusal).toMatchObject({ code: 'notFound' });
  });
});
