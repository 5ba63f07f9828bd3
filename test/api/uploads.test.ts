import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inspectPdf } from '../../activities/pdf-inspection.ts';
import { plainPdf } from '../../prisma/seed/plain-pdf.ts';
import { eventually } from '../support/eventually.ts';
import { untilNoTransaction } from '../support/open-transactions.ts';
import { startApi, type Caller, type TestApi } from './support.ts';
import { makeDocument, makePerson } from './world.ts';

/** Processes that looked into a PDF, stopped as soon as they ran while `isStopping`. */
let inspections: ChildProcess[];
let isStopping: boolean;
let api: TestApi;
let caseworker: Caller;
let personId: string;

beforeAll(async () => {
  api = await startApi();
  caseworker = await api.signIn('caseworker');
  personId = await makePerson(api);
  subscribe('child_process', onChild);
});
beforeEach(() => {
  inspections = [];
  isStopping = false;
});
// What a failed test left stopped would stand in the way of the next ones.
afterEach(() => {
  for (const child of inspections) child.kill('SIGCONT');
});
afterAll(async () => {
  unsubscribe('child_process', onChild);
  await api.close();
});

describe('looking into an upload', () => {
  it('holds no transaction, hence no connection and no lock', async () => {
    isStopping = true;
    const upload = handIn(caseworker, pdf);
    await eventually(() => Promise.resolve(inspections.length === 1));
    await untilNoTransaction(await api.test.superuser());
    inspections[0]!.kill('SIGCONT');
    expect((await upload).status).toBe(201);
  });

  it('is not done for whoever may not hand it in', async () => {
    const stranger = await api.signIn('citizen', { personId: await makePerson(api) });
    expect((await handIn(stranger, pdf)).status).toBe(404);
    expect((await handIn(await api.signIn('employer'), pdf)).status).toBe(403);
    expect(inspections).toEqual([]);
  });

  it('is not done again for a request told again, nor for another under its key', async () => {
    const key = 'one-upload-told-thrice';
    const first = await handIn(caseworker, pdf, key);
    const second = await handIn(caseworker, pdf, key);
    expect([second.status, second.body]).toEqual([201, first.body]);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect((await handIn(caseworker, plainPdf(['Altro']), key)).status).toBe(422);
    expect(inspections).toHaveLength(1);
  });

  it('is remembered when it ended in a no', async () => {
    const broken = pdf.slice(0, 200);
    const [first, second] = [
      await handIn(caseworker, broken, 'a-broken-upload'),
      await handIn(caseworker, broken, 'a-broken-upload'),
    ];
    expect([first.status, second.status]).toEqual([422, 422]);
    expect(second.body).toEqual(first.body);
    expect(inspections).toHaveLength(1);
  });

  it('comes again under the same key when the machine killed it or could not begin it', async () => {
    const key = 'one-upload-in-bad-times';
    isStopping = true;
    const killed = handIn(caseworker, pdf, key);
    await eventually(() => Promise.resolve(inspections.length === 1));
    process.kill(inspections[0]!.pid!, 'SIGKILL');
    expect([(await killed).status, (await killed).headers.get('retry-after')]).toEqual([503, '5']);
    isStopping = false;
    const node = process.execPath;
    process.execPath = '/nowhere/node';
    const unborn = await handIn(caseworker, pdf, key).finally(() => (process.execPath = node));
    expect(unborn.status).toBe(503);
    const again = await handIn(caseworker, pdf, key);
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, null]);
  });

  it('is done two at a time; eight more wait, and further ones are sent away', async () => {
    const all = Promise.allSettled(Array.from({ length: 12 }, () => inspectPdf(pdf)));
    const refused = (await all).filter(({ status }) => status === 'rejected');
    expect(refused).toMatchObject([
      { reason: { code: 'temporarilyUnavailable' } },
      { reason: { code: 'temporarilyUnavailable' } },
    ]);
    expect(inspections).toHaveLength(10);
    expect(await inspectPdf(pdf)).toBe('readable');
  });

  it('does not outlast the right to hand it in', async () => {
    const representativeId = await makePerson(api);
    const documentId = await makeDocument(api, { kind: 'person', id: personId });
    const { body: relation } = await caseworker.post('/v1/relations', {
      kind: 'delegate',
      personId,
      representativeId,
      documentId,
      validFrom: '2020-01-01',
      expiresOn: '2199-01-01',
    });
    const delegate = await api.signIn('citizen', { personId: representativeId });
    isStopping = true;
    const upload = handIn(delegate, pdf);
    await eventually(() => Promise.resolve(inspections.length === 1));
    await caseworker.post(`/v1/relations/${relation['id'] as string}/revocation`);
    inspections[0]!.kill('SIGCONT');
    expect((await upload).status).toBe(404);
    expect(
      await api.inAlliance((tx) => tx.db.document.count({ where: { uploadedBy: delegate.accountId } })),
    ).toBe(0);
  });
});

const pdf = plainPdf(['Attestazione']);

function handIn(caller: Caller, bytes: Uint8Array<ArrayBuffer>, key?: string) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ subjectKind: 'person', subjectId: personId, kind: 'other' }))
    form.set(name, value);
  form.set('file', new Blob([bytes]), 'attestazione.pdf');
  return caller.request('POST', '/v1/documents', { raw: form, key });
}

function onChild(message: unknown): void {
  const { process: child } = message as { process: ChildProcess };
  child.once('spawn', () => {
    if (!child.spawnargs.some((argument) => argument.endsWith('pdf-inspection-process.ts'))) return;
    if (isStopping) process.kill(child.pid!, 'SIGSTOP');
    inspections.push(child);
  });
}
