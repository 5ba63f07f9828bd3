import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countAttempt, forgetAttempts } from '../../activities/attempts.ts';
import { openMail, textOf } from '../../activities/mail.ts';
import type { Deadline } from '../../activities/deadlines.ts';
import { openDocument } from '../../activities/documents.ts';
import { closeStalled } from '../../activities/provider-onboarding/moments.ts';
import { askToContactOtherwise } from '../../activities/undeliverable.ts';
import type { ProviderApplication } from '../../prisma/generated/client.ts';
import { readPdf } from '../support/pdf.ts';
import { startApi, type Caller, type TestApi } from './support.ts';
import { makePerson } from './world.ts';

const DAY_MS = 86_400_000;
let api: TestApi;
let alliance: string;
let caseworker: Caller;
beforeAll(async () => {
  api = await startApi();
  const alliances = await api.services.database.gate.alliances();
  alliance = alliances.find(({ id }) => id === api.test.allianceId)!.slug;
  caseworker = await api.signIn('caseworker');
});
afterAll(() => api.close());

describe('a link asked for at the open door', () => {
  it('opens beside the one before, until one of them is used', async () => {
    const { email, application } = await knocked();
    await again(email);
    await again(email);
    const [first, second, third] = await codesOf(application);
    expect(await enter(second!)).toBe(201);
    for (const code of [first, second, third]) expect(await enter(code!)).toBe(404);
  });

  it('does not open once the office has sent another', async () => {
    const { email, application } = await knocked();
    await again(email);
    const before = await codesOf(application);
    expect(before).toHaveLength(2);
    await caseworker.post(`/v1/provider-applications/${application.id}/link`);
    for (const code of before) expect(await enter(code)).toBe(404);
    const [code] = await codesOf(application);
    expect(await enter(code!)).toBe(201);
  });
});

describe('an application that somebody made with a mailbox', () => {
  it('asks nothing of anybody before the link is opened, and counts its days from then', async () => {
    const { application } = await knocked();
    expect(await momentsOf(application)).toEqual(['closeStalled']);
    await enter((await codesOf(application))[0]!);
    const moments = await momentsOf(application);
    expect(moments.filter((kind) => kind === 'remindStep')).toHaveLength(6);
    expect(moments.filter((kind) => kind === 'escalateStep')).toHaveLength(6);
    expect(moments.filter((kind) => kind === 'closeStalled')).toHaveLength(1);
    expect(moments).toContain('warnClosing');
  });

  it('closes without a word when nobody opens it, and its link with it', async () => {
    const { email, application } = await knocked();
    const [code] = await codesOf(application);
    const deadline = { subjectKind: 'providerApplication', subjectId: application.id } as Deadline;
    await api.inAlliance((tx) => closeStalled(tx, deadline, api.services));
    const closed = await api.inAlliance(({ db }) =>
      db.providerApplication.findUniqueOrThrow({ where: { id: application.id } }),
    );
    expect(closed).toMatchObject({ state: 'closed', letterDocumentId: null });
    expect(await templatesTo(application)).toEqual(['candidateLink']);
    const tasks = { where: { subjectId: application.id } };
    expect(await api.inAlliance(({ db }) => db.task.count(tasks))).toBe(0);
    expect(await enter(code!)).toBe(404);
    expect((await knocked(email)).application.id).not.toBe(application.id);
  });

  it('that stalls before anybody follows it closes with a letter of the office, which nobody signs', async () => {
    const { application } = await knocked();
    await enter((await codesOf(application))[0]!);
    const deadline = { subjectKind: 'providerApplication', subjectId: application.id } as Deadline;
    const { bytes } = await api.inAlliance(async (tx) => {
      await closeStalled(tx, deadline, api.services);
      const closed = await tx.db.providerApplication.findUniqueOrThrow({ where: { id: application.id } });
      return openDocument(tx, api.services.vault, closed.letterDocumentId!);
    });
    const text = (await readPdf(bytes)).printed.join(' ');
    expect(text).toContain('Unità organizzativa responsabile: l’ufficio che segue i fornitori');
    for (const word of ['Responsabile del procedimento', 'Firma autografa', 'nome a stampa'])
      expect(text).not.toContain(word);
  });
});

