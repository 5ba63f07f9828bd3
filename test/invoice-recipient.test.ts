import { afterAll, beforeAll, expect, it } from 'vitest';
import { remindOfSettlement } from '../activities/settlement/remind.ts';
import { startApi, type TestApi } from './api/support.ts';
import { okOrThrow, openSettlement, type SettlementDesk } from './support/settlement-desk.ts';

let api: TestApi;
let desk: SettlementDesk;
beforeAll(async () => {
  api = await startApi();
  desk = await openSettlement(api);
});
afterAll(() => api.close());

const seat = { address: 'Via Nazionale 1', postalCode: '24060', comune: 'Casazza', province: 'BG' };
const asked = async () =>
  (await api.inAlliance((tx) => tx.db.task.findMany({ where: { kind: 'setInvoiceRecipient' } }))).map(
    ({ state, candidateRole }) => [state, candidateRole],
  );

it('whom providers invoice is asked of the administrators until it is entered, and no draft is told of before', async () => {
  const provider = await desk.provider();
  await api.inAlliance((tx) =>
    tx.db.organisation.update({ where: { id: provider.organisationId }, data: { vatNumber: '10000000009' } }),
  );
  const own = await api.signIn('provider', { organisationId: provider.organisationId });
  const lacks = async () => {
    const { body } = await own.get('/v1/settlement/provider-invoices');
    return (body['items'] as { draftLacks: string | null }[]).map(({ draftLacks }) => draftLacks);
  };
  await desk.earns(provider, 19_000);
  await desk.sent();
  expect(await asked()).toEqual([['open', 'administrator']]);
  expect(await lacks()).toEqual(['recipient']);
  const dropped = { where: { kind: 'setInvoiceRecipient' }, data: { state: 'cancelled' as const } };
  await api.inAlliance((tx) => tx.db.task.updateMany(dropped));
  for (const _twice of [1, 2]) await api.inAlliance((tx) => remindOfSettlement(tx));
  expect((await asked()).filter(([state]) => state === 'open')).toHaveLength(1);

  const recipient = { name: 'Consorzio', vatNumber: '00743110157', recipientCode: 'M5UXCR1', ...seat };
  await okOrThrow(desk.administrator.post('/v1/settlement/invoice-recipient', recipient));
  expect((await asked()).at(-1)).toEqual(['completed', 'administrator']);
  expect(await lacks()).toEqual(['issuer']);
  await okOrThrow(own.post('/v1/settlement/invoice-issuer', { ...seat, taxRegime: 'RF01' }));
  expect(await lacks()).toEqual([null]);
  await api.inAlliance((tx) => remindOfSettlement(tx));
  expect((await asked()).filter(([state]) => state === 'open')).toEqual([]);
});
