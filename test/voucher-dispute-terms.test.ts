import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../prisma/database.ts';
import { accountId } from '../prisma/seed/personas.ts';
import { processWorkflowId } from '../workflows/contract.ts';
import { decodedText } from './holds/support/decoded.ts';
import { expectReplays } from './holds/support/histories.ts';
import { caseHouseholds } from './holds/support/households.ts';
import { record } from './holds/support/recorded.ts';
import { openSkippingStack, type SkippingStack } from './holds/support/time-skipping.ts';
import { expectAround } from './support/around.ts';
import { plantProvider, type PlantedProvider } from './support/planted-provider.ts';
import { plantRedemptions, plantTill } from './support/planted-redemption.ts';
import { plantVouchers, plantWallet } from './support/planted-voucher.ts';

let stack: SkippingStack;
let provider: PlantedProvider;
let tillUserId: string;
let personId: string;

beforeAll(async () => {
  stack = await openSkippingStack(new Date('2026-06-01T08:00:00Z'), { restarts: true });
  [provider, tillUserId] = await within(async (tx) => {
    const planted = await plantProvider(tx);
    return [planted, await plantTill(tx, planted)] as const;
  });
  personId = (await caseHouseholds(stack, 1))[0]!.applicantId;
}, 240_000);
afterAll(() => stack.close());

describe('a dispute', () => {
  let silent: string;

  it('that the provider does not answer is the office’s when its ten working days are over', async () => {
    silent = await open();
    await expectAround(stack, '2026-06-16T22:00:00Z', () => tasks('decideVoucherDispute'), [0, 1]);
    expect(await tasks('answerVoucherDispute')).toBe(1);
  }, 120_000);

  it('and escalates when the office has let ten more pass, to everybody who may decide it', async () => {
    const escalated = () => mails('taskEscalated', 'decideVoucherDispute');
    const { dueAt } = await within(({ db }) =>
      db.task.findFirstOrThrow({ where: { subjectId: silent, kind: 'decideVoucherDispute' } }),
    );
    await expectAround(stack, dueAt!, escalated, [0, 1]);
    const marco = await stack.as('Marco');
    const decision = { outcome: 'forHolder', reasons };
    await marco.does(`/v1/voucher-disputes/${silent}/decision`, decision);
    await stack.clock.quiet();
    const handle = stack.services.client.workflow.getHandle(idOf(silent));
    expect((await handle.describe()).status.name).toBe('COMPLETED');
    await record(stack.services, idOf(silent), 'voucher-dispute/silent');
  }, 120_000);

  it('and withdrawn is over', async () => {
    const id = await open();
    const chiara = await stack.as('Chiara');
    await chiara.does(`/v1/voucher-disputes/${id}/withdrawal`);
    await stack.clock.quiet();
    const handle = stack.services.client.workflow.getHandle(idOf(id));
    expect((await handle.describe()).status.name).toBe('COMPLETED');
    await record(stack.services, idOf(id), 'voucher-dispute/withdrawn');
  }, 120_000);

  it('tells Temporal its id and nothing else, and replays', async () => {
    const { client, keyRing } = stack.services;
    const history = await client.workflow.getHandle(idOf(silent)).fetchHistory();
    const told = await decodedText(keyRing, history);
    expect(told).toContain(silent);
    for (const word of [text, reasons, personId, provider.organisationId]) expect(told).not.toContain(word);
    await expectReplays(stack.services, [{ workflowId: idOf(silent), history }]);
  }, 120_000);
});

const text = 'La lezione non c’è stata.';
const reasons = 'Il registro è vuoto.';

function idOf(disputeId: string): string {
  return processWorkflowId('voucherDispute', disputeId);
}

/** Opened by Chiara at the desk, about a voucher that the provider took today. */
async function open(): Promise<string> {
  const redemption = await within(async (tx) => {
    const employer = await tx.db.organisation.findFirstOrThrow({ where: { roles: { has: 'employer' } } });
    const credit = { employerId: employer.id, personId, createdBy: accountId('sara'), cents: 10_000 };
    const service = { id: provider.serviceId, providerId: provider.organisationId };
    const vouchers = await plantVouchers(tx, stack.services.vault, await plantWallet(tx, credit), {
      service: { ...service, vatTreatment: 'exempt' },
      nominalCents: 10_000,
    });
    return (await plantRedemptions(tx, { provider, tillUserId }, vouchers, 200))[0]!;
  });
  const chiara = await stack.as('Chiara');
  const said = { redemptionId: redemption.id, reason: 'notDelivered', text };
  const { disputeId } = await chiara.does(`/v1/vouchers/${redemption.voucherId}/disputes`, said);
  await stack.clock.quiet();
  return disputeId as string;
}

function tasks(kind: string): Promise<number> {
  return within(({ db }) => db.task.count({ where: { kind, state: { in: ['open', 'claimed'] } } }));
}

function mails(template: string, kind: string): Promise<number> {
  return within(async ({ db }) => {
    const asked = await db.task.findMany({ where: { kind }, select: { id: true } });
    return db.mail.count({ where: { template, subjectId: { in: asked.map(({ id }) => id) } } });
  });
}

function within<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const actor = { kind: 'account', id: accountId('sara') } as const;
  return stack.services.database.inAlliance(stack.allianceId, actor, work);
}
