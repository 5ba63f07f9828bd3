import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remindOfSettlement } from '../activities/settlement/remind.ts';
import { bankStatement } from '../cli/cases/bank-statement.ts';
import { addDays } from '../domain/plain-date.ts';
import { toPlainDate } from '../domain/time.ts';
import { isWorkingDay } from '../domain/working-days.ts';
import { startApi, type TestApi } from './api/support.ts';
import { bankCsv } from './support/fake-bank.ts';
import {
  magic,
  okOrThrow,
  openSettlement,
  ownIban,
  type PaidProvider,
  type SettlementDesk,
} from './support/settlement-desk.ts';

const PREFUND_CENTS = 200_000_000;
const today = toPlainDate(new Date());
/** The last working day that is over. */
const lastDay = [1, 2, 3, 4, 5].map((days) => addDays(today, -days)).find((day) => isWorkingDay(day))!;

let api: TestApi;
let desk: SettlementDesk;
let provider: PaidProvider;

beforeAll(async () => {
  api = await startApi();
  desk = await openSettlement(api, PREFUND_CENTS);
  provider = await desk.provider();
});
afterAll(() => api.close());

const asked = (kind: string) =>
  api.inAlliance(async ({ db }) =>
    (await db.task.findMany({ where: { kind }, orderBy: { id: 'asc' } })).map(({ state }) => state),
  );
const look = () => api.inAlliance((tx) => remindOfSettlement(tx));
const enter = (balanceOn: string, balanceCents: number) =>
  desk.drawer.post('/v1/settlement/balances', { balanceOn, balanceCents });
const tells = (on: string, closingCents: number, iban = ownIban) =>
  desk.drawer.post('/v1/settlement/bank-statements', {
    xml: bankStatement({ id: `EC-${on}-${closingCents}`, iban, on, entries: [], closingCents }),
  });
const balances = async () =>
  (await desk.auditor.get('/v1/settlement/balances')).body['items'] as {
    balanceOn: string;
    bankCents: number;
    enteredCents: number;
    differenceCents: number;
  }[];

describe('the balance of a day', () => {
  it('is asked for once when a working day is over without one, and the task is over when it is entered', async () => {
    await look();
    expect(await asked('reconcileBalances')).toEqual([]);
    const superuser = await api.test.superuser();
    await superuser.query('UPDATE settlement_account SET set_at = $1', [`${lastDay}T09:00:00Z`]);
    await superuser.end();
    await look();
    await look();
    expect(await asked('reconcileBalances')).toEqual(['open']);
    await okOrThrow(enter(lastDay, 100));
    expect(await asked('reconcileBalances')).toEqual(['open']);
    await okOrThrow(tells(lastDay, 0));
    expect(await asked('reconcileBalances')).toEqual(['completed']);
  });

  it('is that of the bank’s statement, beside what was entered by hand', async () => {
    await okOrThrow(enter(today, PREFUND_CENTS - 1));
    await okOrThrow(tells(today, PREFUND_CENTS));
    expect(await balances()).toMatchObject([
      { balanceOn: lastDay, bankCents: 0, enteredCents: 100, differenceCents: 0 },
      { balanceOn: today, bankCents: PREFUND_CENTS, enteredCents: PREFUND_CENTS - 1, differenceCents: 0 },
    ]);
    expect((await tells(today, 5, magic.rejects)).status).toBe(422);
    expect((await enter(today, 5)).status).toBe(409);
  });

  it('is looked into when it is not that of the books, and by itself no more when it is', async () => {
    const booked = lastDay.split('-').toReversed().join('/');
    await okOrThrow(desk.import(bankCsv([`BA-1;${booked};1.250,00;;eseguito;`])));
    await look();
    expect((await asked('reconcileBalances')).at(-1)).toBe('open');
    await okOrThrow(desk.import(bankCsv([`BA-2;${booked};-1.250,00;;eseguito;`])));
    await look();
    expect((await asked('reconcileBalances')).at(-1)).toBe('cancelled');
  });
});

describe('a statement', () => {
  it('tells no balance of a day that is to come, and none of an account that pays no more', async () => {
    const before = await balances();
    await okOrThrow(tells(addDays(today, 3), 9));
    await okOrThrow(
      desk.administrator.post('/v1/settlement/account', { holderName: 'Nuovo conto', iban: magic.confirms }),
    );
    await okOrThrow(tells(lastDay, 7));
    expect(await balances()).toEqual(before);
    const all = await desk.auditor.get(`/v1/settlement/balances?until=${addDays(today, 9)}`);
    expect(all.body['items']).toEqual(before);
  });
});

describe('a network of limited use', () => {
  it('is told of once, before so much was spent that it is notified', async () => {
    await desk.earns(provider, 44_999_999, 2);
    await look();
    expect(await asked('notifyNetwork')).toEqual([]);
    await desk.earns(provider, 2);
    await look();
    await look();
    expect(await asked('notifyNetwork')).toEqual(['open']);
    await api.inAlliance(({ db }) =>
      db.task.updateMany({ where: { kind: 'notifyNetwork' }, data: { state: 'cancelled' } }),
    );
    await look();
    expect(await asked('notifyNetwork')).toEqual(['cancelled']);
  });
});
