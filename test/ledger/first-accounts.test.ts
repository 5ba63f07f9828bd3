import { expect, test } from 'vitest';
import { verifyLedger } from '../../ledger/verify.ts';
import { openTestDatabase, testActor } from '../support/database.ts';
import { callLedger, now } from './support.ts';

test('a new alliance’s sealed, empty accounts are no money; with money, none to examine is a defect', async () => {
  const testDatabase = await openTestDatabase();
  const ledger = await callLedger(testDatabase, testDatabase.allianceId);
  const defects = async () =>
    (await testDatabase.database.inAlliance(testDatabase.allianceId, testActor, (tx) => verifyLedger(tx)))
      .defects;
  const unseen = { table: 'transfer', ref: 'all', problem: 'there is money, and no transfer to examine' };

  const fund = await ledger.open('fund_solidarity');
  await ledger.client.query('SELECT ledger.seal(NULL, $1)', [now]);
  expect(await defects()).toEqual([]);

  await ledger.fund(fund, 5_000);
  expect(await defects()).toEqual([]);
  await ledger.client.query('SELECT ledger.seal(NULL, $1)', [now]);
  const intruder = await testDatabase.superuser();
  await intruder.query('SET session_replication_role = replica');
  await intruder.query('DELETE FROM ledger.transfer; DELETE FROM ledger.posting');
  expect(await defects()).toContainEqual(unseen);
  await intruder.query('UPDATE ledger.account SET debit_posted_cents = 0, credit_posted_cents = 0');
  expect(await defects()).toContainEqual(unseen);
  await testDatabase.close();
});
