import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { ModelLedger, ModelTransfer } from './model.ts';
import { now, rawPost, rawPostBatch, refusedBy, type LedgerCaller, type RawTransfer } from './support.ts';

/** One alliance's books in the model, and the way to the same books in the database. */
export interface Books {
  readonly model: ModelLedger;
  readonly caller: LedgerCaller;
}

export type Alliances = readonly Books[];

/** What the model foresees and what the database answers. */
interface Answers {
  readonly expected: string;
  readonly answered: string;
}

type IdentifiedTransfer = RawTransfer & { readonly id: string };

/** Every operation of the ledger, on whatever the sequence has made so far: sound ones and ones to be refused. */
export function everyStep(met: Map<string, number>): fc.Arbitrary<fc.AsyncCommand<Alliances, Alliances>>[] {
  return operations.map((operation) =>
    fc.tuple(fc.nat({ max: 2 }), operation).map(([alliance, { says, take }]) => ({
      check: () => true,
      toString: () => `alliance ${alliance}: ${says}`,
      async run(alliances) {
        const books = alliances[alliance]!;
        const { expected, answered } = await take(books, alliances);
        met.set(expected, (met.get(expected) ?? 0) + 1);
        expect(answered).toBe(expected);
        expect(await balancesIn(books.caller)).toEqual(balancesOf(books.model));
      },
    })),
  );
}

interface Operation {
  readonly says: string;
  readonly take: (books: Books, alliances: Alliances) => Promise<Answers>;
}

function operation<T>(
  name: string,
  choices: fc.Arbitrary<T>,
  take: (choice: T, books: Books, alliances: Alliances) => Promise<Answers>,
): fc.Arbitrary<Operation> {
  return choices.map((choice) => ({
    says: `${name} ${fc.stringify(choice)}`,
    take: (books, alliances) => take(choice, books, alliances),
  }));
}

/** Small, so that accounts run dry often. */
const cents = fc.integer({ min: 1, max: 120 });
const index = fc.nat({ max: 10_000 });
const several = fc.uniqueArray(fc.nat({ max: 6 }), { minLength: 2, maxLength: 4 });

const bringMoney = operation('bring money', fc.record({ account: index, cents }), (choice, books) => {
  const [suspense, ...others] = [...books.model.accounts.values()];
  const account = pick(others, choice.account);
  const debit = account.side === 'debit' ? choice.cents : -choice.cents;
  return tell(books, {
    id: randomUUID(),
    legs: [
      [account.id, debit],
      [suspense!.id, -debit],
    ],
  });
});

const move = operation(
  'move',
  fc.record({ accounts: several, cents, held: fc.boolean() }),
  (choice, books) => {
    const legs = spreadOver(
      choice.accounts.map((n) => accountIds(books)[n]!),
      choice.cents,
    );
    return tell(books, { id: randomUUID(), phase: choice.held ? 'pending' : 'single', legs });
  },
);

const moveUnsoundly = operation(
  'move unsoundly',
  fc.record({ accounts: several, cents, foreign: fc.boolean() }),
  (choice, books, all) => {
    const [first, ...rest] = spreadOver(
      choice.accounts.map((n) => accountIds(books)[n]!),
      choice.cents,
    );
    const [account, amount] = first!;
    const elsewhere = accountIds(all.find((other) => other !== books)!)[0]!;
    const spoilt = choice.foreign ? ([elsewhere, amount] as const) : ([account, amount + 1] as const);
    return tell(books, { id: randomUUID(), legs: [spoilt, ...rest] });
  },
);

const ways = ['post', 'post', 'part', 'over', 'elsewhere', 'void', 'void with legs'] as const;
const resolve = operation(
  'resolve',
  fc.record({ hold: index, how: fc.constantFrom(...ways) }),
  (choice, books) => {
    const hold = pick(
      transfersOf(books).filter(({ phase }) => phase === 'pending'),
      choice.hold,
    );
    const id = randomUUID();
    if (!hold) return tell(books, { id, phase: 'void', pending: randomUUID(), legs: [] });
    const held = hold.legs;
    const outsider = accountIds(books).find((account) => !held.some(([name]) => name === account))!;
    const legs = {
      post: held,
      part: spreadOver(
        held.toSorted(([, a], [, b]) => b - a).map(([account]) => account),
        1,
      ),
      over: held.map(([account, amount]) => [account, amount * 2] as const),
      elsewhere: held.map(([account, amount]) => [amount > 0 ? outsider : account, amount] as const),
      void: [],
      'void with legs': held,
    }[choice.how];
    return tell(books, {
      id,
      phase: choice.how.startsWith('void') ? 'void' : 'post',
      pending: hold.id,
      legs,
    });
  },
);

const reverse = operation('reverse', fc.record({ transfer: index, exact: fc.boolean() }), (choice, books) => {
  const original = pick(transfersOf(books), choice.transfer);
  const legs = (original?.legs ?? []).map(
    ([account, amount]) => [account, choice.exact ? -amount : amount] as const,
  );
  return tell(books, { id: randomUUID(), reverses: original?.id ?? randomUUID(), legs });
});

