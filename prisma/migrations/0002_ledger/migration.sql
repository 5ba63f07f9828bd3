-- The ledger: double entry in euro cents, append-only, written by its own functions alone.
-- docs/ledger.md says what it promises; docs/decisions/ledger-*.md say why it is built so.

CREATE SCHEMA ledger;
GRANT USAGE ON SCHEMA ledger TO reciproca_app;

CREATE TYPE ledger.account_kind AS ENUM (
  'bank_cash', 'employer_receivable', 'provider_receivable', 'fund_clawback', 'suspense',
  'employer_prefund', 'employee_wallet', 'voucher_liability', 'voucher_breakage',
  'fund_pledged', 'fund_solidarity', 'fund_reserve', 'beneficiary_payable',
  'provider_payable', 'inps_payable', 'tax_payable', 'platform_fee');

CREATE TYPE ledger.phase AS ENUM ('single', 'pending', 'post', 'void');

-- The chart: these grow by debit, everything else by credit.
CREATE FUNCTION ledger.grows_by_debit(p_kind ledger.account_kind) RETURNS boolean LANGUAGE sql IMMUTABLE
RETURN p_kind IN ('bank_cash', 'employer_receivable', 'provider_receivable', 'fund_clawback', 'suspense');

-- Nothing may be spent or held that is not there; only suspense may stand on either side of zero.
CREATE FUNCTION ledger.within_limit(
  p_kind ledger.account_kind, p_debit_posted bigint, p_credit_posted bigint, p_debit_pending bigint, p_credit_pending bigint
) RETURNS boolean LANGUAGE sql IMMUTABLE
RETURN CASE
  WHEN p_kind = 'suspense' THEN true
  WHEN ledger.grows_by_debit(p_kind) THEN p_credit_posted + p_credit_pending <= p_debit_posted
  ELSE p_debit_posted + p_debit_pending <= p_credit_posted
END;

CREATE TABLE ledger.account (
  alliance_id uuid NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  kind ledger.account_kind NOT NULL,
  owner_ref text NOT NULL,                      -- a pseudonym or a row's id, never a name or a tax code
  shard smallint NOT NULL DEFAULT 0,
  debit_posted_cents bigint NOT NULL DEFAULT 0 CHECK (debit_posted_cents >= 0),
  credit_posted_cents bigint NOT NULL DEFAULT 0 CHECK (credit_posted_cents >= 0),
  debit_pending_cents bigint NOT NULL DEFAULT 0 CHECK (debit_pending_cents >= 0),
  credit_pending_cents bigint NOT NULL DEFAULT 0 CHECK (credit_pending_cents >= 0),
  version bigint NOT NULL DEFAULT 0,            -- counts the account's postings
  closed_at timestamptz,
  PRIMARY KEY (alliance_id, id),
  -- The alliance last: an index that begins with it would be taken, before the first statistics, to find accounts by id.
  CONSTRAINT account_natural_key UNIQUE (owner_ref, kind, shard, alliance_id),
  CONSTRAINT no_overdraft CHECK (
    ledger.within_limit(kind, debit_posted_cents, credit_posted_cents, debit_pending_cents, credit_pending_cents))
) WITH (fillfactor = 50);                       -- room on the page keeps balance updates off the indexes

CREATE TABLE ledger.transfer (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,                             -- derived from (workflow id, step): it is the idempotency key
  kind text NOT NULL,
  phase ledger.phase NOT NULL,
  pending_id uuid,
  reverses_id uuid,
  business_ref text NOT NULL,
  effective_on date NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, pending_id) REFERENCES ledger.transfer,
  FOREIGN KEY (alliance_id, reverses_id) REFERENCES ledger.transfer,
  CONSTRAINT transfer_resolves CHECK ((phase IN ('post', 'void')) = (pending_id IS NOT NULL)),
  CONSTRAINT transfer_reverses CHECK (reverses_id IS NULL OR phase = 'single')
);
CREATE UNIQUE INDEX transfer_resolves_once ON ledger.transfer (alliance_id, pending_id) WHERE pending_id IS NOT NULL;
CREATE UNIQUE INDEX transfer_reversed_once ON ledger.transfer (alliance_id, reverses_id) WHERE reverses_id IS NOT NULL;

-- No foreign keys here: both ends come from rows the same call has just written, nothing may be deleted, and the
-- audit view finds an orphan; row by row they would cost a batch a third of its speed.
CREATE TABLE ledger.posting (
  alliance_id uuid NOT NULL,
  transfer_id uuid NOT NULL,
  account_id bigint NOT NULL,
  amount_cents bigint NOT NULL,                 -- + debit, - credit
  account_version bigint NOT NULL,
  PRIMARY KEY (transfer_id, account_id),        -- an account's id belongs to one alliance, and so do both keys
  CONSTRAINT posting_linear UNIQUE (account_id, account_version),
  CONSTRAINT amount_in_range CHECK (amount_cents <> 0 AND amount_cents BETWEEN -1000000000000 AND 1000000000000)
);

CREATE TABLE ledger.closing (
  alliance_id uuid NOT NULL,
  account_id bigint NOT NULL,
  closed_at timestamptz NOT NULL,
  PRIMARY KEY (alliance_id, account_id),
  FOREIGN KEY (alliance_id, account_id) REFERENCES ledger.account
);

-- Tamper evidence: each alliance has chains of blocks; a block's items are the hashes of single rows.
CREATE TABLE ledger.seal (
  alliance_id uuid NOT NULL,
  chain text NOT NULL,
  height bigint NOT NULL,
  item_count int NOT NULL,
  block_hash bytea NOT NULL,
  prev_hash bytea NOT NULL,
  hash bytea NOT NULL,
  sealed_at timestamptz NOT NULL,
  PRIMARY KEY (alliance_id, chain, height),
  CONSTRAINT seal_never_forks UNIQUE (alliance_id, chain, prev_hash)
);

