import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shipCharterOne } from '../../activities/charter-versions.ts';
import { checkSignature } from '../../activities/signature-check.ts';
import { reasonTexts, type ReasonCode } from '../../signatures/reasons.ts';
import { flipped } from '../signatures/cheats.ts';
import { signCms } from '../signatures/cms-files.ts';
import { printText, save, signPdf } from '../signatures/pdf-files.ts';
import { otherContent } from '../signatures/cheats.ts';
import { makePeople, type People } from '../signatures/people.ts';
import { callerWith } from '../support/caller.ts';
import { eventually } from '../support/eventually.ts';
import { untilNoTransaction } from '../support/open-transactions.ts';
import { lucia, preparedAt, sendCopy, type Desk, type Prepared } from '../support/signed-copies.ts';
import { watchRows } from '../support/row-changes.ts';
import { startApi, type TestApi } from './support.ts';

const MB = 1024 * 1024;
let api: TestApi;
let desk: Desk;
let people: People;
let where: Prepared;
let good: Buffer;
let changes: () => Promise<readonly string[]>;
let checks: ChildProcess[] = [];
let isStopping = false;
const logged: unknown[] = [];

beforeAll(async () => {
  api = await startApi({ clock: { now: () => Promise.resolve(new Date('2026-05-05T10:00:00Z')) } });
  const log = (...told: unknown[]) => void logged.push(told);
  Object.assign(api.services, { log: { info: log, error: log } });
  const [author, publisher] = [await api.signIn('administrator'), await api.signIn('administrator')];
  await api.inAlliance((tx) =>
    shipCharterOne(tx, { authorId: author.accountId, publisherId: publisher.accountId }),
  );
  const { token } = await api.signIn('caseworker');
  const recordedBy = { kind: 'account', id: author.accountId } as const;
  desk = {
    url: api.url,
    vault: api.vault,
    within: (work) => api.test.database.inAlliance(api.test.allianceId, recordedBy, work),
    caseworker: () => Promise.resolve(callerWith(api.url, token!)),
  };
  people = await makePeople();
  where = await preparedAt(desk);
  good = await signPdf(where.paper, { signer: people.lucia });
  subscribe('child_process', onChild);
  changes = await watchRows(await api.test.superuser());
}, 120_000);
afterAll(async () => {
  unsubscribe('child_process', onChild);
  await api.close();
});

function onChild(message: unknown): void {
  const { process: child } = message as { process: ChildProcess };
  child.once('spawn', () => {
    if (!child.spawnargs.some((argument) => argument.endsWith('signature-check-process.ts'))) return;
    if (isStopping) process.kill(child.pid!, 'SIGSTOP');
    checks.push(child);
  });
}

