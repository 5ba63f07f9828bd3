import type { SqlMutant } from '../support/mutant.ts';
import { batchMutants } from './batch-mutants.ts';
import { inFunction, inView, mutant } from './mutant-kinds.ts';

const post = 'ledger.post(uuid,text,ledger.phase,uuid,uuid,text,bigint[],bigint[],date,timestamptz)';
const postBatch = 'ledger.post_batch(uuid[],text,text[],integer[],bigint[],bigint[],date,timestamptz)';
const reverseBatch = 'ledger.reverse_batch(uuid[],uuid[],text[],date,timestamptz)';
const checkLegs = 'ledger.check_legs(ledger.phase,bigint[],bigint[])';
const checkHold = 'ledger.check_hold(uuid,bigint[],bigint[])';
const checkReversal = 'ledger.check_reversal(uuid,bigint[],bigint[])';
const checkSame = 'ledger.check_same(uuid,text,ledger.phase,uuid,uuid,text,bigint[],bigint[])';
const withinLimit = 'ledger.within_limit(ledger.account_kind,bigint,bigint,bigint,bigint)';
const verifyChain = 'ledger.verify_chain(text)';
const sealedTables = ['transfer', 'posting', 'closing', 'seal', 'seal_item'];
const tables = ['account', ...sealedTables, 'seal_head', 'unsealed'];

const limits: readonly SqlMutant[] = [
  mutant('no_overdraft dropped', 'legs', 'ALTER TABLE ledger.account DROP CONSTRAINT no_overdraft'),
  inFunction(
    'held money counts as free',
    'holds',
    withinLimit,
    'p_debit_posted + p_debit_pending',
    'p_debit_posted',
  ),
  inFunction(
    'money sent counts as in the bank',
    'legs',
    withinLimit,
    'p_credit_posted + p_credit_pending',
    'p_credit_posted',
  ),
  mutant('posting amounts unbounded', 'rights', 'ALTER TABLE ledger.posting DROP CONSTRAINT amount_in_range'),
  mutant('history not linear', 'rights', 'ALTER TABLE ledger.posting DROP CONSTRAINT posting_linear'),
  mutant('post without a hold', 'holds', 'ALTER TABLE ledger.transfer DROP CONSTRAINT transfer_resolves'),
  mutant('hold resolved twice', 'holds', 'DROP INDEX ledger.transfer_resolves_once'),
  mutant('reversed twice', 'holds', 'DROP INDEX ledger.transfer_reversed_once'),
];

const posting: readonly SqlMutant[] = [
  inFunction('sum not checked', 'legs', checkLegs, 'v_sum IS DISTINCT FROM 0 OR', ''),
  inFunction('number of legs not checked', 'legs', checkLegs, 'cardinality(p_cents) < 2', 'false'),
  inFunction(
    'accounts and amounts not matched',
    'legs',
    checkLegs,
    'cardinality(p_accounts) IS DISTINCT FROM cardinality(p_cents)',
    'false',
  ),
  inFunction(
    'amounts not bounded',
    'legs',
    checkLegs,
    'v_cents NOT BETWEEN',
    'false AND v_cents NOT BETWEEN',
  ),
  inFunction('void with legs', 'holds', checkLegs, `p_phase = 'void'`, 'false'),
  inFunction(
    'accounts not counted',
    'legs',
    post,
    'v_written IS DISTINCT FROM cardinality(p_accounts)',
    'false',
  ),
  inFunction('closed accounts move', 'legs', post, 'AND closed_at IS NULL', ''),
  inFunction('hold not looked up', 'holds', checkHold, 'v_held_on IS NULL', 'false'),
  inFunction('anything is a hold', 'holds', checkHold, `AND t.phase = 'pending'`, ''),
  inFunction(
    'post debits anything',
    'holds',
    checkHold,
    'leg.cents > 0 AND NOT EXISTS',
    'false AND NOT EXISTS',
  ),
  inFunction('post debits any amount', 'holds', checkHold, 'AND leg.cents > p.amount_cents', 'AND false'),
  inFunction('hold not released', 'holds', post, 'PERFORM ledger.release_hold(p_pending)', 'NULL'),
  inFunction(
    'reversal of any legs',
    'holds',
    checkReversal,
    'OR NOT ledger.has_legs',
    'OR false AND ledger.has_legs',
  ),
  inFunction('reversal of a hold', 'holds', checkReversal, `AND t.phase IN ('single', 'post')`, ''),
  inFunction('reversal of a reversal', 'holds', checkReversal, 'AND t.reverses_id IS NULL', ''),
  inFunction(
    'same id, other legs',
    'legs',
    checkSame,
    'OR NOT ledger.has_legs',
    'OR false AND ledger.has_legs',
  ),
  inFunction('same id, other header', 'legs', checkSame, 'NOT FOUND OR', ''),
  inFunction(
    'locks in no order',
    'races',
    post,
    'ORDER BY id FOR NO KEY UPDATE',
    'ORDER BY random() FOR NO KEY UPDATE',
  ),
  inFunction(
    'accounts closed with money on them',
    'legs',
    'ledger.close_account(bigint,timestamptz)',
    'v_account.debit_posted_cents <> v_account.credit_posted_cents',
    'false',
  ),
  inFunction(
    'accounts closed with money held',
    'legs',
    'ledger.close_account(bigint,timestamptz)',
    'v_account.debit_pending_cents + v_account.credit_pending_cents > 0',
    'false',
  ),
];