describe('an invitation to a mailbox that somebody named at the open door', () => {
  it('takes the place of what nobody opened, also when it follows a suggestion', async () => {
    const { email, application } = await knocked();
    const [code] = await codesOf(application);
    const suggestion = { organisationName: 'Ente segnalato', category: 'proximityShop' };
    const employee = await api.signIn('employee', { personId: await makePerson(api) });
    const { id: suggestionId } = (await employee.post('/v1/provider-suggestions', suggestion)).body as {
      id: string;
    };
    const reply = await inviting(email, { suggestionId });
    expect(reply.status).toBe(201);
    expect(await enter(code!)).toBe(404);
    const invited = await rowOf(email);
    expect(invited).toMatchObject({
      id: reply.body['applicationId'],
      origin: 'suggestion',
      caseworkerId: caseworker.accountId,
      organisationName: 'Ente invitato',
    });
    expect(await templatesTo(invited)).toEqual(['candidateInvitation']);
    const moments = await momentsOf(invited);
    expect(moments.filter((kind) => kind === 'remindStep')).toHaveLength(6);
    expect(await momentsOf(application)).toEqual([]);
    const found = await api.inAlliance(async ({ db }) => ({
      application: await db.providerApplication.findUniqueOrThrow({ where: { id: application.id } }),
      suggestion: await db.providerSuggestion.findUniqueOrThrow({ where: { id: suggestionId } }),
    }));
    expect(found).toMatchObject({ application: { state: 'closed' }, suggestion: { state: 'invited' } });
    expect(await enter((await codesOf(invited))[0]!)).toBe(201);
  });

  it('is refused once somebody opened the link: a candidate is there already', async () => {
    const { email, application } = await knocked();
    await enter((await codesOf(application))[0]!);
    expect((await inviting(email)).status).toBe(409);
    expect((await rowOf(email)).state).toBe('applied');
  });

  const inviting = (email: string, more: object = {}) =>
    caseworker.post('/v1/provider-invitations', { organisationName: 'Ente invitato', email, ...more });
});

describe('the day on which it closes unopened', () => {
  it.each(['office', 'door'])('moves with each link that the %s sends', async (by) => {
    const { email, application } = await knocked();
    const pending = { subjectId: application.id, firedAt: null, cancelledAt: null };
    const soon = new Date(Date.now() + DAY_MS);
    await api.inAlliance(({ db }) => db.deadline.updateMany({ where: pending, data: { dueAt: soon } }));
    if (by === 'door') await again(email);
    else await caseworker.post(`/v1/provider-applications/${application.id}/link`);
    const moments = await api.inAlliance(({ db }) => db.deadline.findMany({ where: pending }));
    expect(moments.map(({ kind }) => kind)).toEqual(['closeStalled']);
    expect(+moments[0]!.dueAt).toBeGreaterThan(Date.now() + 13 * DAY_MS);
  });
});

describe('a link that does not arrive', () => {
  it('is nobody’s work when anybody asked for it, and an administrator’s when the office invited', async () => {
    const email = `${randomUUID()}@example.org`;
    await caseworker.post('/v1/provider-invitations', { organisationName: 'Ente invitato', email });
    const tasksAfter = async ({ accountId: id }: ProviderApplication, template: string) => {
      const about = { kind: 'account', id };
      await api.inAlliance((tx) => askToContactOtherwise(tx, { about, template, code: 'refused' } as never));
      return api.inAlliance(({ db }) => db.task.count({ where: { subjectId: id, kind: 'inviteAgain' } }));
    };
    const { application } = await knocked();
    expect(await tasksAfter(application, 'candidateLink')).toBe(0);
    expect(await tasksAfter(await rowOf(email), 'candidateInvitation')).toBe(1);
    await enter((await codesOf(application))[0]!);
    expect(await tasksAfter(application, 'candidateLink')).toBe(1);
  });
});

