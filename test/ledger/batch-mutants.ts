import type { SqlMutant } from '../support/mutant.ts';
import { inFunction } from './mutant-kinds.ts';

const postBatch = 'ledger.post_batch(uuid[],text,text[],integer[],bigint[],bigint[],date,timestamptz)';
const reverseBatch = 'ledger.reverse_batch(uuid[],uuid[],text[],date,timestamptz)';
const checkBatch = 'ledger.check_batch(uuid[],text[],integer[],bigint[],bigint[])';

/** The guards of many transfers at once. */
export const batchMutants: readonly SqlMutant[] = [
  inFunction('batch: sums not checked', 'batch', checkBatch, 'FILTER (WHERE total = 0)', ''),
  inFunction(
    'batch: legs of no transfer',
    'batch',
    checkBatch,
    'NOT BETWEEN 1 AND cardinality(p_ids)',
    'IS NULL',
  ),
  inFunction(
    'batch: lists of any length',
    'batch',
    checkBatch,
    'cardinality(p_refs) IS DISTINCT FROM cardinality(p_ids)',
    'false',
  ),
  inFunction('batch: amounts not bounded', 'batch', checkBatch, 'NOT v_in_range', 'false'),
  inFunction('batch: an id twice', 'batch', checkBatch, 'count(DISTINCT id)', 'count(id)'),
  inFunction(
    'batch: what was written is not compared',
    'batch',
    postBatch,
    'PERFORM ledger.check_same_batch',
    'PERFORM WHERE false AND NULL IN',
  ),
  inFunction('batch: accounts not counted', 'batch', postBatch, 'v_written <> v_legs', 'false'),
  inFunction('batch: closed accounts move', 'batch', postBatch, 'AND a.closed_at IS NULL', ''),
  inFunction(
    'batch: what was written moves again',
    'batch',
    postBatch,
    'WHERE v_all_new OR',
    'WHERE true OR',
  ),
  inFunction(
    'batch: reversal of a hold',
    'batch',
    reverseBatch,
    `t.phase IN ('single', 'post') AND t.reverses_id`,
    't.reverses_id',
  ),
  inFunction(
    'batch: reversal of a reversal',
    'batch',
    reverseBatch,
    `t.phase IN ('single', 'post') AND t.reverses_id IS NULL`,
    `t.phase IN ('single', 'post')`,
  ),
  inFunction(
    'batch: a reversal’s id of another transfer',
    'batch',
    reverseBatch,
    'cardinality(v_new) <> cardinality(p_ids)',
    'false',
  ),
  inFunction(
    'batch: what was reversed is reversed again',
    'batch',
    reverseBatch,
    't.id = ANY (v_new)',
    't.id = ANY (p_ids)',
  ),
  inFunction('batch: reversals move closed accounts', 'batch', reverseBatch, 'AND a.closed_at IS NULL', ''),
  inFunction('batch: reversed accounts not counted', 'batch', reverseBatch, 'v_written <> v_legs', 'false'),
  inFunction(
    'batch: reversals not negated',
    'batch',
    reverseBatch,
    '-p.amount_cents AS cents',
    'p.amount_cents AS cents',
  ),
  inFunction('batch: headers in no order', 'races', postBatch, 'ORDER BY t.id', 'ORDER BY random()'),
];
