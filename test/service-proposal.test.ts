import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../prisma/database.ts';
import { accountId } from '../prisma/seed/personas.ts';
import { processWorkflowId } from '../workflows/contract.ts';
import { decodedText } from './holds/support/decoded.ts';
import { expectReplays } from './holds/support/histories.ts';
import { record } from './holds/support/recorded.ts';
import { openSkippingStack, type SkippingStack } from './holds/support/time-skipping.ts';
import { expectAround } from './support/around.ts';
import type { Caller } from './support/caller.ts';
import { plantProvider, type PlantedProvider } from './support/planted-provider.ts';
import { somebody } from './support/somebody.ts';

const caseworkers = ['chiara', 'marco'] as const;
let stack: SkippingStack;
let provider: PlantedProvider;
let owner: Caller;

beforeAll(async () => {
  stack = await openSkippingStack(new Date('2026-06-01T08:00:00Z'), { restarts: true });
  provider = await within((tx) => plantProvider(tx));
  owner = await somebody(stack, 'provider', provider.organisationId);
}, 240_000);
afterAll(() => stack.close());

describe('a service that was proposed', () => {
  let unanswered: string;

  it('is called to mind three working days before it is due, and escalated when that has passed, once each', async () => {
    unanswered = await propose();
    await expectAround(stack, '2026-06-10T22:00:00Z', () => mails('taskReminder', unanswered), [
      0,
      caseworkers.length,
    ]);
    await expectAround(stack, '2026-06-16T22:00:00Z', () => mails('taskEscalated', unanswered), [
      0,
      caseworkers.length,
    ]);
    await stack.clock.advanceTo(new Date('2026-08-01T08:00:00Z'));
    expect(await mails('taskReminder', unanswered)).toBe(caseworkers.length);
    expect(await mails('taskEscalated', unanswered)).toBe(caseworkers.length);
  }, 120_000);

  it('still waits for an answer, and is over with it', async () => {
    const chiara = await stack.as('Chiara');
    await chiara.does(`/v1/service-proposals/${unanswered}/decision`, { outcome: 'refuse', reason });
    await stack.clock.quiet();
    const handle = stack.services.client.workflow.getHandle(idOf(unanswered));
    expect((await handle.describe()).status.name).toBe('COMPLETED');
    await record(stack.services, idOf(unanswered), 'service-proposal/escalated');
  }, 120_000);

  it('and withdrawn reminds nobody', async () => {
    const id = await propose();
    await owner.does(`/v1/service-proposals/${id}/withdrawal`);
    await stack.clock.advanceTo(new Date('2026-10-01T08:00:00Z'));
    expect([await mails('taskReminder', id), await mails('taskEscalated', id)]).toEqual([0, 0]);
    await record(stack.services, idOf(id), 'service-proposal/withdrawn');
  }, 120_000);

  it('tells Temporal its id and nothing else, and replays', async () => {
    const { client, keyRing } = stack.services;
    const history = await client.workflow.getHandle(idOf(unanswered)).fetchHistory();
    const told = await decodedText(keyRing, history);
    expect(told).toContain(unanswered);
    for (const word of ['Laboratorio', reason, provider.organisationId]) expect(told).not.toContain(word);
    await expectReplays(stack.services, [{ workflowId: idOf(unanswered), history }]);
  }, 120_000);
});

const reason = 'Il locale non è adatto.';

function idOf(proposalId: string): string {
  return processWorkflowId('serviceProposal', proposalId);
}

async function propose(): Promise<string> {
  const { id } = await owner.does(`/v1/organisations/${provider.organisationId}/service-proposals`, {
    category: 'culture',
    name: 'Laboratorio di prova',
    unit: 'session',
    unitPriceCents: 1_500,
    vatTreatment: 'exempt',
    taxLetters: ['f'],
    placeIds: [provider.placeIds[0]],
  });
  await stack.clock.quiet();
  return id as string;
}

/** How many mails there are about the task of a proposal. */
function mails(template: string, subjectId: string): Promise<number> {
  return within(async (tx) => {
    const tasks = await tx.db.task.findMany({ where: { subjectId }, select: { id: true } });
    return tx.db.mail.count({ where: { template, subjectId: { in: tasks.map(({ id }) => id) } } });
  });
}

function within<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const actor = { kind: 'account', id: accountId('sara') } as const;
  return stack.services.database.inAlliance(stack.allianceId, actor, work);
}
