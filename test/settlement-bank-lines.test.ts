import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bankCash, suspense } from '../ledger/accounts.ts';
import { verifyLedger } from '../ledger/verify.ts';
import type { SettlementItem } from '../prisma/generated/client.ts';
import { startApi, type TestApi } from './api/support.ts';
import { bankCsv } from './support/fake-bank.ts';
import { okOrThrow, openSettlement, type SettlementDesk } from './support/settlement-desk.ts';

let api: TestApi;
let desk: SettlementDesk;
let item: SettlementItem;

beforeAll(async () => {
  api = await startApi();
  desk = await openSettlement(api);
  await desk.earns(await desk.provider(), 19_000);
  [item] = (await desk.items(await desk.sent())) as [SettlementItem];
});
afterAll(async () => {
  const { defects } = await api.inAlliance((tx) => verifyLedger(tx));
  await api.close();
  expect(defects).toEqual([]);
});

const line = (ref: string, amount: string, outcome: string) =>
  `${ref};27/11/2026;${amount};${item.endToEndId};${outcome};SEPA`;
const kept = () => api.inAlliance((tx) => tx.db.bankLine.count());
const refusedAt = async (lineNumber: number, lines: readonly string[]) => {
  const [before, money] = [await kept(), await desk.balance(bankCash)];
  const { status, body } = await desk.import(bankCsv(lines));
  expect(status).toBe(422);
  const [{ message }] = body['errors'] as [{ message: string }];
  expect(message).toMatch(new RegExp(`^riga ${lineNumber}, ${item.endToEndId}: `));
  expect([await kept(), await desk.balance(bankCash)]).toEqual([before, money]);
};
const other = 'CRO-L0;27/11/2026;12,00;;eseguito;Sconosciuto';

describe('a line of a list that answers a payment of ours', () => {
  it('is refused with its number when its sign or outcome cannot be, and nothing of the file is taken', async () => {
    await refusedAt(3, [other, line('CRO-L1', '186,20', 'respinto')]);
    await refusedAt(2, [line('CRO-L1', '186,20', 'eseguito'), other]);
    await refusedAt(2, [line('CRO-L1', '-186,30', 'respinto')]);
    await refusedAt(3, [line('CRO-L1', '-186,20', 'eseguito'), line('CRO-L2', '-186,20', 'respinto')]);
  });

  it('is taken as the bank can say it: made, and come back later, in whichever order the file has them', async () => {
    const both = [line('CRO-L3', '186,20', 'eseguito'), line('CRO-L3', '-186,20', 'eseguito'), other];
    expect((await desk.import(bankCsv(both))).body).toMatchObject({ confirmed: 1, unknown: 2 });
    expect((await desk.import(bankCsv(both))).body).toMatchObject({ confirmed: 0, repeated: 3 });
    await refusedAt(2, [line('CRO-L4', '-186,20', 'respinto')]);
    await refusedAt(2, [line('CRO-L3', '-186,20', 'respinto')]);
  });
});

describe('a line in suspense', () => {
  const waiting = async (bankRef: string) => {
    const { body } = await desk.drawer.get('/v1/settlement/bank-lines?outcome=unknown&limit=200');
    return (body['items'] as { id: string; bankRef: string }[]).find((one) => one.bankRef === bankRef)!.id;
  };
  const explain = (id: string, body: object) =>
    desk.drawer.post(`/v1/settlement/bank-lines/${id}/explanation`, body);

  it('that no bank had is taken out with a reason: its money leaves the books, and the true one may still come', async () => {
    const cash = await desk.balance(bankCash);
    const held = await desk.balance(suspense);
    await okOrThrow(desk.import(bankCsv(['CRO-L5;26/11/2026;500,00;;eseguito;Sbagliata'])));
    const id = await waiting('CRO-L5');
    expect((await explain(id, { explanation: 'enteredByMistake' })).status).toBe(422);
    expect(await desk.balance(bankCash)).toBe(cash + 50_000);
    await okOrThrow(explain(id, { explanation: 'enteredByMistake', reason: 'Riga di un altro conto' }));
    expect([await desk.balance(bankCash), await desk.balance(suspense)]).toEqual([cash, held]);
    const { body } = await desk.auditor.get('/v1/settlement/bank-lines?limit=200');
    expect(body['items']).toContainEqual(expect.objectContaining({ id, reason: 'Riga di un altro conto' }));
    const known = await desk.import(bankCsv(['CRO-L5;27/11/2026;50,00;;eseguito;Giusta']));
    expect(known.body).toMatchObject({ unknown: 1, repeated: 0 });
    expect(await desk.balance(bankCash)).toBe(cash + 5_000);
  });

  it('of another kind is closed with a reason, and stays in suspense', async () => {
    await okOrThrow(desk.import(bankCsv(['CRO-L6;27/11/2026;7,00;;eseguito;Altro'])));
    const id = await waiting('CRO-L6');
    const held = await desk.balance(suspense);
    expect((await explain(id, { explanation: 'other' })).status).toBe(422);
    await okOrThrow(explain(id, { explanation: 'other', reason: 'Interessi del conto' }));
    expect(await desk.balance(suspense)).toBe(held);
  });
});
