import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  caseTenApplication,
  caseTenDossier,
  caseTenPeople,
  householdL,
  type CaseTenPeople,
} from '../prisma/seed/case-ten.ts';
import { addDays } from '../domain/plain-date.ts';
import { endOfDay, toPlainDate } from '../domain/time.ts';
import { accountWith } from './support/account.ts';
import type { Caller } from './support/caller.ts';
import { eventually } from './support/eventually.ts';
import { openStack, type Stack } from './support/stack.ts';

let stack: Stack;
let people: CaseTenPeople;
let chiara: Caller, teresa: Caller, lucia: Caller, paolo: Caller;

beforeAll(async () => {
  stack = await openStack();
  people = await stack.services.database.inAlliance(
    stack.allianceId,
    { kind: 'system', id: 'test' },
    caseTenPeople,
  );
  chiara = await stack.as('Chiara');
  teresa = await stack.as('Teresa');
  lucia = await stack.as('Lucia');
  paolo = await stack.as('Paolo');
});
afterAll(() => stack.close());

/** The address of a new case, with its dossier as far as asked. */
async function newCase(
  upTo: 'opened' | 'gathered' | 'complete' | 'recommended',
  iseeCents = 572_650,
): Promise<string> {
  const { assessmentId } = await chiara.does('/v1/assessments', caseTenApplication(people));
  const at = `/v1/assessments/${assessmentId}`;
  if (upTo === 'opened') return at;
  const { items } = caseTenDossier(people);
  const asked = items.map((item) =>
    item.kind === 'isee' ? { ...item, value: { ...(item.value as object), valueCents: iseeCents } } : item,
  );
  await chiara.does(`${at}/dossier`, { items: asked });
  if (upTo === 'gathered') return at;
  await chiara.does(`${at}/completeness`);
  if (upTo === 'complete') return at;
  await chiara.does(`${at}/recommendation`, { outcome: 'grant', reason: 'Proposta.' });
  return at;
}

describe('who decides', () => {
  it('is never whoever recommended', async () => {
    const both = await accountWith(stack, ['caseworker', 'commissionMember']);
    const at = await newCase('complete');
    await both.does(`${at}/recommendation`, { outcome: 'grant', reason: 'Proposta.' });
    const reply = await both.post(`${at}/decision`, { outcome: 'grant', reason: 'Decido io.' });
    expect([reply.status, reply.body.type]).toEqual([409, 'urn:reciproca:problem:same-person']);
    expect((await chiara.get(at)).body.state).toBe('deciding');
  });

  it('cannot grant what the rules of the Fund do not allow, and can refuse with reasons', async () => {
    const at = await newCase('recommended', 2_500_001);
    const grant = await teresa.post(`${at}/decision`, { outcome: 'grant', reason: 'Sì.' });
    expect([grant.status, grant.body.type]).toEqual([409, 'urn:reciproca:problem:not-eligible']);
    expect(
      await teresa.does(`${at}/decision`, { outcome: 'refuse', reason: 'ISEE oltre la soglia.' }),
    ).toMatchObject({ state: 'refused' });
    await eventually(async () =>
      (await chiara.get(`${at}/letters`)).body.items.some(({ kind }: { kind: string }) => kind === 'refusal'),
    );
  });

  it('is told why the rules say no in its own language, which is sealed with the case and erased with it', async () => {
    const at = await newCase('recommended', 2_500_001);
    const key = randomUUID();
    const grant = () => teresa.post(`${at}/decision`, { outcome: 'grant', reason: 'Sì.' }, key);
    const { detail, instance } = (await grant()).body;
    expect(detail).toMatch(/^Requisiti non soddisfatti: .*ISEE/);
    expect(detail).not.toMatch(/isee-|within/);
    const id = instance.replace('urn:uuid:', '');
    const row = await inAlliance((tx) => tx.db.submission.findUniqueOrThrow({ where: { id } }));
    expect(JSON.stringify(row.result)).not.toMatch(/isee/i);
    expect((await grant()).body.detail).toBe(detail);
    expect((await teresa.get(`/v1/submissions/${id}`)).body.answer.detail).toBe(detail);
    const subject = { kind: 'assessment', id: at.split('/').at(-1)! } as const;
    await inAlliance((tx) => stack.services.vault.destroy(tx, subject));
    for (const told of [(await grant()).body, (await teresa.get(`/v1/submissions/${id}`)).body.answer])
      expect(told.detail).toMatch(/^Requisiti non soddisfatti; quali, è stato cancellato/);
  });

  it('may send it back, and completeness is looked at again', async () => {
    const at = await newCase('recommended');
    expect(
      await teresa.does(`${at}/decision`, { outcome: 'sendBack', reason: 'Rivedere i bisogni.' }),
    ).toMatchObject({ state: 'completeness' });
    expect((await chiara.get(at)).body).toMatchObject({ scoreHundredths: null, finalBand: null });
  });

  it('sees a dossier without names', async () => {
    const at = await newCase('recommended');
    const seen = JSON.stringify(
      (await teresa.get(at.replace('/v1/assessments', '/v1/commission/dossiers'))).body,
    );
    for (const id of [people.parent, people.younger, householdL]) expect(seen).not.toContain(id);
    expect((await teresa.get(at)).status).toBe(403);
  });
});