CREATE TABLE ledger.seal_item (
  alliance_id uuid NOT NULL,
  chain text NOT NULL,
  height bigint NOT NULL,
  pos int NOT NULL,
  item_kind text NOT NULL,
  item_ref text NOT NULL,
  content_hash bytea NOT NULL,
  PRIMARY KEY (alliance_id, chain, height, pos),
  CONSTRAINT seal_item_once UNIQUE (alliance_id, chain, item_kind, item_ref)
);

-- The last block's height and hash, kept apart so that a chain cut short at its end is noticed.
CREATE TABLE ledger.seal_head (
  alliance_id uuid NOT NULL,
  chain text NOT NULL,
  height bigint NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (alliance_id, chain)
);

-- Isolation and rights ---------------------------------------------------------------------------------------

DO $$
DECLARE v_table text;
BEGIN
  FOREACH v_table IN ARRAY ARRAY['account', 'transfer', 'posting', 'closing', 'seal', 'seal_item', 'seal_head'] LOOP
    EXECUTE format('ALTER TABLE ledger.%I ENABLE ROW LEVEL SECURITY', v_table);
    EXECUTE format('ALTER TABLE ledger.%I FORCE ROW LEVEL SECURITY', v_table);
    EXECUTE format(
      'CREATE POLICY of_alliance ON ledger.%I TO reciproca_app, reciproca_owner
         USING (alliance_id = (SELECT public.current_alliance()))
         WITH CHECK (alliance_id = (SELECT public.current_alliance()))', v_table);
    EXECUTE format('GRANT SELECT ON ledger.%I TO reciproca_app', v_table);
  END LOOP;
END $$;

-- Refuses by a name: it stands in the error's constraint field and, for clients that drop that, opens the message.
CREATE FUNCTION ledger.refuse(p_constraint text, p_why text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%: %', p_constraint, p_why USING ERRCODE = '23514', CONSTRAINT = p_constraint;
END $$;

CREATE FUNCTION ledger.refuse_statement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%: ledger.% takes no % from this hand', TG_NAME, TG_TABLE_NAME, TG_OP
    USING ERRCODE = '42501', CONSTRAINT = TG_NAME;
END $$;

-- What is written stays, whoever asks.
DO $$
DECLARE v_table text;
BEGIN
  FOREACH v_table IN ARRAY ARRAY['transfer', 'posting', 'closing', 'seal', 'seal_item'] LOOP
    EXECUTE format(
      'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.%I
         FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_statement()', v_table);
  END LOOP;
  FOREACH v_table IN ARRAY ARRAY['account', 'seal_head'] LOOP
    EXECUTE format(
      'CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON ledger.%I
         FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_statement()', v_table);
  END LOOP;
END $$;
CREATE TRIGGER identity_is_fixed BEFORE UPDATE OF alliance_id, id, kind, owner_ref, shard ON ledger.account
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_statement();

-- Rows come from the functions below and from nowhere else, not even from the tables' owner: a leg that does not
-- balance, or comes late, has no way in. (The application's role has no right to write at all.)
DO $$
DECLARE v_table text;
BEGIN
  FOREACH v_table IN ARRAY ARRAY['account', 'transfer', 'posting', 'closing', 'seal', 'seal_item', 'seal_head'] LOOP
    EXECUTE format(
      $trigger$CREATE TRIGGER written_by_functions BEFORE INSERT OR UPDATE ON ledger.%I FOR EACH STATEMENT
         WHEN (current_setting('ledger.writing', true) IS DISTINCT FROM 'on')
         EXECUTE FUNCTION ledger.refuse_statement()$trigger$, v_table);
  END LOOP;
END $$;

-- Writing ----------------------------------------------------------------------------------------------------
-- Every function here plans once for any arguments and by index: planned anew for each call, or while the tables
-- are still empty, a transfer takes three times as long.

-- Idempotent. Accounts are opened before money first moves: a lock on a row that is not there locks nothing.
CREATE FUNCTION ledger.open_account(p_kind ledger.account_kind, p_owner_ref text, p_shard smallint DEFAULT 0)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_alliance uuid := public.current_alliance();
  v_id bigint;
BEGIN
  SELECT id INTO v_id FROM ledger.account
   WHERE alliance_id = v_alliance AND kind = p_kind AND owner_ref = p_owner_ref AND shard = p_shard;
  IF v_id IS NOT NULL THEN RETURN v_id; END IF;
  PERFORM set_config('ledger.writing', 'on', true);
  INSERT INTO ledger.account (alliance_id, kind, owner_ref, shard)
  VALUES (v_alliance, p_kind, p_owner_ref, p_shard)
  ON CONFLICT ON CONSTRAINT account_natural_key DO NOTHING RETURNING id INTO v_id;
  PERFORM set_config('ledger.writing', '', true);
  IF v_id IS NULL THEN
    SELECT id INTO v_id FROM ledger.account
     WHERE alliance_id = v_alliance AND kind = p_kind AND owner_ref = p_owner_ref AND shard = p_shard;
  END IF;
  RETURN v_id;
END $$;

-- Closes an empty account for good; closing it again does nothing.
CREATE FUNCTION ledger.close_account(p_id bigint, p_now timestamptz)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_alliance uuid := public.current_alliance();
  v_account ledger.account;
BEGIN
  SELECT * INTO v_account FROM ledger.account WHERE alliance_id = v_alliance AND id = p_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM ledger.refuse('account_unusable', 'this alliance has no such account');
  END IF;
  IF v_account.closed_at IS NOT NULL THEN RETURN 'exists'; END IF;
  IF v_account.debit_posted_cents <> v_account.credit_posted_cents
     OR v_account.debit_pending_cents + v_account.credit_pending_cents > 0 THEN
    PERFORM ledger.refuse('account_not_empty', 'money stands or is held on the account');
  END IF;
  PERFORM set_config('ledger.writing', 'on', true);
  UPDATE ledger.account SET closed_at = p_now WHERE alliance_id = v_alliance AND id = p_id;
  INSERT INTO ledger.closing (alliance_id, account_id, closed_at) VALUES (v_alliance, p_id, p_now);
  PERFORM set_config('ledger.writing', '', true);
  RETURN 'closed';
END $$;

-- True when a transfer's legs are exactly these, in any order.
CREATE FUNCTION ledger.has_legs(p_transfer uuid, p_accounts bigint[], p_cents bigint[]) RETURNS boolean
LANGUAGE sql STABLE
RETURN NOT EXISTS (
  SELECT FROM unnest(p_accounts, p_cents) AS given (account_id, amount_cents)
  FULL JOIN (
    SELECT p.account_id, p.amount_cents FROM ledger.posting p
     WHERE p.alliance_id = public.current_alliance() AND p.transfer_id = p_transfer) AS found
  USING (account_id, amount_cents)
  WHERE given.account_id IS NULL OR found.account_id IS NULL);

-- Same id: the same event told again, or a mistake. The date is the first telling's: a retry may come after midnight.
CREATE FUNCTION ledger.check_same(
  p_id uuid, p_kind text, p_phase ledger.phase, p_pending uuid, p_reverses uuid, p_ref text, p_accounts bigint[], p_cents bigint[]
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM ledger.transfer t
   WHERE t.alliance_id = public.current_alliance() AND t.id = p_id
     AND (t.kind, t.phase, t.business_ref) = (p_kind, p_phase, p_ref)
     AND t.pending_id IS NOT DISTINCT FROM p_pending AND t.reverses_id IS NOT DISTINCT FROM p_reverses;
  IF NOT FOUND OR NOT ledger.has_legs(p_id, p_accounts, p_cents) THEN
    PERFORM ledger.refuse('transfer_id_mismatch', 'this id was used for another transfer');
  END IF;
END $$;

-- Legs that no transfer may have: fewer than two, a void's, a sum other than zero, an amount out of range.
CREATE FUNCTION ledger.check_legs(p_phase ledger.phase, p_accounts bigint[], p_cents bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_cents bigint;
  v_sum bigint := 0;
BEGIN
  IF p_phase = 'void' THEN
    IF cardinality(p_accounts) IS DISTINCT FROM 0 OR cardinality(p_cents) IS DISTINCT FROM 0 THEN
      PERFORM ledger.refuse('void_without_legs', 'a void only releases');
    END IF;
    RETURN;
  END IF;
  FOREACH v_cents IN ARRAY p_cents LOOP
    IF v_cents NOT BETWEEN -1000000000000 AND 1000000000000 THEN
      PERFORM ledger.refuse('amount_in_range', 'a leg is over ten thousand million euro');
    END IF;
    v_sum := v_sum + v_cents;
  END LOOP;
  IF v_sum IS DISTINCT FROM 0 OR cardinality(p_cents) < 2
     OR cardinality(p_accounts) IS DISTINCT FROM cardinality(p_cents) THEN
    PERFORM ledger.refuse('transfer_balanced', 'debits and credits of at least two accounts must be equal');
  END IF;
END $$;

-- What check_legs says of one transfer, said of a batch; and its ids are apart.
CREATE FUNCTION ledger.check_batch(
  p_ids uuid[], p_refs text[], p_transfers int[], p_accounts bigint[], p_cents bigint[]
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_balanced int;
  v_in_range boolean;
BEGIN
  SELECT count(*) FILTER (WHERE total = 0), bool_and(in_range) INTO v_balanced, v_in_range
    FROM (
      SELECT sum(cents) AS total, bool_and(cents BETWEEN -1000000000000 AND 1000000000000) AS in_range
        FROM unnest(p_transfers, p_cents) AS leg (transfer, cents)
       GROUP BY transfer) AS each_transfer;
  IF NOT v_in_range THEN
    PERFORM ledger.refuse('amount_in_range', 'a leg is over ten thousand million euro');
  END IF;
  IF v_balanced IS DISTINCT FROM cardinality(p_ids) OR cardinality(p_refs) IS DISTINCT FROM cardinality(p_ids)
     OR cardinality(p_transfers) IS DISTINCT FROM cardinality(p_cents)
     OR cardinality(p_accounts) IS DISTINCT FROM cardinality(p_cents)
     OR EXISTS (SELECT FROM unnest(p_transfers) AS t WHERE t NOT BETWEEN 1 AND cardinality(p_ids) OR t IS NULL) THEN
    PERFORM ledger.refuse('transfer_balanced', 'debits and credits of at least two accounts must be equal in each transfer');
  END IF;
  IF (SELECT count(DISTINCT id) FROM unnest(p_ids) AS id) <> cardinality(p_ids) THEN
    PERFORM ledger.refuse('transfer_id_mismatch', 'the batch names a transfer twice');
  END IF;
END $$;

-- The transfers of a batch that were written before must be the same.
CREATE FUNCTION ledger.check_same_batch(
  p_ids uuid[], p_new uuid[], p_kind text, p_refs text[], p_transfers int[], p_accounts bigint[], p_cents bigint[]
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM ledger.check_same(p_ids[n], p_kind, 'single', NULL, NULL, p_refs[n],
      (SELECT array_agg(account_id) FROM unnest(p_transfers, p_accounts) AS leg (transfer, account_id) WHERE transfer = n),
      (SELECT array_agg(cents) FROM unnest(p_transfers, p_cents) AS leg (transfer, cents) WHERE transfer = n))
     FROM generate_series(1, cardinality(p_ids)) AS n WHERE NOT coalesce(p_ids[n] = ANY (p_new), false);
END $$;

-- A post may debit only what is held, on the accounts it is held on. Returns the accounts of the hold.
CREATE FUNCTION ledger.check_hold(p_pending uuid, p_accounts bigint[], p_cents bigint[]) RETURNS bigint[]
LANGUAGE plpgsql AS $$
DECLARE
  v_alliance uuid := public.current_alliance();
  v_held_on bigint[];
BEGIN
  SELECT array_agg(p.account_id) INTO v_held_on
    FROM ledger.transfer t JOIN ledger.posting p ON p.alliance_id = t.alliance_id AND p.transfer_id = t.id
   WHERE t.alliance_id = v_alliance AND t.id = p_pending AND t.phase = 'pending';
  IF v_held_on IS NULL THEN
    PERFORM ledger.refuse('pending_not_found', 'there is no such hold');
  END IF;
  PERFORM FROM unnest(p_accounts, p_cents) AS leg (account_id, cents)
   WHERE leg.cents > 0 AND NOT EXISTS (
     SELECT FROM ledger.posting p
      WHERE p.alliance_id = v_alliance AND p.transfer_id = p_pending AND p.account_id = leg.account_id AND p.amount_cents > 0);
  IF FOUND THEN
    PERFORM ledger.refuse('post_not_held', 'the post debits an account that the hold does not');
  END IF;
  PERFORM FROM unnest(p_accounts, p_cents) AS leg (account_id, cents)
    JOIN ledger.posting p ON p.alliance_id = v_alliance AND p.transfer_id = p_pending AND p.account_id = leg.account_id
   WHERE leg.cents > 0 AND leg.cents > p.amount_cents;
  IF FOUND THEN
    PERFORM ledger.refuse('post_exceeds_hold', 'the post debits more than is held');
  END IF;
  RETURN v_held_on;
END $$;

-- A reversal is the exact negation of something that moved money, and is not itself reversed: tell the event anew.
CREATE FUNCTION ledger.check_reversal(p_reverses uuid, p_accounts bigint[], p_cents bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM ledger.transfer t
   WHERE t.alliance_id = public.current_alliance() AND t.id = p_reverses
     AND t.phase IN ('single', 'post') AND t.reverses_id IS NULL;
  IF NOT FOUND OR NOT ledger.has_legs(p_reverses, p_accounts, ARRAY(SELECT -c FROM unnest(p_cents) AS c)) THEN
    PERFORM ledger.refuse('reversal_exact', 'the legs are not the negation of the reversed transfer');
  END IF;
END $$;

-- Frees what a hold keeps, on accounts that are already locked.
CREATE FUNCTION ledger.release_hold(p_pending uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE v_alliance uuid := public.current_alliance();
BEGIN
  UPDATE ledger.account a
     SET debit_pending_cents = a.debit_pending_cents - greatest(p.amount_cents, 0),
         credit_pending_cents = a.credit_pending_cents - greatest(-p.amount_cents, 0)
    FROM ledger.posting p
   WHERE p.alliance_id = v_alliance AND p.transfer_id = p_pending
     AND a.alliance_id = v_alliance AND a.id = p.account_id;
END $$;

-- Writes one money event and says 'created', or 'exists' when the same event was written before.
-- p_accounts and p_cents are the legs, one an account, + debit, - credit. Refusals by constraint name:
-- transfer_balanced, amount_in_range, void_without_legs, account_unusable, no_overdraft, transfer_id_mismatch,
-- pending_not_found, post_not_held, post_exceeds_hold, transfer_resolves_once, reversal_exact, transfer_reversed_once.
CREATE FUNCTION ledger.post(
  p_id uuid, p_kind text, p_phase ledger.phase, p_pending uuid, p_reverses uuid, p_ref text,
  p_accounts bigint[], p_cents bigint[], p_on date, p_now timestamptz
) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  v_alliance uuid := public.current_alliance();
  v_to_lock bigint[] := p_accounts;
  v_written int;
BEGIN
  PERFORM ledger.check_legs(p_phase, p_accounts, p_cents);
  IF p_pending IS NOT NULL THEN
    v_to_lock := v_to_lock || ledger.check_hold(p_pending, p_accounts, p_cents);
  END IF;
  IF p_reverses IS NOT NULL THEN
    PERFORM ledger.check_reversal(p_reverses, p_accounts, p_cents);
  END IF;

  PERFORM set_config('ledger.writing', 'on', true);
  -- Waits for whoever is writing the same id, then writes nothing.
  INSERT INTO ledger.transfer
    (alliance_id, id, kind, phase, pending_id, reverses_id, business_ref, effective_on, created_at)
  VALUES (v_alliance, p_id, p_kind, p_phase, p_pending, p_reverses, p_ref, p_on, p_now)
  ON CONFLICT (alliance_id, id) DO NOTHING;
  IF NOT FOUND THEN
    PERFORM set_config('ledger.writing', '', true);
    PERFORM ledger.check_same(p_id, p_kind, p_phase, p_pending, p_reverses, p_ref, p_accounts, p_cents);
    RETURN 'exists';
  END IF;

  -- In id order, so that no two transfers wait for each other.
  PERFORM FROM ledger.account WHERE alliance_id = v_alliance AND id = ANY (v_to_lock) ORDER BY id FOR NO KEY UPDATE;
  IF p_pending IS NOT NULL THEN
    PERFORM ledger.release_hold(p_pending);
  END IF;
  WITH moved AS (
    UPDATE ledger.account
       SET debit_posted_cents = debit_posted_cents
             + CASE p_phase WHEN 'pending' THEN 0 ELSE greatest(p_cents[array_position(p_accounts, id)], 0) END,
           credit_posted_cents = credit_posted_cents
             + CASE p_phase WHEN 'pending' THEN 0 ELSE greatest(-p_cents[array_position(p_accounts, id)], 0) END,
           debit_pending_cents = debit_pending_cents
             + CASE p_phase WHEN 'pending' THEN greatest(p_cents[array_position(p_accounts, id)], 0) ELSE 0 END,
           credit_pending_cents = credit_pending_cents
             + CASE p_phase WHEN 'pending' THEN greatest(-p_cents[array_position(p_accounts, id)], 0) ELSE 0 END,
           version = version + 1
     WHERE alliance_id = v_alliance AND id = ANY (p_accounts) AND closed_at IS NULL
    RETURNING id, version)
  INSERT INTO ledger.posting (alliance_id, transfer_id, account_id, amount_cents, account_version)
  SELECT v_alliance, p_id, moved.id, p_cents[array_position(p_accounts, moved.id)], moved.version FROM moved;
  GET DIAGNOSTICS v_written = ROW_COUNT;
  IF v_written IS DISTINCT FROM cardinality(p_accounts) THEN
    PERFORM ledger.refuse('account_unusable', 'an account is closed, unknown to this alliance, or named twice');
  END IF;
  PERFORM set_config('ledger.writing', '', true);
  RETURN 'created';
END $$;

-- Writes many single transfers of one kind in one go and returns how many are new; the others were written before.
-- Leg n belongs to transfer p_transfers[n], counted from 1 in p_ids. Limits hold for the batch as a whole.
CREATE FUNCTION ledger.post_batch(
  p_ids uuid[], p_kind text, p_refs text[], p_transfers int[], p_accounts bigint[], p_cents bigint[], p_on date, p_now timestamptz
) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  v_alliance uuid := public.current_alliance();
  v_new uuid[];
  v_all_new boolean;
  v_legs int;
  v_written int;
BEGIN
  PERFORM ledger.check_batch(p_ids, p_refs, p_transfers, p_accounts, p_cents);
  PERFORM set_config('ledger.writing', 'on', true);
  WITH written AS (
    INSERT INTO ledger.transfer (alliance_id, id, kind, phase, business_ref, effective_on, created_at)
    SELECT v_alliance, t.id, p_kind, 'single', t.ref, p_on, p_now FROM unnest(p_ids, p_refs) AS t (id, ref) ORDER BY t.id
    ON CONFLICT (alliance_id, id) DO NOTHING RETURNING id)
  SELECT array_agg(id) INTO v_new FROM written;
  v_all_new := cardinality(v_new) = cardinality(p_ids);
  IF NOT coalesce(v_all_new, false) THEN
    PERFORM ledger.check_same_batch(p_ids, v_new, p_kind, p_refs, p_transfers, p_accounts, p_cents);
  END IF;

  PERFORM FROM ledger.account WHERE alliance_id = v_alliance AND id = ANY (p_accounts) ORDER BY id FOR NO KEY UPDATE;
  WITH leg AS MATERIALIZED (
    SELECT p_ids[l.transfer] AS transfer_id, l.account_id, l.cents,
           row_number() OVER (PARTITION BY l.account_id ORDER BY l.transfer) AS nth
      FROM unnest(p_transfers, p_accounts, p_cents) AS l (transfer, account_id, cents)
     WHERE v_all_new OR p_ids[l.transfer] = ANY (v_new)),
  total AS MATERIALIZED (
    SELECT account_id, sum(greatest(cents, 0))::bigint AS debit, sum(greatest(-cents, 0))::bigint AS credit, count(*) AS legs
      FROM leg GROUP BY account_id),
  moved AS (
    UPDATE ledger.account a
       SET debit_posted_cents = a.debit_posted_cents + total.debit,
           credit_posted_cents = a.credit_posted_cents + total.credit,
           version = a.version + total.legs
      FROM total
     WHERE a.alliance_id = v_alliance AND a.id = ANY (p_accounts) AND a.id = total.account_id AND a.closed_at IS NULL
    RETURNING a.id, a.version - total.legs AS version_before),
  written AS (
    INSERT INTO ledger.posting (alliance_id, transfer_id, account_id, amount_cents, account_version)
    SELECT v_alliance, leg.transfer_id, leg.account_id, leg.cents, moved.version_before + leg.nth
      FROM leg JOIN moved ON moved.id = leg.account_id
    RETURNING 1)
  SELECT (SELECT count(*) FROM leg), (SELECT count(*) FROM written) INTO v_legs, v_written;
  IF v_written <> v_legs THEN
    PERFORM ledger.refuse('account_unusable', 'an account is closed, or unknown to this alliance');
  END IF;
  PERFORM set_config('ledger.writing', '', true);
  RETURN coalesce(cardinality(v_new), 0);
END $$;

-- Proving ----------------------------------------------------------------------------------------------------

CREATE FUNCTION ledger.posting_ref(p_transfer uuid, p_account bigint) RETURNS text LANGUAGE sql IMMUTABLE
RETURN p_transfer || '/' || p_account;

-- What the books themselves show to be wrong: every row is a defect.
CREATE VIEW ledger.audit WITH (security_invoker = true) AS
WITH
transfer_sum AS (
  SELECT t.id, t.phase, count(p.account_id) AS legs, coalesce(sum(p.amount_cents), 0) AS cents
    FROM ledger.transfer t
    LEFT JOIN ledger.posting p ON p.alliance_id = t.alliance_id AND p.transfer_id = t.id
   GROUP BY t.alliance_id, t.id, t.phase),
recomputed AS (
  SELECT p.alliance_id, p.account_id, count(*) AS postings, max(p.account_version) AS last_version,
         coalesce(sum(p.amount_cents) FILTER (WHERE t.phase <> 'pending' AND p.amount_cents > 0), 0) AS debit_posted,
         coalesce(-sum(p.amount_cents) FILTER (WHERE t.phase <> 'pending' AND p.amount_cents < 0), 0) AS credit_posted,
         coalesce(sum(p.amount_cents) FILTER (WHERE t.phase = 'pending' AND r.id IS NULL AND p.amount_cents > 0), 0) AS debit_pending,
         coalesce(-sum(p.amount_cents) FILTER (WHERE t.phase = 'pending' AND r.id IS NULL AND p.amount_cents < 0), 0) AS credit_pending
    FROM ledger.posting p
    JOIN ledger.transfer t ON t.alliance_id = p.alliance_id AND t.id = p.transfer_id
    LEFT JOIN ledger.transfer r ON r.alliance_id = t.alliance_id AND r.pending_id = t.id
   GROUP BY p.alliance_id, p.account_id)
SELECT 'transfer' AS table_name, id::text AS row_ref, 'debits and credits differ, or a leg is missing' AS problem
  FROM transfer_sum WHERE phase <> 'void' AND (legs < 2 OR cents <> 0)
UNION ALL
SELECT 'transfer', id::text, 'a void carries legs' FROM transfer_sum WHERE phase = 'void' AND legs > 0
UNION ALL
SELECT 'transfer', t.id::text, 'resolves what is not a hold'
  FROM ledger.transfer t
  LEFT JOIN ledger.transfer h ON h.alliance_id = t.alliance_id AND h.id = t.pending_id AND h.phase = 'pending'
 WHERE t.phase IN ('post', 'void') AND h.id IS NULL
UNION ALL
SELECT 'transfer', t.id::text, 'posts more than was held'
  FROM ledger.transfer t
  JOIN ledger.posting p ON p.alliance_id = t.alliance_id AND p.transfer_id = t.id AND p.amount_cents > 0
  LEFT JOIN ledger.posting h ON h.alliance_id = t.alliance_id AND h.transfer_id = t.pending_id AND h.account_id = p.account_id
 WHERE t.phase = 'post' AND p.amount_cents > coalesce(h.amount_cents, 0)
UNION ALL
SELECT DISTINCT 'transfer', t.id::text, 'is not the negation of what it reverses'
  FROM ledger.transfer t
  JOIN ledger.posting p ON p.alliance_id = t.alliance_id AND p.transfer_id = t.id
  LEFT JOIN ledger.posting o
    ON o.alliance_id = t.alliance_id AND o.transfer_id = t.reverses_id AND o.account_id = p.account_id
       AND o.amount_cents = -p.amount_cents
 WHERE t.reverses_id IS NOT NULL AND o.account_id IS NULL
UNION ALL
SELECT 'posting', ledger.posting_ref(p.transfer_id, p.account_id), 'has no transfer or no account'
  FROM ledger.posting p
  LEFT JOIN ledger.transfer t ON t.alliance_id = p.alliance_id AND t.id = p.transfer_id
  LEFT JOIN ledger.account a ON a.alliance_id = p.alliance_id AND a.id = p.account_id
 WHERE t.id IS NULL OR a.id IS NULL
UNION ALL
SELECT 'account', a.id::text, 'its balances are not the sum of its postings'
  FROM ledger.account a
  LEFT JOIN recomputed q ON q.alliance_id = a.alliance_id AND q.account_id = a.id
 WHERE (a.debit_posted_cents, a.credit_posted_cents, a.debit_pending_cents, a.credit_pending_cents, a.version, a.version)
       IS DISTINCT FROM
       (coalesce(q.debit_posted, 0), coalesce(q.credit_posted, 0), coalesce(q.debit_pending, 0),
        coalesce(q.credit_pending, 0), coalesce(q.postings, 0), coalesce(q.last_version, 0))
UNION ALL
SELECT 'account', id::text, 'is overdrawn' FROM ledger.account
 WHERE NOT ledger.within_limit(kind, debit_posted_cents, credit_posted_cents, debit_pending_cents, credit_pending_cents)
UNION ALL
SELECT 'account', a.id::text, 'is closed without a closing, or with money on it'
  FROM ledger.account a
  LEFT JOIN ledger.closing c ON c.alliance_id = a.alliance_id AND c.account_id = a.id
 WHERE a.closed_at IS DISTINCT FROM c.closed_at
    OR a.closed_at IS NOT NULL AND (a.debit_posted_cents <> a.credit_posted_cents OR a.debit_pending_cents + a.credit_pending_cents > 0)
UNION ALL
SELECT 'account', 'all', 'the trial balance is not zero' FROM ledger.account
 GROUP BY alliance_id
HAVING sum(debit_posted_cents) <> sum(credit_posted_cents) OR sum(debit_pending_cents) <> sum(credit_pending_cents);

-- The hash of one row, over every column that never changes. A JSON array, so that no two rows read the same.
-- (Stable, as jsonb_build_array is: declared more than that, they could not be inlined and took three times as long.)
CREATE FUNCTION ledger.content_hash(p_columns jsonb) RETURNS bytea LANGUAGE sql STABLE
RETURN sha256(convert_to(p_columns::text, 'UTF8'));

CREATE FUNCTION ledger.content_hash(a ledger.account) RETURNS bytea LANGUAGE sql STABLE
RETURN ledger.content_hash(jsonb_build_array('account', a.alliance_id, a.id, a.kind, a.owner_ref, a.shard));

CREATE FUNCTION ledger.content_hash(t ledger.transfer) RETURNS bytea LANGUAGE sql STABLE
RETURN ledger.content_hash(jsonb_build_array(
  'transfer', t.alliance_id, t.id, t.kind, t.phase, t.pending_id, t.reverses_id, t.business_ref,
  t.effective_on - date '1970-01-01', extract(epoch FROM t.created_at)));

CREATE FUNCTION ledger.content_hash(p ledger.posting) RETURNS bytea LANGUAGE sql STABLE
RETURN ledger.content_hash(jsonb_build_array(
  'posting', p.alliance_id, p.transfer_id, p.account_id, p.amount_cents, p.account_version));

CREATE FUNCTION ledger.content_hash(c ledger.closing) RETURNS bytea LANGUAGE sql STABLE
RETURN ledger.content_hash(jsonb_build_array('closing', c.alliance_id, c.account_id, extract(epoch FROM c.closed_at)));

-- Every row a chain seals, as it stands now.
CREATE VIEW ledger.content WITH (security_invoker = true) AS
SELECT 'ledger' AS chain, a.alliance_id, 'account' AS item_kind, a.id::text AS item_ref, ledger.content_hash(a) AS content_hash
  FROM ledger.account a
UNION ALL SELECT 'ledger', t.alliance_id, 'transfer', t.id::text, ledger.content_hash(t) FROM ledger.transfer t
UNION ALL SELECT 'ledger', p.alliance_id, 'posting', ledger.posting_ref(p.transfer_id, p.account_id), ledger.content_hash(p)
  FROM ledger.posting p
UNION ALL SELECT 'ledger', c.alliance_id, 'closing', c.account_id::text, ledger.content_hash(c) FROM ledger.closing c;

-- What a block's hash is taken over, and what a seal's own.
CREATE FUNCTION ledger.block_hash(p_chain text, p_height bigint) RETURNS bytea LANGUAGE sql STABLE
RETURN (
  SELECT ledger.content_hash(jsonb_agg(jsonb_build_array(i.item_kind, i.item_ref, encode(i.content_hash, 'hex')) ORDER BY i.pos))
    FROM ledger.seal_item i
   WHERE i.alliance_id = public.current_alliance() AND i.chain = p_chain AND i.height = p_height);

CREATE FUNCTION ledger.seal_hash(s ledger.seal) RETURNS bytea LANGUAGE sql STABLE
RETURN ledger.content_hash(jsonb_build_array(
  s.alliance_id, s.chain, s.height, s.item_count, encode(s.block_hash, 'hex'), encode(s.prev_hash, 'hex'),
  extract(epoch FROM s.sealed_at)));

-- One sealer at a time for an alliance's chain, until the transaction ends. Returns the height of the next block.
CREATE FUNCTION ledger.begin_block(p_chain text) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('ledger.seal'), hashtext(public.current_alliance() || p_chain));
  RETURN (SELECT coalesce(max(height), 0) + 1 FROM ledger.seal_head
           WHERE alliance_id = public.current_alliance() AND chain = p_chain);
END $$;

-- Chains the items of a height to the block before and returns how many they are; without items, nothing.
CREATE FUNCTION ledger.end_block(p_chain text, p_height bigint, p_now timestamptz) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  v_seal ledger.seal;
  v_alliance uuid := public.current_alliance();
BEGIN
  v_seal.item_count := (SELECT count(*) FROM ledger.seal_item
                         WHERE alliance_id = v_alliance AND chain = p_chain AND height = p_height);
  IF v_seal.item_count = 0 THEN RETURN 0; END IF;
  v_seal.alliance_id := v_alliance;
  v_seal.chain := p_chain;
  v_seal.height := p_height;
  v_seal.block_hash := ledger.block_hash(p_chain, p_height);
  v_seal.prev_hash := coalesce(
    (SELECT hash FROM ledger.seal_head WHERE alliance_id = v_alliance AND chain = p_chain), sha256('genesis'));
  v_seal.sealed_at := p_now;
  v_seal.hash := ledger.seal_hash(v_seal);
  INSERT INTO ledger.seal SELECT v_seal.*;
  INSERT INTO ledger.seal_head (alliance_id, chain, height, hash) VALUES (v_alliance, p_chain, p_height, v_seal.hash)
  ON CONFLICT (alliance_id, chain) DO UPDATE SET height = excluded.height, hash = excluded.hash;
  RETURN v_seal.item_count;
END $$;

-- Seals up to p_max transfers with all their legs, and what accounts and closings are new; returns the rows sealed.
-- (By hash joins: before the first statistics, the planner would look every row up among all items.)
CREATE FUNCTION ledger.seal(p_max int, p_now timestamptz) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET enable_nestloop = off AS $$
DECLARE
  v_alliance uuid := public.current_alliance();
  v_height bigint := ledger.begin_block('ledger');
  v_sealed int;
BEGIN
  PERFORM set_config('ledger.writing', 'on', true);
  WITH new_transfer AS MATERIALIZED (
    SELECT t AS fields, t.id FROM ledger.transfer t
     WHERE t.alliance_id = v_alliance AND NOT EXISTS (
         SELECT FROM ledger.seal_item s
          WHERE s.alliance_id = v_alliance AND s.chain = 'ledger' AND s.item_kind = 'transfer' AND s.item_ref = t.id::text)
     ORDER BY t.created_at, t.id LIMIT p_max),
  item AS (
    SELECT 'transfer' AS kind, id::text AS ref, ledger.content_hash(fields) AS hash FROM new_transfer
    UNION ALL
    SELECT 'posting', ledger.posting_ref(p.transfer_id, p.account_id), ledger.content_hash(p)
      FROM new_transfer n JOIN ledger.posting p ON p.alliance_id = v_alliance AND p.transfer_id = n.id
    UNION ALL
    SELECT 'account', a.id::text, ledger.content_hash(a) FROM ledger.account a
     WHERE a.alliance_id = v_alliance
       AND NOT EXISTS (
         SELECT FROM ledger.seal_item s
          WHERE s.alliance_id = v_alliance AND s.chain = 'ledger' AND s.item_kind = 'account' AND s.item_ref = a.id::text)
    UNION ALL
    SELECT 'closing', c.account_id::text, ledger.content_hash(c) FROM ledger.closing c
     WHERE c.alliance_id = v_alliance
       AND NOT EXISTS (
         SELECT FROM ledger.seal_item s
          WHERE s.alliance_id = v_alliance AND s.chain = 'ledger' AND s.item_kind = 'closing' AND s.item_ref = c.account_id::text))
  INSERT INTO ledger.seal_item (alliance_id, chain, height, pos, item_kind, item_ref, content_hash)
  SELECT v_alliance, 'ledger', v_height, row_number() OVER (ORDER BY kind COLLATE "C", ref COLLATE "C"), kind, ref, hash FROM item;
  v_sealed := ledger.end_block('ledger', v_height, p_now);
  PERFORM set_config('ledger.writing', '', true);
  RETURN v_sealed;
END $$;

-- What a chain shows to have been altered since it was sealed, row by row.
CREATE FUNCTION ledger.verify_chain(p_chain text) RETURNS TABLE (table_name text, row_ref text, problem text)
LANGUAGE sql STABLE SET enable_nestloop = off AS $$
  WITH
  item AS MATERIALIZED (
    SELECT i.*, concat_ws('/', i.chain, i.height, i.pos) AS ref,
           (lag(i.item_kind COLLATE "C") OVER w, lag(i.item_ref COLLATE "C") OVER w)
             >= (i.item_kind COLLATE "C", i.item_ref COLLATE "C") AS misplaced
      FROM ledger.seal_item i WHERE i.chain = p_chain
    WINDOW w AS (PARTITION BY i.height ORDER BY i.pos)),
  block AS MATERIALIZED (
    SELECT s.height, s.hash, s.prev_hash, s.item_count,
           s.hash IS DISTINCT FROM ledger.seal_hash(s) AS altered,
           lag(s.hash, 1, sha256('genesis')) OVER (ORDER BY s.height) AS hash_before,
           lag(s.height, 1, 0::bigint) OVER (ORDER BY s.height) AS height_before,
           s.block_hash IS DISTINCT FROM ledger.block_hash(s.chain, s.height) AS broken
      FROM ledger.seal s WHERE s.chain = p_chain),
  tip AS (SELECT height, hash FROM block ORDER BY height DESC LIMIT 1),
  compared AS MATERIALIZED (
    SELECT c.item_kind AS kind, c.item_ref AS row_ref, c.content_hash AS found,
           i.item_kind AS sealed_kind, i.item_ref AS sealed_ref, i.content_hash AS sealed, i.height, i.ref
      FROM (SELECT * FROM ledger.content WHERE chain = p_chain) c
      FULL JOIN item i ON i.item_kind = c.item_kind AND i.item_ref = c.item_ref)
  SELECT kind, row_ref, 'differs from what block ' || height || ' sealed' FROM compared WHERE found <> sealed
  UNION ALL
  SELECT sealed_kind, sealed_ref, 'was sealed in block ' || height || ' and is gone' FROM compared WHERE found IS NULL
  UNION ALL
  SELECT 'posting', c.row_ref, 'was added after its transfer was sealed'
    FROM compared c
    JOIN item t ON t.item_kind = 'transfer' AND t.item_ref = split_part(c.row_ref, '/', 1)
   WHERE c.kind = 'posting' AND c.sealed IS NULL
  UNION ALL
  SELECT 'seal_item', c.ref, 'does not belong to its block as sealed'
    FROM compared c JOIN block b ON b.height = c.height AND b.broken WHERE c.found IS DISTINCT FROM c.sealed
  UNION ALL
  SELECT 'seal_item', i.ref, 'is out of its place' FROM item i LEFT JOIN block b ON b.height = i.height
   WHERE i.misplaced OR i.pos NOT BETWEEN 1 AND coalesce(b.item_count, 0)
  UNION ALL
  SELECT 'seal_item', concat_ws('/', p_chain, b.height, nth), 'is missing'
    FROM block b CROSS JOIN generate_series(1, b.item_count) AS nth
   WHERE NOT b.altered AND NOT EXISTS (SELECT FROM item i WHERE i.height = b.height AND i.pos = nth)
  UNION ALL
  SELECT 'seal', concat_ws('/', p_chain, height), 'was altered' FROM block WHERE altered
  UNION ALL
  SELECT 'seal', concat_ws('/', p_chain, height), 'is not the block of its items' FROM block WHERE broken
  UNION ALL
  SELECT 'seal', concat_ws('/', p_chain, height), 'does not follow the block before' FROM block WHERE prev_hash <> hash_before
  UNION ALL
  SELECT 'seal', concat_ws('/', p_chain, expected), 'is missing'
    FROM generate_series(1, greatest(
           (SELECT max(height) FROM block), (SELECT max(height) FROM item),
           (SELECT height FROM ledger.seal_head WHERE chain = p_chain))) AS expected
   WHERE NOT EXISTS (SELECT FROM block WHERE height = expected)
  UNION ALL
  SELECT 'seal_head', p_chain, 'does not name the last block'
    FROM (SELECT height, hash FROM ledger.seal_head WHERE chain = p_chain) AS head FULL JOIN tip ON true
   WHERE (head.height, head.hash) IS DISTINCT FROM (tip.height, tip.hash)
$$;

-- Every defect of the books and of their seals, each naming the row.
CREATE FUNCTION ledger.verify() RETURNS TABLE (table_name text, row_ref text, problem text)
LANGUAGE sql STABLE SET enable_nestloop = off AS $$
  SELECT table_name, row_ref, problem FROM ledger.audit
  UNION ALL
  SELECT table_name, row_ref, problem FROM ledger.verify_chain('ledger')
$$;

-- How much a verification looks at, and whether there is money to look for.
CREATE FUNCTION ledger.examined() RETURNS TABLE (
  accounts bigint, transfers bigint, postings bigint, seals bigint, sealed_rows bigint, has_money boolean
) LANGUAGE sql STABLE AS $$
  SELECT (SELECT count(*) FROM ledger.account), (SELECT count(*) FROM ledger.transfer),
         (SELECT count(*) FROM ledger.posting), (SELECT count(*) FROM ledger.seal WHERE chain = 'ledger'),
         (SELECT count(*) FROM ledger.seal_item WHERE chain = 'ledger'),
         EXISTS (SELECT FROM ledger.account WHERE debit_posted_cents + credit_posted_cents + debit_pending_cents > 0)
         OR EXISTS (SELECT FROM ledger.seal_head WHERE chain = 'ledger')
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
GRANT SELECT ON ledger.audit, ledger.content TO reciproca_app;
GRANT EXECUTE ON FUNCTION
  ledger.open_account, ledger.close_account, ledger.post, ledger.post_batch, ledger.seal,
  ledger.verify, ledger.verify_chain, ledger.examined, ledger.grows_by_debit, ledger.within_limit, ledger.posting_ref,
  ledger.content_hash(jsonb), ledger.content_hash(ledger.account), ledger.content_hash(ledger.transfer),
  ledger.content_hash(ledger.posting), ledger.content_hash(ledger.closing), ledger.block_hash, ledger.seal_hash
  TO reciproca_app;
