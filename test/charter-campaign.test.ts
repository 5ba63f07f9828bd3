import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedCharter } from '../activities/charter-versions.ts';
import { reconcile } from '../cli/reconcile.ts';
import { charterCampaignId, processWorkflowId } from '../workflows/contract.ts';
import { signatory } from './support/charter-office.ts';
import { SigningWorld, type Represented } from './support/signing-world.ts';
import { decodedText } from './holds/support/decoded.ts';
import { expectReplays } from './holds/support/histories.ts';
import { record } from './holds/support/recorded.ts';
import { openSkippingStack, type SkippingStack } from './holds/support/time-skipping.ts';

let stack: SkippingStack;
let world: SigningWorld;
/** One that follows, one that is silent, one that declines, one that nobody represents any more, and one that is new. */
let follows: Represented;
let silent: Represented;
let declines: Represented;
let orphan: Represented;
let newcomer: Represented;
let second: string;
let third: string;

beforeAll(async () => {
  stack = await openSkippingStack(new Date('2026-06-01T08:00:00Z'), { restarts: true });
  world = new SigningWorld(stack);
  follows = await world.represented('Segue', ['localBody', 'employer']);
  silent = await world.represented('Tace', ['provider']);
  declines = await world.represented('Rifiuta', ['association']);
  orphan = await world.represented('Orfano', ['school']);
  for (const one of [follows, silent, declines, orphan]) await world.signed(one);
  const { id } = await world.signingOf(follows);
  await (await stack.as('Marco')).does(`/v1/charter-signings/${id}/countersignature`);
  await world.within(({ db }) =>
    db.account.update({ where: { id: orphan.holderId }, data: { disabledAt: new Date('2026-06-01') } }),
  );
}, 300_000);
afterAll(() => stack.close());

/** Written by one administrator, published by another. */
async function published(title: string): Promise<string> {
  const content = { ...shippedCharter, title: { it: title, en: title } };
  const { id } = await (await stack.as('Sara')).does('/v1/charter-versions', content);
  await (await stack.as('Luca')).does(`/v1/charter-versions/${id}/publication`, { invitationsAMinute: 2 });
  await stack.clock.quiet();
  return id as string;
}

async function progress(versionId: string, query = '') {
  const { status, body } = await (
    await stack.as('Chiara')
  ).get(`/v1/charter-versions/${versionId}/campaign${query}`);
  expect(status).toBe(200);
  return body;
}

const signingsOf = (versionId: string) =>
  world.within(({ db }) => db.charterSigning.findMany({ where: { charterVersionId: versionId } }));