describe('the mail with a link', () => {
  it('says who invites and to what, or that somebody asked for it', async () => {
    const email = `${randomUUID()}@example.org`;
    const body = { organisationName: 'Ente invitato', email };
    const { applicationId } = (await caseworker.post('/v1/provider-invitations', body)).body;
    const invited = await rowOf(email);
    expect(invited.id).toBe(applicationId);
    await caseworker.post(`/v1/provider-applications/${invited.id}/link`);
    expect(await templatesTo(invited)).toEqual(['candidateInvitation', 'candidateInvitation']);
    const name = (await api.inAlliance(({ db }) => db.alliance.findFirstOrThrow())).name;
    const [text] = await textsTo(invited);
    expect(text!.paragraphs[0]!.it).toContain(`${name} invita il suo ente a diventare fornitore`);
    expect(text!.paragraphs[0]!.en).toContain(`${name} invites your organisation to become a provider`);
    await enter((await codesOf(invited)).at(-1)!);
    await caseworker.post(`/v1/provider-applications/${invited.id}/link`);
    expect((await templatesTo(invited)).at(-1)).toBe('candidateLink');
    const [asked] = await textsTo((await knocked()).application);
    expect(asked!.paragraphs[0]!.it).toContain('qualcuno ha chiesto, con questo indirizzo');
    expect(asked!.paragraphs[0]!.en).toContain('somebody asked, with this mailbox');
  });
});

describe('tries at the open door', () => {
  it('are forgotten once their period is long over, and no sooner', async () => {
    const limit = { kind: 'address', attempts: 1, minutes: 60 };
    const [old, recent] = [randomUUID(), randomUUID()];
    const { vault } = api.services;
    for (const who of [old, recent]) await api.inAlliance((tx) => countAttempt(tx, vault, limit, who));
    await api.inAlliance(async (tx) => {
      const print = await vault.fingerprint(tx, `attempt/address/${old}`);
      const startedAt = new Date(tx.now.getTime() - 49 * 3_600_000);
      await tx.db.attemptCount.updateMany({ where: { print }, data: { startedAt } });
    });
    const before = await counts();
    await api.inAlliance(forgetAttempts);
    expect(await counts()).toBe(before - 1);
    expect(await api.inAlliance((tx) => countAttempt(tx, vault, limit, recent))).toBe(false);
  });
});

const counts = () => api.inAlliance(({ db }) => db.attemptCount.count());

let from = 0;
async function ask(path: string, body: object): Promise<void> {
  from += 1;
  const headers = { 'x-forwarded-for': `203.0.113.${from}` };
  const reply = await api.nobody.request('POST', `/v1/provider-applications${path}`, { body, headers });
  expect(reply.status).toBe(201);
}

async function knocked(email = `${randomUUID()}@example.org`) {
  await ask('', { alliance, organisationName: 'Ente che bussa', email });
  return { email, application: await rowOf(email) };
}

const again = (email: string) => ask('/link', { alliance, email });

function rowOf(email: string): Promise<ProviderApplication> {
  return api.inAlliance(async ({ db }) => {
    const account = await db.account.findFirstOrThrow({ where: { email }, orderBy: { id: 'desc' } });
    return db.providerApplication.findFirstOrThrow({ where: { accountId: account.id } });
  });
}

async function enter(code: string): Promise<number> {
  return (await api.nobody.request('POST', '/v1/session/invitation', { body: { code } })).status;
}

function mailsTo({ accountId }: ProviderApplication) {
  return api.inAlliance(({ db }) =>
    db.mail.findMany({ where: { recipientId: accountId }, orderBy: { id: 'asc' } }),
  );
}

async function templatesTo(application: ProviderApplication): Promise<string[]> {
  return (await mailsTo(application)).map(({ template }) => template);
}

/** Of what was not taken back before it left. */
async function paramsTo(application: ProviderApplication) {
  const queued = (await mailsTo(application)).filter(({ sealed }) => sealed !== null);
  return api.inAlliance((tx) =>
    Promise.all(
      queued.map(async (row) => {
        const { params } = (await openMail(tx, api.services.vault, row, row.sealed!)) as { params: object };
        return { template: row.template, params: params as { link: string } };
      }),
    ),
  );
}

async function codesOf(application: ProviderApplication): Promise<string[]> {
  return (await paramsTo(application)).map(({ params }) => params.link.split('#')[1]!);
}

async function textsTo(application: ProviderApplication) {
  return (await paramsTo(application)).map(({ template, params }) =>
    textOf(template, params, { allianceName: 'Alleanza', publicUrl: 'http://localhost' }),
  );
}

async function momentsOf({ id }: ProviderApplication): Promise<string[]> {
  const where = { subjectId: id, firedAt: null, cancelledAt: null };
  return (await api.inAlliance(({ db }) => db.deadline.findMany({ where }))).map(({ kind }) => kind);
}
