import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishCharter, sendCharter, shippedCharter } from '../activities/charter-versions.ts';
import type { Tx } from '../prisma/database.ts';
import { accountId } from '../prisma/seed/personas.ts';
import { trustTexts } from '../signatures/reasons.ts';
import { readTrustList } from '../runtime/trust-list.ts';
import { openSkippingStack, type SkippingStack } from './holds/support/time-skipping.ts';
import { pemOf } from './signatures/certificates.ts';
import { signPdf } from './signatures/pdf-files.ts';
import { makePeople, type People } from './signatures/people.ts';
import type { Caller } from './support/caller.ts';
import { readPdf } from './support/pdf.ts';
import {
  consentOf,
  download,
  lucia,
  preparedAt,
  sendCopy,
  type Desk,
  type Invited,
  type UploadOptions,
} from './support/signed-copies.ts';

let stack: SkippingStack;
let people: People;
beforeAll(async () => {
  stack = await openSkippingStack(new Date('2026-05-05T10:00:00Z'));
  people = await makePeople();
}, 240_000);
afterAll(() => stack.close());

const prepared = () => preparedAt(desk());
const send = (where: Invited, file: Uint8Array, options?: UploadOptions) =>
  sendCopy(desk(), where, file, options);

function desk(): Desk {
  return {
    url: stack.url,
    vault: stack.services.vault,
    within,
    caseworker: () => stack.as('Chiara'),
  };
}

const byLucia = (paper: Buffer) => signPdf(paper, { signer: people.lucia });

function within<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const actor = { kind: 'account', id: accountId('sara') } as const;
  return stack.services.database.inAlliance(stack.allianceId, actor, work);
}

const rowOf = (id: string) => within(({ db }) => db.charterSigning.findUniqueOrThrow({ where: { id } }));

describe('a version for which a code does not suffice', () => {
  it('is signed by a file', async () => {
    await publish({ ...shippedCharter.signing, codeSufficesFor: [] });
    const where = await prepared();
    const { body } = await where.signer.get(where.at);
    expect(body.codeSuffices).toBe(false);
    const coded = { ...(await consentOf(where.signer, where.at)), typedName: lucia.name, code: '123456' };
    const refused = await where.signer.post(`${where.at}/signature`, coded);
    expect(refused.body).toMatchObject({ status: 409, possible: ['prepareCharterPaper'] });
    expect((await send(where, await byLucia(where.paper))).body.state).toBe('signed');
    await publish(shippedCharter.signing);
  }, 120_000);

  function publish(signing: typeof shippedCharter.signing): Promise<unknown> {
    return within(async (tx) => {
      const draft = await sendCharter(tx, { ...shippedCharter, signing }, accountId('sara'));
      return publishCharter(tx, draft.id, '2026-05-05', accountId('luca'));
    });
  }
});

describe('the same request told again, and two ways of signing at once', () => {
  it('is one signature and one kept file, however often the request is told', async () => {
    const where = await prepared();
    const file = await byLucia(where.paper);
    const key = randomUUID();
    const replies = await Promise.all(Array.from({ length: 4 }, () => send(where, file, { key })));
    const later = await send(where, file, { key });
    expect(new Set([...replies, later].map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(later.headers.get('idempotency-replayed')).toBe('true');
    expect(await left(where.id)).toEqual({ signatures: 1, copies: 1, papers: 1 });
    const another = await send(where, await signPdf(where.paper, { signer: people.luciaEcdsa }), { key });
    expect(another.body.type).toMatch(/idempotency-key-reused$/);
  }, 120_000);

  it('is one signature, by whichever was first, and nothing is left of the other', async () => {
    for (const _round of [1, 2]) {
      const where = await prepared();
      await where.signer.does(`${where.at}/codes`);
      const code = await codeIn(where.signer);
      const coded = { ...(await consentOf(where.signer, where.at)), typedName: lucia.name, code };
      const [byCode, byFile] = await Promise.all([
        where.signer.post(`${where.at}/signature`, coded),
        send(where, await byLucia(where.paper)),
      ]);
      expect([byCode.status, byFile.status].toSorted((one, other) => one - other)).toEqual([200, 409]);
      const { method } = await rowOf(where.id);
      expect(method).toBe(byFile.status === 200 ? 'file' : 'code');
      const kept = method === 'file' ? 1 : 0;
      expect(await left(where.id)).toEqual({ signatures: 1, copies: kept, papers: kept });
    }
  }, 120_000);

  async function codeIn(reader: Caller): Promise<string> {
    await stack.clock.quiet();
    const { items } = (await reader.get('/v1/dev/mailbox')).body;
    const { id } = items.find(({ template }: { template: string }) => template === 'signingCode');
    const mail = await PostalMime.parse((await reader.get(`/v1/dev/mailbox/${id}`)).body as string);
    return /codice: (\d{6})\./.exec(mail.text ?? '')![1]!;
  }

  function left(signingId: string) {
    return within(async ({ db }) => {
      const kept = (kind: string) =>
        db.document.count({ where: { subjectId: signingId, kind, erasedAt: null } });
      return {
        signatures: await db.audit.count({ where: { subjectId: signingId, action: 'charter.signed' } }),
        copies: await kept('signedCopy'),
        papers: await kept('charterPaper'),
      };
    });
  }
});

describe('with a list of issuers', () => {
  it('a copy is trusted or refused, and the words say which', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'reciproca-issuers-'));
    await writeFile(join(folder, 'invented.pem'), pemOf(people.authority.certificate));
    Object.assign(stack.services, { trust: await readTrustList(folder) });
    try {
      const where = await prepared();
      const stranger = await send(where, await signPdf(where.paper, { signer: people.luciaByOther }));
      expect([stranger.status, stranger.body.facts]).toEqual([422, ['untrustedIssuer']]);
      const { body } = await send(where, await byLucia(where.paper));
      expect(body.verification).toMatchObject({ trust: 'verified', text: trustTexts.verified });
      const paper = await download(stack.url, where.signer, `${where.at}/document`);
      const printed = (await readPdf(Uint8Array.from(paper))).printed.join(' ');
      expect(printed).toContain('Integrità verificata, emittente riconosciuto');
    } finally {
      Object.assign(stack.services, { trust: undefined });
      await rm(folder, { recursive: true });
    }
  }, 120_000);
});