describe('an upload that is no signed copy of the paper', () => {
  const by = (signer: keyof People, more: object = {}) =>
    signPdf(where.paper, { signer: people[signer], ...more });
  const wrong: readonly (readonly [string, () => Promise<Buffer> | Buffer, number, readonly ReasonCode[]])[] =
    [
      ['nothing at all', () => Buffer.alloc(0), 422, ['empty']],
      ['a renamed program', () => Buffer.from('MZ\u0090\u0000 This program cannot be run'), 415, []],
      ['an image', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 415, []],
      ['a text that begins like a .p7m', () => Buffer.from('0123456789 questo non è firmato'), 415, []],
      [
        'a certificate renamed to .p7m',
        () => Buffer.from(people.lucia.certificate.toSchema().toBER()),
        415,
        [],
      ],
      ['a PDF behind a password', () => printText(['Carta'], 'segreta'), 422, ['passwordProtected']],
      ['the paper, unsigned', () => where.paper, 422, ['notSigned']],
      [
        'another text',
        async () => signPdf(await printText(['Altro']), { signer: people.lucia }),
        422,
        ['alteredText'],
      ],
      ['other content after signing', () => save(good, otherContent(good)), 422, ['alteredText']],
      ['an altered byte of the text', () => flipped(good, 40), 422, ['alteredText', 'alteredBytes']],
      [
        'an altered byte behind it',
        () => flipped(good, good.indexOf('/Filter /Adobe') + 10),
        422,
        ['alteredBytes'],
      ],
      ['a file cut short', () => good.subarray(0, good.length - 400), 422, ['unreadable']],
      ['another person’s', () => by('mario'), 422, ['otherPerson']],
      ['a namesake’s, without a tax code', () => by('luciaWithoutCode'), 422, ['otherPerson']],
      ['by an expired certificate', () => by('luciaExpired'), 422, ['certificateExpired']],
      ['by a certificate of tomorrow', () => by('luciaFuture'), 422, ['certificateNotYetValid']],
      ['with SHA-1', () => by('lucia', { hash: 'SHA-1' }), 422, ['weakAlgorithm']],
      ['with a short key', () => by('luciaShortKey'), 422, ['weakAlgorithm']],
      [
        'with a certificate that is not the key’s',
        () => by('lucia', { names: people.mario.certificate }),
        422,
        ['brokenSignature'],
      ],
      ['signed by two', () => signPdf(good, { signer: people.mario }), 422, ['severalSignatures']],
      [
        'a .p7m of two',
        async () => signCms(await p7m(), { signer: people.mario, enveloping: true }),
        422,
        ['severalSignatures'],
      ],
      [
        'a .p7m without the text',
        () => signCms(where.paper, { signer: people.lucia }),
        422,
        ['contentMissing'],
      ],
      [
        'a .p7m of another person',
        () => signCms(where.paper, { signer: people.mario, enveloping: true }),
        422,
        ['otherPerson'],
      ],
    ];
  const p7m = () => signCms(where.paper, { signer: people.lucia, enveloping: true });

  it.each(wrong)(
    '%s is refused, with each reason and what to do, and nothing changes',
    async (_what, make, status, codes) => {
      const file = await make();
      await changes();
      const reply = await sendCopy(desk, where, file);
      expect([reply.status, reply.body.facts ?? []]).toEqual([status, codes]);
      const italian = await sendCopy(desk, where, file, { language: 'it' });
      expect((reply.body.errors ?? []).map(({ message }: { message: string }) => message)).toEqual(
        codes.map((code) => reasonTexts[code].en),
      );
      for (const code of codes) expect(italian.body.detail).toContain(reasonTexts[code].it);
      expect(italian.body.detail).not.toBe(reply.body.detail);
      expect(await changes()).toEqual([]);
      expect(api.sent).toEqual([]);
    },
  );

  it.each([21, 80])(
    '%i MB are refused with 413, and nothing changes',
    async (size) => {
      await changes();
      const file = Buffer.concat([good, randomBytes(size * MB - good.length)]);
      expect((await sendCopy(desk, where, file)).status).toBe(413);
      expect(await changes()).toEqual([]);
      expect((await fetch(`${api.url}/healthz`)).status).toBe(200);
    },
    60_000,
  );

  it('cut off on its way leaves nothing', async () => {
    await changes();
    const { hostname, port } = new URL(api.url);
    const sending = request({
      hostname,
      port,
      method: 'POST',
      path: `${where.at}/signed-copy`,
      headers: {
        authorization: `Bearer ${where.signer.token}`,
        'idempotency-key': 'an-upload-that-breaks-off',
        'content-type': 'multipart/form-data; boundary=x',
      },
    });
    const broken = new Promise((resolve) => sending.once('error', resolve));
    sending.write('--x\r\nContent-Disposition: form-data; name="file"; filename="carta.pdf"\r\n\r\n');
    sending.write(good.subarray(0, 20_000));
    await sleep(200);
    sending.destroy();
    await broken;
    await sleep(200);
    expect(await changes()).toEqual([]);
    const kept = await api.inAlliance(({ db }) =>
      db.submission.count({ where: { key: 'an-upload-that-breaks-off' } }),
    );
    expect(kept).toBe(0);
  });

  it('is remembered by its key, and not looked into again', async () => {
    checks = [];
    const file = await by('mario');
    const key = 'a-copy-that-was-refused';
    const [first, second] = [
      await sendCopy(desk, where, file, { key }),
      await sendCopy(desk, where, file, { key }),
    ];
    expect(second.body).toEqual(first.body);
    expect(checks).toHaveLength(1);
  });
});

describe('the check of a signed copy', () => {
  it('holds no transaction, and has its end in time', async () => {
    checks = [];
    isStopping = true;
    const sending = sendCopy(desk, where, good);
    await eventually(() => Promise.resolve(checks.length === 1));
    await untilNoTransaction(await api.test.superuser());
    isStopping = false;
    checks[0]!.kill('SIGCONT');
    expect((await sending).status).toBe(202);
    const awaited = { signed: good, original: where.paper, expectedSigner: lucia, at: new Date() };
    expect(await checkSignature(awaited, 1)).toEqual({ reasons: ['unreadable'] });
  });

  it('is not done for whoever may not sign', async () => {
    checks = [];
    const before = api.sent.length;
    const stranger = await preparedAt(desk);
    expect((await sendCopy(desk, { ...where, signer: stranger.signer }, good)).status).toBe(404);
    const clerk = await api.signIn('provider');
    expect((await sendCopy(desk, { ...where, signer: callerWith(api.url, clerk.token!) }, good)).status).toBe(
      403,
    );
    const colleague = await colleagueOf(where);
    expect((await sendCopy(desk, { ...where, signer: colleague }, good)).status).toBe(403);
    expect((await colleague.get(`${where.at}/paper`)).status).toBe(403);
    expect(checks).toEqual([]);
    expect(api.sent).toHaveLength(before);
  });

  it('hands the process two ids, and leaves nothing in a log', () => {
    expect(api.sent).toHaveLength(1);
    expect(Object.keys(api.sent[0]!).toSorted()).toEqual([
      'allianceId',
      'operation',
      'process',
      'subjectId',
      'submissionId',
    ]);
    // A refusal is nobody's failure: whatever was sent here left no line at all.
    expect(logged).toEqual([]);
  });
});

/** Another account of Lucia's organisation, which is not on record as its representative. */
async function colleagueOf({ accountId }: Prepared) {
  const { organisationId } = await desk.within(({ db }) =>
    db.account.findUniqueOrThrow({ where: { id: accountId } }),
  );
  const { token } = await api.signIn('representative', { organisationId: organisationId! });
  return callerWith(api.url, token!);
}