const rights: readonly SqlMutant[] = [
  ...sealedTables.map((table) =>
    mutant(`${table} can change`, 'rights', `DROP TRIGGER append_only ON ledger.${table}`),
  ),
  mutant('account can be deleted', 'rights', 'DROP TRIGGER append_only ON ledger.account'),
  mutant('account can change its owner', 'rights', 'DROP TRIGGER identity_is_fixed ON ledger.account'),
  ...tables.map((table) =>
    mutant(`${table} written by hand`, 'rights', `DROP TRIGGER written_by_functions ON ledger.${table}`),
  ),
  ...tables.map((table) =>
    mutant(`${table} open to the application`, 'rights', `GRANT ALL ON ledger.${table} TO reciproca_app`),
  ),
  ...tables.map((table) =>
    mutant(`${table} not isolated`, 'rights', `ALTER TABLE ledger.${table} DISABLE ROW LEVEL SECURITY`),
  ),
  mutant(
    'parts of functions open',
    'rights',
    'GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ledger TO reciproca_app',
  ),
  ...[
    post,
    postBatch,
    reverseBatch,
    'ledger.open_account(ledger.account_kind,text,smallint)',
    'ledger.seal(integer,timestamptz)',
  ].map((writer) =>
    inFunction(
      `${writer.split('(')[0]} leaves the way open`,
      'rights',
      writer,
      `set_config('ledger.writing', '', true)`,
      `'open'`,
    ),
  ),
  mutant('audit trail can change', 'rights', 'DROP TRIGGER append_only ON public.audit'),
];

const proofs: readonly SqlMutant[] = [
  inView(
    'balances not recomputed',
    'tampering',
    'ledger.audit',
    '(a.debit_posted_cents)::numeric IS DISTINCT FROM COALESCE(q.debit_posted, (0)::numeric)',
    'false',
  ),
  inView('sums not recomputed', 'tampering', 'ledger.audit', '<> (0)::numeric', '< (-9)::numeric'),
  inView(
    'closings not compared',
    'tampering',
    'ledger.audit',
    'a.closed_at IS DISTINCT FROM c.closed_at',
    'false',
  ),
  inFunction(
    'a column not sealed',
    'tampering',
    'ledger.content_hash(ledger.transfer)',
    '(t).business_ref',
    `''::text`,
  ),
  inFunction('altered rows not looked for', 'tampering', verifyChain, 'WHERE found <> sealed', 'WHERE false'),
  inFunction('missing rows not looked for', 'tampering', verifyChain, 'WHERE found IS NULL', 'WHERE false'),
  inFunction('added legs not looked for', 'tampering', verifyChain, 'AND c.sealed IS NULL', 'AND false'),
  inFunction(
    'altered items not looked for',
    'tampering',
    verifyChain,
    'WHERE c.found IS DISTINCT FROM c.sealed',
    'WHERE false',
  ),
  inFunction(
    'missing items not looked for',
    'tampering',
    verifyChain,
    'WHERE NOT b.altered AND',
    'WHERE false AND',
  ),
  inFunction(
    'altered seals not looked for',
    'tampering',
    verifyChain,
    'FROM block WHERE altered',
    'FROM block WHERE false',
  ),
  inFunction(
    'missing seals not looked for',
    'tampering',
    verifyChain,
    'WHERE NOT EXISTS (SELECT FROM block',
    'WHERE false AND EXISTS (SELECT FROM block',
  ),
  inFunction(
    'head of the chain not compared',
    'tampering',
    verifyChain,
    'WHERE (head.height, head.hash)',
    'WHERE false AND (head.height, head.hash)',
  ),
  inFunction(
    'sealers side by side',
    'races',
    'ledger.begin_block(text)',
    'PERFORM pg_advisory_xact_lock',
    'PERFORM pg_sleep(0) WHERE (NULL, NULL) IS NULL AND NULL IN',
  ),
];

const queue: readonly SqlMutant[] = [
  ...['ledger.account', 'ledger.transfer', 'ledger.closing', 'public.audit'].map((table) =>
    mutant(`${table}: no row waits for its seal`, 'unsealed', `DROP TRIGGER await_seal ON ${table}`),
  ),
  inFunction(
    'rows that wait for no seal not looked for',
    'unsealed',
    verifyChain,
    "c.kind <> 'posting' AND c.height IS NULL AND NOT EXISTS",
    'false AND NOT EXISTS',
  ),
  inFunction(
    'rows gone before their seal not looked for',
    'unsealed',
    verifyChain,
    'FROM ledger.unsealed u\n   WHERE u.chain = p_chain AND NOT EXISTS',
    'FROM ledger.unsealed u\n   WHERE false AND NOT EXISTS',
  ),
  ...['ledger.seal', 'public.audit_seal'].map((sealer) =>
    inFunction(
      `${sealer}: what is gone waits no longer`,
      'unsealed',
      `${sealer}(integer,timestamptz)`,
      'USING found f WHERE u.ctid = f.place',
      'USING due d WHERE u.ctid = d.place',
    ),
  ),
];

/** Every guard of the ledger, taken out one at a time. */
export const ledgerMutants: readonly SqlMutant[] = [
  ...limits,
  ...posting,
  ...batchMutants,
  ...rights,
  ...proofs,
  ...queue,
];