describe('steps', () => {
  it('out of order are refused with what is possible now, and change nothing', async () => {
    const at = await newCase('opened');
    const before = (await chiara.get(at)).body;
    const reply = await chiara.post(`${at}/recommendation`, { outcome: 'grant', reason: 'Subito.' });
    expect(reply.status).toBe(409);
    expect(reply.body.possible).toContain('declareComplete');
    expect((await chiara.get(at)).body).toEqual(before);
  });

  it('told twice under one key take effect once and are answered alike', async () => {
    const key = randomUUID();
    const first = await chiara.post('/v1/assessments', caseTenApplication(people), key);
    const again = await chiara.post('/v1/assessments', caseTenApplication(people), key);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const other = await chiara.post(
      '/v1/assessments',
      { ...caseTenApplication(people), channel: 'online' },
      key,
    );
    expect(other.status).toBe(422);
  });

  it('given effect twice by a retried activity leave one row', async () => {
    const at = await newCase('opened');
    const assessmentId = at.split('/').at(-1)!;
    const submission = await inAlliance((tx) =>
      tx.db.submission.findFirstOrThrow({ where: { subjectId: assessmentId } }),
    );
    await stack.services.client.workflow
      .getHandle(`fragility-assessment/${assessmentId}`)
      .executeUpdate('openAssessment', {
        args: [{ allianceId: stack.allianceId, submissionId: submission.id }],
        updateId: randomUUID(),
      });
    expect((await chiara.get(at)).body.state).toBe('completeness');
    expect(await inAlliance((tx) => tx.db.need.count({ where: { assessmentId } }))).toBe(1);
  });

  it('correct the band by one step only', async () => {
    const at = await newCase('complete');
    const far = await chiara.post(`${at}/recommendation`, {
      outcome: 'grant',
      reason: 'x',
      bandOverride: 'light',
    });
    expect([far.status, far.body.type]).toEqual([409, 'urn:reciproca:problem:band-out-of-reach']);
    await chiara.does(`${at}/recommendation`, { outcome: 'grant', reason: 'x', bandOverride: 'veryHigh' });
    expect((await chiara.get(at)).body).toMatchObject({ band: 'high', finalBand: 'veryHigh' });
  });
});

describe('the applicant', () => {
  it('may not record findings', async () => {
    const { assessmentId } = await lucia.does('/v1/assessments', {
      ...caseTenApplication(people),
      channel: 'online',
    });
    const finding = caseTenDossier(people).items.filter(({ kind }) => kind === 'network');
    expect((await lucia.post(`/v1/assessments/${assessmentId}/dossier`, { items: finding })).status).toBe(
      403,
    );
    const lastRecordedAt = async () =>
      (await chiara.get(`/v1/assessments/${assessmentId}`)).body.lastRecordedAt as string | null;
    expect(await lastRecordedAt()).toBeNull();
    const isee = caseTenDossier(people).items.filter(({ kind }) => kind === 'isee');
    expect((await lucia.post(`/v1/assessments/${assessmentId}/dossier`, { items: isee })).status).toBe(200);
    // So whoever has the dossier open, which no clock opens again, learns of it.
    expect(await lastRecordedAt()).not.toBeNull();
  });

  it('files in their own name and online, for themselves or for whom they represent', async () => {
    const application = { ...caseTenApplication(people), channel: 'online' };
    const refused = async (who: Caller, change: object) => {
      const { status, body } = await who.post('/v1/assessments', { ...application, ...change });
      return [status, body.errors?.map(({ pointer }: { pointer: string }) => pointer)];
    };
    expect(await refused(lucia, { applicantId: people.younger })).toEqual([422, ['/body/applicantId']]);
    const { personId } = (await paolo.get('/v1/me')).body;
    expect(await refused(paolo, { applicantId: personId })).toEqual([422, ['/body/applicantId']]);
    expect(await refused(lucia, { channel: 'desk' })).toEqual([422, ['/body/channel']]);
    expect(await refused(chiara, {})).toEqual([422, ['/body/channel']]);
  });

  it('acts for somebody else by a valid document only', async () => {
    const reply = await chiara.post('/v1/assessments', {
      ...caseTenApplication(people),
      beneficiaryId: people.younger,
    });
    expect([reply.status, reply.body.type]).toEqual([409, 'urn:reciproca:problem:relation-not-valid']);
  });

  it('sees nobody else’s case', async () => {
    const at = await newCase('opened');
    expect((await paolo.get(at)).status).toBe(404);
    expect((await paolo.get('/v1/assessments')).body.items).toEqual([]);
    expect((await paolo.post(`${at}/withdrawal`, { reason: 'x' })).status).toBe(404);
    expect((await lucia.get(at)).status).toBe(200);
  });

  it('withdraws at any step and gets a letter', async () => {
    const at = await newCase('recommended');
    expect(await lucia.does(`${at}/withdrawal`, { reason: 'Ci ho ripensato.' })).toMatchObject({
      state: 'withdrawn',
    });
    await eventually(async () =>
      (await lucia.get(`${at}/letters`)).body.items.some(
        ({ kind }: { kind: string }) => kind === 'withdrawal',
      ),
    );
    expect((await chiara.post(`${at}/completeness`)).status).toBe(409);
  });
});

