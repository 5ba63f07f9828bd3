import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askForMissingRules } from '../../activities/missing-rules.ts';
import type { Tx } from '../../prisma/database.ts';
import { publishVersion, sendVersion, submitVersion } from '../../rules/publishing.ts';
import { shippedVersionOrThrow, shippedVersions } from '../../rules/shipped.ts';
import { openWelfareDesk, problem, terms, type WelfareDesk, type Worker } from '../support/welfare-desk.ts';
import type { Caller } from './support.ts';

/** An alliance that was made before there were vouchers: it published the rules of its time, and no others. */
let desk: WelfareDesk;
let worker: Worker;
let walletPath: string;
let first: Caller;
let second: Caller;
const now = new Date('2026-03-02T09:00:00Z');
const ofItsTime = ['fragility-score', 'fund-access', 'charter-compliance', 'provider-proximity'];

beforeAll(async () => {
  desk = await openWelfareDesk(now);
  [first, second] = [await desk.api.signIn('administrator'), await desk.api.signIn('administrator')];
  for (const ruleSet of ofItsTime) {
    const { id } = await as(first, (tx) => sendVersion(tx, shippedVersionOrThrow(ruleSet)));
    await as(first, (tx) => submitVersion(tx, id, 'Delibera 12 del 2026'));
    await as(second, (tx) => publishVersion(tx, id, now));
  }
  worker = await desk.makeWorker();
  await desk.payIn(10_000);
  const plan = { ...terms, population: 'everybody' };
  const planId = (await desk.employer.post('/v1/welfare-plans', plan)).body['id'] as string;
  await desk.employer.post(`/v1/welfare-plans/${planId}/activation`);
  const { taxCode } = worker;
  await desk.employer.post(`/v1/welfare-plans/${planId}/credits`, { taxCode, amountCents: 10_000 });
  const { id } = await desk.api.inAlliance((tx) => tx.db.wallet.findFirstOrThrow());
  walletPath = `/v1/wallets/${id}`;
});
afterAll(() => desk.api.close());

function as<T>({ accountId: id }: Caller, work: (tx: Tx) => Promise<T>): Promise<T> {
  return desk.api.test.database.inAlliance(desk.api.test.allianceId, { kind: 'account', id }, work);
}
const order = async () => {
  const own = await desk.api.signIn('employee', { personId: worker.personId });
  const body = { beneficiaryId: worker.personId, amountCents: 2_500 };
  return own.post(`${walletPath}/cumulative-vouchers`, body);
};
const openTasks = (kind: string) =>
  desk.api.inAlliance(({ db }) => db.task.count({ where: { kind, state: 'open' } }));
const look = () => desk.api.inAlliance(askForMissingRules);

describe('an alliance older than some of the rules', () => {
  it('orders nothing by them, and is told who does what; its administrators are asked once', async () => {
    const refused = await order();
    expect(problem(refused)).toEqual([409, 'step-not-possible']);
    expect(refused.body['detail']).toContain('adoptShippedRules');
    await look();
    await look();
    expect(await openTasks('adoptRules')).toBe(1);
  });

  it('takes what is shipped into review by one person, and puts it in force by another', async () => {
    const adopted = await first.post('/v1/rule-versions/shipped');
    expect(adopted.status).toBe(201);
    const versions = adopted.body['versions'] as { id: string; ruleSet: string; state: string }[];
    const missed = shippedVersions.map(({ ruleSet }) => ruleSet).filter((one) => !ofItsTime.includes(one));
    expect(missed).toContain('voucher-use');
    expect(versions.map(({ ruleSet, state }) => [ruleSet, state])).toEqual(
      missed.map((ruleSet) => [ruleSet, 'inReview']),
    );
    expect([await openTasks('adoptRules'), await openTasks('publishVersion')]).toEqual([0, missed.length]);
    expect(problem(await first.post('/v1/rule-versions/shipped'))).toEqual([409, 'step-not-possible']);
    const publish = (who: Caller, id: string) =>
      who.post(`/v1/rule-versions/${id}/publication`, { from: 'now' });
    expect(problem(await publish(first, versions[0]!.id))).toEqual([409, 'same-person']);
    expect((await order()).status).toBe(409);
    for (const { id } of versions) expect((await publish(second, id)).status).toBe(200);
    await look();
    expect([await openTasks('adoptRules'), await openTasks('publishVersion')]).toEqual([0, 0]);
    const ordered = await order();
    expect(ordered.status).toBe(201);
    // 9.19 % of 1,000.01, and 23 % of the rest.
    expect(ordered.body['fringe']).toMatchObject({
      afterCents: 2_500,
      limitCents: 100_000,
      leftCents: 97_500,
      oneCentMore: { simulated: true, taxableCents: 100_001, costCents: 30_077 },
    });
    expect((ordered.body['fringe'] as { message: string }).message).toMatch(/975,00.*300,77/);
  });
});
