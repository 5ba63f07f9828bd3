import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../prisma/database.ts';
import { accountId } from '../prisma/seed/personas.ts';
import { processWorkflowId } from '../workflows/contract.ts';
import { decodedText } from './holds/support/decoded.ts';
import { expectReplays } from './holds/support/histories.ts';
import { record } from './holds/support/recorded.ts';
import { openSkippingStack, type SkippingStack } from './holds/support/time-skipping.ts';
import { expectAround } from './support/around.ts';
import { romeTime } from './support/rome-time.ts';
import type { Caller } from './support/caller.ts';
import { readPdf } from './support/pdf.ts';
import { plantProvider, type PlantedProvider } from './support/planted-provider.ts';
import { somebody } from './support/somebody.ts';

const DAY_MS = 86_400_000;
const caseworkers = 2;
const at = '/v1/provider-complaints';
const reasons = 'Il rifiuto non dice quale requisito manca.';
let stack: SkippingStack;
let provider: PlantedProvider;
let owner: Caller;

beforeAll(async () => {
  stack = await openSkippingStack(new Date('2026-06-01T08:00:00Z'), { restarts: true });
  provider = await within((tx) => plantProvider(tx));
  owner = await providerOf(provider.organisationId);
}, 240_000);
afterAll(() => stack.close());

describe('a complaint about a service that was refused', () => {
  let id: string;
  let handle: ReturnType<typeof stack.services.client.workflow.getHandle>;

  it('is answered by anybody but whoever refused it', async () => {
    const proposal = await owner.does(`/v1/organisations/${provider.organisationId}/service-proposals`, {
      category: 'culture',
      name: 'Laboratorio di prova',
      unit: 'session',
      unitPriceCents: 1_500,
      vatTreatment: 'exempt',
      taxLetters: ['f'],
      placeIds: [provider.placeIds[0]],
    });
    const chiara = await stack.as('Chiara');
    const refusal = { outcome: 'refuse', reason: 'Non adatto.' };
    await chiara.does(`/v1/service-proposals/${proposal.id}/decision`, refusal);
    id = await file({ about: 'refusal', subjectId: proposal.id });
    handle = stack.services.client.workflow.getHandle(idOf(id));
    const answer = {
      outcome: 'partlyUpheld',
      reasons: 'Ha ragione: il requisito è lo spazio.\nEccolo spiegato.',
    };
    expect((await chiara.post(`${at}/${id}/answer`, answer)).status).toBe(409);
    const marco = await stack.as('Marco');
    expect(await marco.does(`${at}/${id}/answer`, answer)).toMatchObject({ state: 'answered', round: 1 });
    expect((await marco.post(`${at}/${id}/answer`, answer)).status).toBe(409);
    await stack.clock.quiet();
    expect(await pending(id)).toEqual([]);
    expect(await mails('complaintAnswered', id)).toBe(1);
  }, 120_000);

  it('leaves a letter with the reasons, for the provider alone to read', async () => {
    const response = await fetch(`${stack.url}${at}/${id}/letter`, {
      headers: { authorization: `Bearer ${owner.token}` },
    });
    const pdf = await readPdf(new Uint8Array(await response.arrayBuffer()));
    expect([pdf.isTagged, pdf.claimsPdfUa]).toEqual([true, true]);
    const text = pdf.printed.join(' ');
    for (const word of ['accolto in parte', 'Eccolo spiegato.', 'Marco', 'Cooperativa di prova'])
      expect(text).toContain(word);
    const stranger = await providerOf((await within((tx) => plantProvider(tx))).organisationId);
    expect((await stranger.get(`${at}/${id}`)).status).toBe(404);
    expect((await stranger.get(`${at}/${id}/letter`)).status).toBe(404);
    expect((await stranger.get(at)).body.items).toEqual([]);
  }, 120_000);

  it('is reopened once, and then whoever decided or answered answers no more', async () => {
    expect((await handle.describe()).status.name).toBe('COMPLETED');
    expect(await owner.does(`${at}/${id}/reopening`, { reasons })).toMatchObject({ state: 'open', round: 2 });
    const answer = { outcome: 'rejected', reasons: 'Resta così.' };
    const possibleTo = async (caller: Caller) => (await caller.get(`${at}/${id}`)).body.possible;
    expect(await possibleTo(owner)).toEqual(['withdrawComplaint']);
    expect(await possibleTo(await stack.as('Marco'))).toEqual([]);
    for (const name of ['Chiara', 'Marco'])
      expect((await (await stack.as(name)).post(`${at}/${id}/answer`, answer)).status).toBe(409);
    const third = await somebody(stack, 'caseworker');
    expect(await possibleTo(third)).toEqual(['answerComplaint']);
    await third.does(`${at}/${id}/answer`, answer);
    expect((await owner.post(`${at}/${id}/reopening`, { reasons })).status).toBe(409);
    const { body } = await owner.get(`${at}/${id}`);
    expect(body).toMatchObject({ state: 'answered', round: 2, possible: [] });
    expect(body.rounds.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'partlyUpheld',
      'rejected',
    ]);
    await stack.clock.quiet();
    await record(stack.services, idOf(id), 'provider-complaint/reopened');
  }, 120_000);
});