describe('a decision of the rules', () => {
  it('is explained and replayed equal', async () => {
    const at = await newCase('gathered');
    const done = await chiara.post(`${at}/completeness`);
    expect(done.status).toBe(200);
    const { items } = (await chiara.get(`${at}/decisions`)).body;
    const score = items.find(({ kind }: { kind: string }) => kind === 'fragilityScore');
    const { it: italian } = (await chiara.get(`/v1/decisions/${score.id}/explanation?reason=check`)).body;
    expect(italian.blocks).toHaveLength(6);
    expect((await chiara.post(`/v1/decisions/${score.id}/replay?reason=check`)).body).toMatchObject({
      result: 'equal',
      differences: [],
    });
  });
});

describe('completeness', () => {
  it('asks for documents once; the answer brings the case back', async () => {
    const at = await newCase('gathered');
    expect(
      await chiara.does(`${at}/document-requests`, { documents: ['Contratto di lavoro'], dueInDays: 20 }),
    ).toMatchObject({ state: 'awaitingDocuments' });
    await chiara.does(`${at}/reminders`);
    const dueOn = addDays(toPlainDate(new Date()), 30);
    const late = await chiara.post(`${at}/document-extensions`, { dueOn: addDays(dueOn, 1) });
    expect([late.status, late.body.errors[0].pointer]).toEqual([422, '/body/dueOn']);
    expect(await chiara.does(`${at}/document-extensions`, { dueOn })).toMatchObject({
      dueAt: endOfDay(dueOn).toISOString(),
    });
    const [asked] = (await chiara.get(`${at}/dossier?reason=check`)).body.documentRequests;
    expect(asked).toMatchObject({ dueOn, remindedAt: expect.any(String) });
    expect(await lucia.does(`${at}/dossier`, { items: [], answersRequest: true })).toMatchObject({
      state: 'completeness',
    });
    const again = await chiara.post(`${at}/document-requests`, { documents: ['Altro'], dueInDays: 5 });
    expect(again.body.type).toBe('urn:reciproca:problem:documents-already-requested');
  });

  it('is looked at again when the household changes before the decision', async () => {
    const at = await newCase('recommended');
    const leave = await chiara.post(`/v1/households/${householdL}/members/${people.older}/departure`, {
      leftOn: '2026-11-20',
    });
    expect(leave.status).toBe(200);
    await eventually(async () => (await chiara.get(at)).body.state === 'completeness');
  });

  it('closes what cannot go on, with a letter', async () => {
    const at = await newCase('opened');
    expect(await chiara.does(`${at}/closure`, { reason: 'Nessuna risposta.' })).toMatchObject({
      state: 'inadmissible',
    });
    await eventually(async () =>
      (await chiara.get(`${at}/letters`)).body.items.some(({ kind }: { kind: string }) => kind === 'closure'),
    );
  });
});

function inAlliance<T>(work: Parameters<typeof stack.services.database.inAlliance<T>>[2]): Promise<T> {
  return stack.services.database.inAlliance(stack.allianceId, { kind: 'system', id: 'test' }, work);
}