describe('a new version', () => {
  it('invites whoever signed the one before, no more a minute than it says, each once', async () => {
    second = await published('Carta etica, seconda');
    expect(await signingsOf(second)).toHaveLength(2);
    expect((await progress(second)).counts).toMatchObject({ signatories: 4, toOpen: 2, opened: 2, open: 2 });
    await stack.restartWorker();
    await stack.clock.advanceTo(new Date('2026-06-01T09:00:00Z'));
    const signings = await signingsOf(second);
    expect(new Set(signings.map(({ organisationId }) => organisationId)).size).toBe(4);
    expect(signings).toHaveLength(4);
    for (const { boundById, dueOn } of signings)
      expect([boundById === null, dueOn.toISOString().slice(0, 10)]).toEqual([false, '2026-07-31']);
    for (const one of [follows, silent, declines]) expect(await world.mails('charterRevised', one)).toBe(1);
  }, 120_000);

  it('asks an administrator who represents an organisation that nobody signs for', async () => {
    const { id } = await world.signingOf(orphan);
    expect(await world.mails('charterRevised', orphan)).toBe(0);
    const tasks = await world.within(({ db }) => db.task.findMany({ where: { subjectId: id } }));
    expect(tasks.map(({ kind, candidateRole }) => [kind, candidateRole])).toEqual([
      ['nameRepresentative', 'administrator'],
    ]);
  });

  it('is told again to begin, and invites nobody twice', async () => {
    await reconcile(stack.services);
    await stack.clock.quiet();
    expect(await signingsOf(second)).toHaveLength(4);
    await record(stack.services, charterCampaignId(second), 'charter-campaign/told-again');
  }, 60_000);

  it('is what newcomers sign, without grace', async () => {
    await world.invite((newcomer = await world.represented('Nuovo', ['union'])));
    const { charterVersionId, boundById, dueOn } = await world.signingOf(newcomer);
    expect([charterVersionId, boundById]).toEqual([second, null]);
    expect(dueOn.toISOString().slice(0, 10)).toBe('2026-07-01');
    expect((await progress(second)).counts.signatories).toBe(4);
  }, 60_000);

  it('shows how far it is, by what organisations are, and who is missing', async () => {
    await world.sign(follows, (await world.signingOf(follows)).id);
    const signer = await world.session(declines);
    const { id } = await world.signingOf(declines);
    await signer.does(`/v1/charter-signings/${id}/refusal`, { reason: 'Prima lo vede il consiglio.' });
    const { counts, byKind, missing } = await progress(second, '?limit=2');
    expect(counts).toEqual({
      signatories: 4,
      toOpen: 0,
      opened: 4,
      open: 2,
      signed: 1,
      countersigned: 0,
      declined: 1,
      expired: 0,
      superseded: 0,
      suspended: 0,
    });
    const ofKind = (kind: string) => byKind.find((one: { kind: string }) => one.kind === kind);
    expect(ofKind('employer')).toMatchObject({ signatories: 1, signed: 1 });
    expect(ofKind('provider')).toMatchObject({ signatories: 1, open: 1 });
    const rest = (await progress(second, `?limit=2&cursor=${missing.nextCursor}`)).missing;
    expect(rest.nextCursor).toBeNull();
    expect([...missing.items, ...rest.items].map(({ name, state, dueOn }) => [name, state, dueOn])).toEqual([
      ['Ente Tace', 'open', '2026-07-31'],
      ['Ente Rifiuta', 'declined', '2026-07-31'],
      ['Ente Orfano', 'open', '2026-07-31'],
    ]);
  }, 120_000);
});

describe('the days of grace', () => {
  it('are called to mind fourteen days and three days before their end, once each, also across a restart', async () => {
    const reminders = () => world.mails('charterReminder', silent);
    expect(await world.around('2026-07-16T22:00:00Z', reminders)).toEqual([0, 1]);
    expect(await world.around('2026-07-27T22:00:00Z', reminders)).toEqual([1, 2]);
    expect(await world.mails('charterReminder', follows)).toBe(0);
    expect(await world.mails('charterReminder', declines)).toBe(0);
  }, 240_000);

  it('end in a suspension, once, of whoever is bound and did not sign; never of a newcomer', async () => {
    const all = [follows, silent, declines, orphan, newcomer];
    const suspended = async () =>
      Promise.all(all.map(async (one) => (await world.suspensionsOf(one)).length));
    expect(await world.around('2026-07-31T22:00:00Z', suspended)).toEqual([
      [0, 0, 0, 0, 0],
      [0, 1, 1, 1, 0],
    ]);
    expect((await world.signingOf(newcomer)).state).toBe('expired');
    expect((await progress(second)).counts).toMatchObject({ suspended: 3, expired: 2, declined: 1 });
  }, 240_000);

  it('end with the reason, in writing: to the representative and to where a provider’s orders go', async () => {
    expect(await world.mails('suspendedRepresentative', silent)).toBe(1);
    expect(await world.mails('suspendedOrganisation', silent)).toBe(1);
    expect(await world.mails('suspendedOrganisation', declines)).toBe(0);
    expect(await world.mails('suspendedOrganisation', orphan)).toBe(1);
    expect(await world.mails('charterExpired', silent)).toBe(0);
    const { body } = await (
      await world.session(silent)
    ).get(`/v1/organisations/${silent.organisationId}/suspensions`);
    expect(body.items).toEqual([expect.objectContaining({ ground: 'charter', role: null, liftedAt: null })]);
    expect(body.items[0].reason).toContain('carta etica');
    expect(body.items[0].notices.map(({ template }: { template: string }) => template)).toEqual([
      'suspendedRepresentative',
      'suspendedOrganisation',
    ]);
  });

  it('leave the office a task, reminded and escalated like any other', async () => {
    const { id } = await world.signingOf(silent);
    const tasks = await world.within(({ db }) =>
      db.task.findMany({ where: { subjectId: id, kind: 'followSuspension' } }),
    );
    expect(tasks.map(({ state }) => state)).toEqual(['open']);
    await stack.clock.advanceTo(new Date('2026-08-11T08:00:00Z'));
    const [task] = await world.within(({ db }) => db.task.findMany({ where: { id: tasks[0]!.id } }));
    expect(task!.escalatedAt).not.toBeNull();
  }, 240_000);
});