const tellAgain = operation(
  'tell again',
  fc.record({ transfer: index, ref: fc.constantFrom('test', 'test', 'other') }),
  async (choice, books) => {
    const known = pick(transfersOf(books), choice.transfer);
    return known ? tell(books, { ...retold(known), ref: choice.ref }) : nothing;
  },
);

const moves = fc.array(fc.record({ accounts: several, cents }), { minLength: 1, maxLength: 4 });
const tellBatch = operation('batch', fc.record({ moves, again: index }), async (choice, books) => {
  const fresh = choice.moves.map(({ accounts, cents: amount }) => ({
    id: randomUUID(),
    legs: spreadOver(
      accounts.map((n) => accountIds(books)[n]!),
      amount,
    ),
  }));
  const known = pick(
    transfersOf(books).filter(({ phase, reverses }) => phase === 'single' && !reverses),
    choice.again,
  );
  const batch = known ? [...fresh, retold(known)] : fresh;
  const expected = books.model.tellBatch(batch);
  const written = rawPostBatch(books.caller.client, batch);
  return {
    expected: expected === '0' ? 'exists' : expected,
    answered: await answerOf(written.then((count) => (count ? String(count) : 'exists'))),
  };
});

/** Only the accounts of one receivable and one provider: without the others a sequence soon comes to nothing. */
const close = operation('close', fc.constantFrom(2, 6), async (account, { model, caller }) => {
  const id = accountIds({ model })[account]!;
  const closing = caller.client.query<{ outcome: string }>('SELECT ledger.close_account($1, $2) AS outcome', [
    id,
    now,
  ]);
  return {
    expected: model.close(id),
    answered: await answerOf(closing.then(({ rows }) => rows[0]!.outcome)),
  };
});

const seal = operation('seal', fc.integer({ min: 1, max: 9 }), async (most, { caller }) => {
  await caller.client.query('SELECT ledger.seal($1, $2)', [most, now]);
  return { expected: '0 defects', answered: `${(await caller.defects()).length} defects` };
});

/** The usual ones several times, so that there is money to refuse. */
const operations = [
  bringMoney,
  bringMoney,
  bringMoney,
  move,
  move,
  move,
  resolve,
  resolve,
  resolve,
  tellBatch,
  tellBatch,
  tellAgain,
  reverse,
  reverse,
  moveUnsoundly,
  close,
  seal,
];

const nothing: Answers = { expected: 'nothing', answered: 'nothing' };

async function tell({ model, caller }: Books, transfer: IdentifiedTransfer): Promise<Answers> {
  return { answered: await answerOf(rawPost(caller.client, transfer)), expected: model.tell(transfer) };
}

/** What an attempt gave, or the guard that refused it. */
async function answerOf(attempt: Promise<string>): Promise<string> {
  const refusal = await refusedBy(attempt);
  return refusal === 'none' ? attempt : refusal;
}

/** The first account pays all the others; each gets a little more than the one before. */
function spreadOver(
  accounts: readonly string[],
  amount: number,
): RawTransfer['legs'] & readonly (readonly [string, number])[] {
  const [payer, ...payees] = accounts;
  const parts = payees.map((payee, n) => [payee, -(amount + n)] as const);
  return [[payer!, parts.reduce((sum, [, part]) => sum - part, 0)], ...parts];
}

function retold({ id, phase, pending, reverses, ref, legs }: ModelTransfer): IdentifiedTransfer {
  return {
    id,
    phase,
    ref,
    legs: legs.toReversed(),
    ...(pending ? { pending } : {}),
    ...(reverses ? { reverses } : {}),
  };
}

function pick<T>(list: readonly T[], n: number): T {
  return list[n % list.length]!;
}

function accountIds({ model }: Pick<Books, 'model'>): readonly string[] {
  return [...model.accounts.keys()];
}

function transfersOf({ model }: Books): readonly ModelTransfer[] {
  return [...model.transfers.values()];
}

function balancesOf(model: ModelLedger): unknown {
  return [...model.accounts.values()].map(({ id, postedCents, heldInCents, heldOutCents }) => ({
    id,
    posted: String(postedCents),
    heldIn: String(heldInCents),
    heldOut: String(heldOutCents),
  }));
}

async function balancesIn(caller: LedgerCaller): Promise<unknown> {
  const { rows } = await caller.client.query(`
    SELECT id, CASE WHEN assets THEN debit_posted_cents - credit_posted_cents ELSE credit_posted_cents - debit_posted_cents END AS posted,
           CASE WHEN assets THEN debit_pending_cents ELSE credit_pending_cents END AS "heldIn",
           CASE WHEN assets THEN credit_pending_cents ELSE debit_pending_cents END AS "heldOut"
      FROM (SELECT *, kind IN ('suspense', 'bank_cash', 'provider_receivable') AS assets FROM ledger.account) AS account
     ORDER BY id`);
  return rows;
}
