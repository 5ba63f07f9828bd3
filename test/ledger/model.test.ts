import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { isLong, times } from '../support/long.ts';
import { everyStep, type Alliances } from './model-steps.ts';
import { ModelLedger } from './model.ts';
import { callLedger, type LedgerCaller } from './support.ts';

const kinds = [
  'suspense',
  'bank_cash',
  'provider_receivable',
  'fund_solidarity',
  'fund_reserve',
  'beneficiary_payable',
  'provider_payable',
] as const;
const assets: readonly string[] = ['suspense', 'bank_cash', 'provider_receivable'];
const MAX_STEPS = 80;

let testDatabase: TestDatabase;
let callers: LedgerCaller[];

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  callers = [];
  for (let n = 0; n < 3; n += 1) callers.push(await callLedger(testDatabase, randomUUID()));
});
afterAll(() => testDatabase.close());

test(
  'the ledger answers and holds what a model of it foresees, whatever is told it, in three alliances',
  { timeout: 1_800_000 },
  async () => {
    const met = new Map<string, number>();
    const seed = Number(process.env['RECIPROCA_SEED'] ?? Date.now() % 2 ** 31);
    const numRuns = times(1_000);
    const sequences = fc.commands(everyStep(met), { maxCommands: MAX_STEPS, size: '+1' });
    const keepsItsPromise = fc.asyncProperty(sequences, async (commands) => {
      const alliances = await freshBooks();
      await fc.asyncModelRun(() => ({ model: alliances, real: alliances }), commands);
      for (const { caller } of alliances) expect(await caller.defects()).toEqual([]);
    });
    await fc.assert(keepsItsPromise, { seed, numRuns });
    const answers = [...met]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([answer, count]) => `${answer} ${count}`);
    console.log(`model: ${numRuns} sequences, seed ${seed}, answers: ${answers.join(', ')}`);
    expect([...met.keys()]).toEqual(expect.arrayContaining(isLong ? everyAnswer : everyAnswer.slice(0, 8)));
  },
);

/** From the most to the least frequent; a short run need not meet the last ones. */
const everyAnswer = [
  'created',
  'exists',
  '0 defects',
  'no_overdraft',
  'transfer_balanced',
  'account_unusable',
  'transfer_id_mismatch',
  'reversal_exact',
  'transfer_resolves_once',
  'transfer_reversed_once',
  'post_exceeds_hold',
  'post_not_held',
  'pending_not_found',
  'void_without_legs',
  'account_not_empty',
  'closed',
];

/** New alliances for every sequence, on the same three connections. */
async function freshBooks(): Promise<Alliances> {
  const books = [];
  for (const caller of callers) {
    await caller.client.query(`SELECT set_config('app.alliance', $1, false)`, [randomUUID()]);
    const model = new ModelLedger();
    for (const kind of kinds) {
      const id = await caller.open(kind, 'model');
      const side = assets.includes(kind) ? 'debit' : 'credit';
      model.accounts.set(id, {
        id,
        side,
        limited: kind !== 'suspense',
        postedCents: 0,
        heldInCents: 0,
        heldOutCents: 0,
        closed: false,
      });
    }
    books.push({ model, caller });
  }
  return books;
}