describe('a signature after the suspension', () => {
  it('lifts it at once, and tells so, once, also across a restart', async () => {
    const expired = await world.signingOf(silent);
    const signingId = await world.invite(silent);
    expect(await world.suspensionsOf(silent)).toMatchObject([{ liftedAt: null }]);
    await stack.restartWorker();
    await world.sign(silent, signingId);
    const { signedAt, state } = await world.signingOf(silent);
    expect(state).toBe('signed');
    expect(await world.suspensionsOf(silent)).toMatchObject([
      { liftedAt: signedAt, liftedBecause: 'charterSigned' },
    ]);
    await stack.restartWorker();
    await stack.clock.advanceTo(new Date('2026-09-20T08:00:00Z'));
    expect(await world.mails('reinstatedRepresentative', silent)).toBe(1);
    expect(await world.mails('reinstatedOrganisation', silent)).toBe(1);
    expect(await world.mails('suspendedRepresentative', silent)).toBe(1);
    expect(await world.mails('charterReminder', silent)).toBe(2);
    const tasks = await world.within(({ db }) => db.task.findMany({ where: { subjectId: expired.id } }));
    expect(tasks.map(({ state: one }) => one)).toEqual(['cancelled']);
    await record(
      stack.services,
      processWorkflowId('charterSigning', expired.id),
      'charter-signing/suspended',
    );
  }, 240_000);
});

describe('a version published while the one before is still being signed', () => {
  it('closes what is open of that one and opens its own; a suspension stays until its signature', async () => {
    const overtaken = await world.invite(declines);
    third = await published('Carta etica, terza');
    await stack.clock.advanceTo(new Date('2026-09-20T10:00:00Z'));
    const rowOf = (id: string) =>
      world.within(({ db }) => db.charterSigning.findUniqueOrThrow({ where: { id } }));
    expect((await rowOf(overtaken)).state).toBe('superseded');
    const signing = await world.signingOf(declines);
    expect([signing.charterVersionId, signing.state]).toEqual([third, 'open']);
    const late = await (
      await world.session(declines)
    ).post(`/v1/charter-signings/${overtaken}/refusal`, { reason: 'Tardi.' });
    expect(late.status).toBe(409);
    expect(await world.suspensionsOf(declines)).toMatchObject([{ liftedAt: null }]);
    await world.sign(declines, signing.id);
    expect((await world.suspensionsOf(declines))[0]!.liftedAt).not.toBeNull();
    // Whoever let the second one pass without ever having signed one is not asked again.
    expect((await signingsOf(third)).length).toBe(4);
    expect((await progress(second)).supersededAt).not.toBeNull();
    await record(stack.services, charterCampaignId(third), 'charter-campaign/overtaking');
    await record(
      stack.services,
      processWorkflowId('charterSigning', overtaken),
      'charter-signing/superseded',
    );
  }, 240_000);
});

describe('what these campaigns told Temporal', () => {
  it('is nobody’s name or reason, and replays', async () => {
    const signings = await world.within(({ db }) => db.charterSigning.findMany());
    const ids = [
      ...[second, third].map(charterCampaignId),
      ...signings.map(({ id }) => processWorkflowId('charterSigning', id)),
    ];
    const histories = await Promise.all(
      ids.map(async (workflowId) => ({
        workflowId,
        history: await stack.services.client.workflow.getHandle(workflowId).fetchHistory(),
      })),
    );
    for (const { workflowId, history } of histories) {
      const told = await decodedText(stack.services.keyRing, history);
      expect(told).toContain(workflowId.split('/')[1]);
      for (const word of ['Valserini', signatory.taxCode, 'Ente ', '@example', 'consiglio'])
        expect(told, word).not.toContain(word);
    }
    await expectReplays(stack.services, histories);
  }, 120_000);
});
