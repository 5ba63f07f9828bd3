import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disputeUnits, resolveDispute } from '../../activities/fund/dispute.ts';
import type { Step } from '../../activities/submission.ts';
import { submissionOf } from '../support/planted-award.ts';
import { makePlace, type Place } from './matrix/callers.ts';
import { makeCaseFile, type CaseFile } from './matrix/case-file.ts';
import { startApi, type Caller, type TestApi } from './support.ts';

let api: TestApi;
let home: Place;
let file: CaseFile;
let lucia: Caller, chiara: Caller, elena: Caller;
beforeAll(async () => {
  api = await startApi();
  home = await makePlace(api, api.test.allianceId, 'Lucia');
  const [author, publisher] = [await api.signIn('administrator'), await api.signIn('administrator')];
  file = await makeCaseFile(api, home, { author, publisher });
  lucia = await api.signIn('citizen', { personId: home.personId });
  chiara = await api.signIn('caseworker');
  elena = await api.signIn('provider', { organisationId: home.providerId });
});
afterAll(() => api.close());

const take = (step: Step, by: Caller, body: object) =>
  api.inAlliance((tx) =>
    step(tx, submissionOf(file.awardId, { unitIds: [file.unitId], ...body }, by.accountId), {
      ...api.services,
      publicUrl: 'http://localhost',
    } as never),
  );

interface Seen {
  readonly deliveredUnits: readonly { readonly dispute: unknown }[];
}
const said = (orders: unknown) =>
  (orders as readonly Seen[]).flatMap(({ deliveredUnits }) => deliveredUnits.map(({ dispute }) => dispute));
const onAward = async (who: Caller) => said((await who.get(`/v1/awards/${file.awardId}`)).body['orders']);
const onOrders = async (who: Caller) => said((await who.get('/v1/orders')).body['items']);
const readsOf = ({ accountId }: Caller) =>
  api.inAlliance((tx) =>
    tx.db.audit.findMany({
      where: { actorId: accountId, action: 'dispute.read' },
      select: { subjectId: true, reason: true },
    }),
  );

describe('why a unit is disputed', () => {
  it('is read by whoever decides, both parties, and neither the Fund’s office nor an auditor', async () => {
    expect(await onAward(chiara)).toEqual([null]);
    await take(disputeUnits as Step, lucia, { reason: 'Il nido era chiuso.' });
    const open = [{ reason: 'Il nido era chiuso.', decision: null }];
    expect(await onAward(chiara)).toEqual(open);
    expect(await onAward(lucia)).toEqual(open);
    expect(await onOrders(elena)).toEqual(open);
    for (const role of ['fundOfficer', 'auditor'] as const)
      expect(await onAward(await api.signIn(role))).toEqual([null]);
    const task = (await chiara.get('/v1/tasks')).body['items'] as readonly object[];
    expect(task).toMatchObject([{ kind: 'resolveDispute', withinId: file.assessmentId }]);
  });

  it('is none of somebody’s who works for one place of the provider', async () => {
    const clerk = await api.signIn('provider', { organisationId: home.providerId });
    await api.inAlliance(async (tx) => {
      const place = await tx.db.place.create({
        data: {
          allianceId: tx.allianceId,
          organisationId: home.providerId,
          name: 'Nido',
          comuneIstat: '016058',
          address: 'Via Roma 1',
          openedOn: new Date('2020-01-01'),
          createdAt: tx.now,
        },
      });
      await tx.db.account.update({
        where: { id: clerk.accountId },
        data: { placeId: place.id, responsible: false },
      });
      await tx.db.providerOrder.update({ where: { id: file.orderId }, data: { placeId: place.id } });
    });
    expect(await onOrders(clerk)).toEqual([null]);
  });

  it('is on record with a caseworker, once a day, and not with the person themself', async () => {
    await onAward(chiara);
    expect(await readsOf(chiara)).toEqual([{ subjectId: file.awardId, reason: 'delivery' }]);
    expect(await readsOf(lucia)).toEqual([]);
  });

  it('is answered with reasons that both read', async () => {
    await take(resolveDispute as Step, chiara, { accept: false, reason: 'Il registro lo conferma.' });
    const decided = [{ reason: 'Il nido era chiuso.', decision: 'Il registro lo conferma.' }];
    expect(await onAward(lucia)).toEqual(decided);
    expect(await onOrders(elena)).toEqual(decided);
    expect(await onAward(chiara)).toEqual(decided);
  });

  it('lies sealed, and goes with the key of the case', async () => {
    const row = await api.inAlliance((tx) =>
      tx.db.deliveredUnit.findUniqueOrThrow({ where: { id: file.unitId } }),
    );
    expect(Buffer.from(row.disputeSealed!).toString()).not.toContain('nido');
    await api.inAlliance((tx) => api.vault.destroy(tx, { kind: 'assessment', id: file.assessmentId }));
    expect(await onAward(lucia)).toEqual([{ reason: null, decision: null }]);
  });
});