describe('a complaint that nobody answers', () => {
  let id: string;

  it('is called to mind, escalated, and after thirty days an administrator’s; the provider is told, once', async () => {
    await stack.clock.advanceTo(new Date('2026-08-31T08:00:00Z'));
    id = await file({ about: 'other' });
    expect(await pending(id)).toEqual([
      'remindTask 2026-09-14 00:00',
      'escalateTask 2026-09-21 23:59',
      'complaintOverdue 2026-09-30 23:59',
    ]);
    // The third caseworker of the test before is there too, and Chiara, who refused a service, is not asked.
    const everybody = caseworkers;
    await expectAround(stack, '2026-09-13T22:00:00Z', () => taskMails('taskReminder', id), [0, everybody]);
    await expectAround(stack, '2026-09-21T22:00:00Z', () => taskMails('taskEscalated', id), [0, everybody]);
    await expectAround(stack, '2026-09-30T22:00:00Z', () => mails('complaintLate', id), [0, 1]);
    const open = await within((tx) => tx.db.task.findMany({ where: { subjectId: id, state: 'open' } }));
    expect(open.map(({ kind, candidateRole }) => `${kind} ${candidateRole}`).toSorted()).toEqual([
      'answerComplaint caseworker',
      'complaintOverdue administrator',
    ]);
  }, 120_000);

  it('is still answered, which ends all of it', async () => {
    const answer = { outcome: 'upheld', reasons: 'Ci scusiamo.' };
    expect((await (await stack.as('Chiara')).post(`${at}/${id}/answer`, answer)).status).toBe(409);
    await (await stack.as('Marco')).does(`${at}/${id}/answer`, answer);
    await stack.clock.advanceTo(new Date((await stack.clock.now()).getTime() + 60 * DAY_MS));
    expect(await pending(id)).toEqual([]);
    expect(await mails('complaintLate', id)).toBe(1);
    const open = await within((tx) => tx.db.task.count({ where: { subjectId: id, state: 'open' } }));
    expect(open).toBe(0);
    await record(stack.services, idOf(id), 'provider-complaint/overdue');
  }, 120_000);

  it('or is withdrawn, and reminds nobody', async () => {
    owner = await providerOf(provider.organisationId);
    const withdrawn = await file({ about: 'price' });
    await owner.does(`${at}/${withdrawn}/withdrawal`);
    await stack.clock.quiet();
    expect(await pending(withdrawn)).toEqual([]);
    await record(stack.services, idOf(withdrawn), 'provider-complaint/withdrawn');
  }, 120_000);
});

describe('what a complaint names', () => {
  it('is the provider’s own, of the kind spoken of', async () => {
    const other = await within((tx) => plantProvider(tx));
    for (const body of [
      { about: 'suspension', subjectId: other.organisationId },
      { about: 'revocation', subjectId: other.serviceId },
      { about: 'refusal', subjectId: other.serviceId },
      { about: 'payment', subjectId: other.serviceId },
      { about: 'price', subjectId: other.serviceId },
      { about: 'other', subjectId: other.serviceId },
    ]) {
      const reply = await owner.post(at, { ...body, reasons });
      expect(reply.status, body.about).toBe(422);
    }
  }, 120_000);
});

describe('a complaint about a revocation', () => {
  it('is answered by nobody who proposed or decided it', async () => {
    const { id: subjectId } = await within(async (tx) => {
      const { organisationId } = provider;
      const admission = await tx.db.admission.findFirstOrThrow({ where: { organisationId } });
      return tx.db.revocation.create({
        data: {
          allianceId: tx.allianceId,
          admissionId: admission.id,
          reasonCode: 'test',
          wordsSealed: new Uint8Array(1),
          proposedBy: accountId('chiara'),
          proposedAt: tx.now,
        },
      });
    });
    const id = await file({ about: 'revocation', subjectId });
    const task = await within((tx) => tx.db.task.findFirstOrThrow({ where: { subjectId: id } }));
    expect(task.excludedIds).toEqual([accountId('chiara')]);
    const answer = { outcome: 'upheld', reasons: 'prova' };
    expect((await (await stack.as('Chiara')).post(`${at}/${id}/answer`, answer)).status).toBe(409);
    await (await stack.as('Marco')).does(`${at}/${id}/answer`, answer);
  }, 120_000);
});

