-- A page of vouchers that end takes their employers' contributions back in one statement (docs/voucher-expiry.md).

-- Writes the exact reversals of many transfers in one go and returns how many are new; the others were written before.
-- Reversal n negates p_reverses[n]: its legs are read from what it negates and cannot differ. Limits hold for the batch
-- as a whole. Refusals by constraint name: reversal_exact, transfer_id_mismatch, transfer_reversed_once,
-- account_unusable, no_overdraft. (Lists of different lengths end in a NULL, which no column takes.)
CREATE FUNCTION ledger.reverse_batch(
  p_ids uuid[], p_reverses uuid[], p_refs text[], p_on date, p_now timestamptz
) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  v_alliance uuid := public.current_alliance();
  v_new uuid[];
  v_legs int;
  v_written int;
BEGIN
  PERFORM FROM unnest(p_reverses) AS original (id)
   WHERE NOT EXISTS (
     SELECT FROM ledger.transfer t
      WHERE t.alliance_id = v_alliance AND t.id = original.id AND t.phase IN ('single', 'post') AND t.reverses_id IS NULL);
  IF FOUND THEN
    PERFORM ledger.refuse('reversal_exact', 'there is nothing that moved money and is not itself a reversal');
  END IF;

  PERFORM set_config('ledger.writing', 'on', true);
  WITH written AS (
    INSERT INTO ledger.transfer (alliance_id, id, kind, phase, reverses_id, business_ref, effective_on, created_at)
    SELECT v_alliance, r.id, 'reversal', 'single', r.original, r.ref, p_on, p_now
      FROM unnest(p_ids, p_reverses, p_refs) AS r (id, original, ref) ORDER BY r.id
    ON CONFLICT (alliance_id, id) DO NOTHING RETURNING id)
  SELECT coalesce(array_agg(id), '{}') INTO v_new FROM written;
  IF cardinality(v_new) <> cardinality(p_ids) THEN
    PERFORM FROM unnest(p_ids, p_reverses, p_refs) AS r (id, original, ref)
     WHERE NOT EXISTS (
       SELECT FROM ledger.transfer t
        WHERE t.alliance_id = v_alliance AND t.id = r.id
          AND (t.kind, t.reverses_id, t.business_ref) = ('reversal', r.original, r.ref));
    IF FOUND THEN
      PERFORM ledger.refuse('transfer_id_mismatch', 'this id was used for another transfer');
    END IF;
  END IF;

  PERFORM FROM ledger.account
   WHERE alliance_id = v_alliance AND id = ANY (ARRAY(
     SELECT p.account_id FROM ledger.posting p WHERE p.alliance_id = v_alliance AND p.transfer_id = ANY (p_reverses)))
   ORDER BY id FOR NO KEY UPDATE;
  WITH leg AS MATERIALIZED (
    SELECT t.id AS transfer_id, p.account_id, -p.amount_cents AS cents,
           row_number() OVER (PARTITION BY p.account_id ORDER BY t.id) AS nth
      FROM ledger.transfer t
      JOIN ledger.posting p ON p.alliance_id = t.alliance_id AND p.transfer_id = t.reverses_id
     WHERE t.alliance_id = v_alliance AND t.id = ANY (v_new)),
  total AS MATERIALIZED (
    SELECT account_id, sum(greatest(cents, 0))::bigint AS debit, sum(greatest(-cents, 0))::bigint AS credit, count(*) AS legs
      FROM leg GROUP BY account_id),
  moved AS (
    UPDATE ledger.account a
       SET debit_posted_cents = a.debit_posted_cents + total.debit,
           credit_posted_cents = a.credit_posted_cents + total.credit,
           version = a.version + total.legs
      FROM total
     WHERE a.alliance_id = v_alliance AND a.id = total.account_id AND a.closed_at IS NULL
    RETURNING a.id, a.version - total.legs AS version_before),
  written AS (
    INSERT INTO ledger.posting (alliance_id, transfer_id, account_id, amount_cents, account_version)
    SELECT v_alliance, leg.transfer_id, leg.account_id, leg.cents, moved.version_before + leg.nth
      FROM leg JOIN moved ON moved.id = leg.account_id
    RETURNING 1)
  SELECT (SELECT count(*) FROM leg), (SELECT count(*) FROM written) INTO v_legs, v_written;
  IF v_written <> v_legs THEN
    PERFORM ledger.refuse('account_unusable', 'an account is closed');
  END IF;
  PERFORM set_config('ledger.writing', '', true);
  RETURN cardinality(v_new);
END $$;
REVOKE ALL ON FUNCTION ledger.reverse_batch FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.reverse_batch TO reciproca_app;