describe('a complaint with which every caseworker had to do', () => {
  it('is an administrator’s to answer from the first day, unless they decided something too', async () => {
    await within(async (tx) => {
      const caseworkersThere = await tx.db.account.findMany({ where: { roles: { has: 'caseworker' } } });
      await tx.db.providerDocument.createMany({
        data: [...caseworkersThere.map(({ id }) => id), accountId('luca')].map((checkedBy) => ({
          allianceId: tx.allianceId,
          organisationId: provider.organisationId,
          category: 'durc' as const,
          issuedOn: new Date('2026-01-01'),
          validUntil: new Date('2026-05-01'),
          state: 'rejected' as const,
          submittedBy: accountId('sara'),
          checkedBy,
          checkedAt: tx.now,
          createdAt: tx.now,
        })),
      });
    });
    const id = await file({ about: 'other' });
    const task = await within((tx) => tx.db.task.findFirstOrThrow({ where: { subjectId: id } }));
    expect(task).toMatchObject({ kind: 'answerComplaint', candidateRole: 'administrator' });
    const answer = { outcome: 'upheld', reasons: 'prova' };
    for (const name of ['Marco', 'Luca'])
      expect((await (await stack.as(name)).post(`${at}/${id}/answer`, answer)).status).toBe(409);
    const sara = await stack.as('Sara');
    expect((await sara.get(`${at}/${id}`)).body.possible).toEqual(['answerComplaint']);
    await sara.does(`${at}/${id}/answer`, answer);
  }, 120_000);
});

describe('what complaints told Temporal', () => {
  it('is their ids and nothing of what they say, and replays; nothing stands in the clear', async () => {
    const complaints = await within((tx) => tx.db.providerComplaint.findMany());
    const { client, keyRing } = stack.services;
    const histories = await Promise.all(
      complaints.map(async ({ id }) => ({
        workflowId: idOf(id),
        history: await client.workflow.getHandle(idOf(id)).fetchHistory(),
      })),
    );
    expect(histories.length).toBeGreaterThan(2);
    for (const { history } of histories) {
      const told = await decodedText(keyRing, history);
      for (const word of [reasons, 'Eccolo', 'scusiamo', provider.organisationId])
        expect(told).not.toContain(word);
    }
    await expectReplays(stack.services, histories);
    const superuser = await stack.test.superuser();
    for (const table of ['provider_complaint', 'complaint_round', 'submission', 'audit', 'mail']) {
      const { rows } = await superuser.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
      expect(
        rows.filter(({ row }) => /quale requisito|Eccolo|scusiamo/.test(row)),
        table,
      ).toEqual([]);
    }
  }, 120_000);

  it('and an answer stays what it was, whatever the code does', async () => {
    const round = await within((tx) =>
      tx.db.complaintRound.findFirstOrThrow({ where: { outcome: 'upheld' } }),
    );
    const change = within((tx) =>
      tx.db.complaintRound.update({ where: { id: round.id }, data: { outcome: 'rejected' } }),
    );
    await expect(change).rejects.toThrow();
  });
});

const idOf = (complaintId: string) => processWorkflowId('providerComplaint', complaintId);

async function file(about: object): Promise<string> {
  owner = await providerOf(provider.organisationId);
  const { complaintId } = await owner.does(at, { ...about, reasons });
  await stack.clock.quiet();
  return complaintId as string;
}

const providerOf = (organisationId: string) => somebody(stack, 'provider', organisationId);

function mails(template: string, subjectId: string): Promise<number> {
  return within((tx) => tx.db.mail.count({ where: { template, subjectId } }));
}

function taskMails(template: string, subjectId: string): Promise<number> {
  return within(async (tx) => {
    const tasks = await tx.db.task.findMany({ where: { subjectId }, select: { id: true } });
    return tx.db.mail.count({ where: { template, subjectId: { in: tasks.map(({ id }) => id) } } });
  });
}

/** What still happens by itself, and when, on clocks in Rome. */
async function pending(subjectId: string): Promise<string[]> {
  const rows = await within((tx) =>
    tx.db.deadline.findMany({
      where: { subjectId, firedAt: null, cancelledAt: null },
      orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    }),
  );
  return rows.map(({ kind, dueAt }) => `${kind} ${romeTime(dueAt)}`);
}

function within<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const actor = { kind: 'account', id: accountId('sara') } as const;
  return stack.services.database.inAlliance(stack.allianceId, actor, work);
}
