-- What waits for its seal stands in a queue, filled by whatever writes a row and emptied by whatever seals it: a round
-- costs by what is new, and a transaction that commits late brings its rows to the queue when it does.
CREATE TABLE ledger.unsealed (
  alliance_id uuid NOT NULL,
  chain text NOT NULL,
  item_kind text NOT NULL,
  item_ref text NOT NULL
);
ALTER TABLE ledger.unsealed ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON ledger.unsealed TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT public.current_alliance())) WITH CHECK (alliance_id = (SELECT public.current_alliance()));
GRANT SELECT ON ledger.unsealed TO reciproca_app;

-- Legs are sealed with their transfer and do not wait by themselves.
CREATE FUNCTION ledger.await_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_before text := coalesce(current_setting('ledger.writing', true), '');
BEGIN
  PERFORM set_config('ledger.writing', 'on', true);
  IF TG_TABLE_NAME = 'closing' THEN
    INSERT INTO ledger.unsealed (alliance_id, chain, item_kind, item_ref)
    SELECT n.alliance_id, TG_ARGV[0], TG_TABLE_NAME, n.account_id::text FROM new_row n;
  ELSE
    INSERT INTO ledger.unsealed (alliance_id, chain, item_kind, item_ref)
    SELECT n.alliance_id, TG_ARGV[0], TG_TABLE_NAME, n.id::text FROM new_row n;
  END IF;
  PERFORM set_config('ledger.writing', v_before, true);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION ledger.await_seal FROM PUBLIC;

CREATE TRIGGER await_seal AFTER INSERT ON ledger.account REFERENCING NEW TABLE AS new_row
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.await_seal('ledger');
CREATE TRIGGER await_seal AFTER INSERT ON ledger.transfer REFERENCING NEW TABLE AS new_row
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.await_seal('ledger');
CREATE TRIGGER await_seal AFTER INSERT ON ledger.closing REFERENCING NEW TABLE AS new_row
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.await_seal('ledger');
CREATE TRIGGER await_seal AFTER INSERT ON public.audit REFERENCING NEW TABLE AS new_row
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.await_seal('audit');

-- The triggers have locked their tables: nothing is written beside this. Forced row-level security would hide every
-- row from the owner, and the count would then compare nothing with nothing.
DO $$
DECLARE
  v_table text;
  v_waiting bigint;
BEGIN
  FOREACH v_table IN ARRAY ARRAY['ledger.account', 'ledger.transfer', 'ledger.posting', 'ledger.closing', 'ledger.seal_item', 'public.audit'] LOOP
    EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', v_table);
  END LOOP;
  INSERT INTO ledger.unsealed (alliance_id, chain, item_kind, item_ref)
  SELECT c.alliance_id, c.chain, c.item_kind, c.item_ref
    FROM (SELECT alliance_id, 'ledger' AS chain, 'account' AS item_kind, id::text AS item_ref FROM ledger.account
          UNION ALL SELECT alliance_id, 'ledger', 'transfer', id::text FROM ledger.transfer
          UNION ALL SELECT alliance_id, 'ledger', 'closing', account_id::text FROM ledger.closing
          UNION ALL SELECT alliance_id, 'audit', 'audit', id::text FROM public.audit) c
    LEFT JOIN ledger.seal_item s USING (alliance_id, chain, item_kind, item_ref)
   WHERE s.item_ref IS NULL;
  GET DIAGNOSTICS v_waiting = ROW_COUNT;
  IF v_waiting + (SELECT count(*) FROM ledger.seal_item WHERE item_kind <> 'posting')
     < (SELECT count(*) FROM ledger.account) + (SELECT count(*) FROM ledger.transfer)
       + (SELECT count(*) FROM ledger.closing) + (SELECT count(*) FROM public.audit) THEN
    RAISE EXCEPTION 'unsealed: not every row that waits for its seal was taken over';
  END IF;
  FOREACH v_table IN ARRAY ARRAY['ledger.account', 'ledger.transfer', 'ledger.posting', 'ledger.closing', 'ledger.seal_item', 'public.audit'] LOOP
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', v_table);
  END LOOP;
END $$;
ALTER TABLE ledger.unsealed FORCE ROW LEVEL SECURITY;

CREATE TRIGGER written_by_functions BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON ledger.unsealed FOR EACH STATEMENT
  WHEN (current_setting('ledger.writing', true) IS DISTINCT FROM 'on')
  EXECUTE FUNCTION ledger.refuse_statement();

-- Seals up to p_max of what waits, transfers with all their legs; returns the rows sealed. What waits and is gone goes
-- on waiting: verifying names it.
-- (By index: before the first statistics, the planner would read whole tables to find what the queue names. References
-- become ids before they are joined: a cast beside a row-level policy would keep the index from being used.)
CREATE OR REPLACE FUNCTION ledger.seal(p_max int, p_now timestamptz) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  v_alliance uuid := public.current_alliance();
  v_height bigint := ledger.begin_block('ledger');
  v_sealed int;
BEGIN
  PERFORM set_config('ledger.writing', 'on', true);
  WITH due AS MATERIALIZED (
    SELECT u.ctid AS place, u.item_kind AS kind, u.item_ref AS ref,
           CASE u.item_kind WHEN 'transfer' THEN u.item_ref::uuid END AS transfer_id,
           CASE WHEN u.item_kind <> 'transfer' THEN u.item_ref::bigint END AS account_id
      FROM ledger.unsealed u
     WHERE u.alliance_id = v_alliance AND u.chain = 'ledger' LIMIT p_max),
  found AS MATERIALIZED (
    SELECT d.place, d.kind, d.ref, d.transfer_id, ledger.content_hash(t) AS hash
      FROM due d JOIN ledger.transfer t ON t.alliance_id = v_alliance AND t.id = d.transfer_id WHERE d.kind = 'transfer'
    UNION ALL
    SELECT d.place, d.kind, d.ref, NULL, ledger.content_hash(a)
      FROM due d JOIN ledger.account a ON a.alliance_id = v_alliance AND a.id = d.account_id WHERE d.kind = 'account'
    UNION ALL
    SELECT d.place, d.kind, d.ref, NULL, ledger.content_hash(c)
      FROM due d JOIN ledger.closing c ON c.alliance_id = v_alliance AND c.account_id = d.account_id WHERE d.kind = 'closing'),
  item AS (
    SELECT kind, ref, hash FROM found
    UNION ALL
    SELECT 'posting', ledger.posting_ref(p.transfer_id, p.account_id), ledger.content_hash(p)
      FROM found f JOIN ledger.posting p ON p.alliance_id = v_alliance AND p.transfer_id = f.transfer_id
     WHERE f.kind = 'transfer'),
  taken AS (DELETE FROM ledger.unsealed u USING found f WHERE u.ctid = f.place)
  INSERT INTO ledger.seal_item (alliance_id, chain, height, pos, item_kind, item_ref, content_hash)
  SELECT v_alliance, 'ledger', v_height, row_number() OVER (ORDER BY kind COLLATE "C", ref COLLATE "C"), kind, ref, hash FROM item;
  v_sealed := ledger.end_block('ledger', v_height, p_now);
  PERFORM set_config('ledger.writing', '', true);
  RETURN v_sealed;
END $$;

CREATE OR REPLACE FUNCTION public.audit_seal(p_max int, p_now timestamptz) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  v_alliance uuid := public.current_alliance();
  v_height bigint := ledger.begin_block('audit');
  v_sealed int;
BEGIN
  PERFORM set_config('ledger.writing', 'on', true);
  WITH due AS MATERIALIZED (
    SELECT u.ctid AS place, u.item_ref AS ref, u.item_ref::uuid AS id FROM ledger.unsealed u
     WHERE u.alliance_id = v_alliance AND u.chain = 'audit' LIMIT p_max),
  found AS MATERIALIZED (
    SELECT d.place, d.ref, ledger.content_hash(a) AS hash
      FROM due d JOIN public.audit a ON a.alliance_id = v_alliance AND a.id = d.id),
  taken AS (DELETE FROM ledger.unsealed u USING found f WHERE u.ctid = f.place)
  INSERT INTO ledger.seal_item (alliance_id, chain, height, pos, item_kind, item_ref, content_hash)
  SELECT v_alliance, 'audit', v_height, row_number() OVER (ORDER BY ref COLLATE "C"), 'audit', ref, hash FROM found;
  v_sealed := ledger.end_block('audit', v_height, p_now);
  PERFORM set_config('ledger.writing', '', true);
  RETURN v_sealed;
END $$;

-- What a chain shows to have been altered since it was sealed, row by row; and what no chain will ever show.
-- Every row is hashed and every block recomputed, each table read once; single items are looked at only where a block
-- is not whole.
CREATE OR REPLACE FUNCTION ledger.verify_chain(p_chain text) RETURNS TABLE (table_name text, row_ref text, problem text)
LANGUAGE sql STABLE SET enable_nestloop = off SET work_mem = '64MB' AS $$
  WITH
  made AS MATERIALIZED (
    SELECT i.height, count(*) AS items, min(i.pos) AS first_pos, max(i.pos) AS last_pos,
           sha256(convert_to('[' || string_agg(
             json_build_array(i.item_kind, i.item_ref, encode(i.content_hash, 'hex'))::text, ', ' ORDER BY i.pos) || ']', 'UTF8')) AS hash
      FROM ledger.seal_item i WHERE i.chain = p_chain GROUP BY i.height),
  block AS MATERIALIZED (
    SELECT s.height, s.hash, s.prev_hash, s.item_count,
           s.hash IS DISTINCT FROM ledger.seal_hash(s) AS altered,
           lag(s.hash, 1, sha256('genesis')) OVER (ORDER BY s.height) AS hash_before,
           s.block_hash IS DISTINCT FROM m.hash AS broken
      FROM ledger.seal s LEFT JOIN made m ON m.height = s.height WHERE s.chain = p_chain),
  tip AS (SELECT height, hash FROM block ORDER BY height DESC LIMIT 1),
  unwhole AS MATERIALIZED (
    SELECT coalesce(b.height, m.height) AS height FROM block b FULL JOIN made m ON m.height = b.height
     WHERE b.broken IS DISTINCT FROM false
        OR (m.items, m.first_pos, m.last_pos) IS DISTINCT FROM (b.item_count::bigint, 1, b.item_count)),
  item AS MATERIALIZED (
    SELECT i.height, i.pos, concat_ws('/', i.chain, i.height, i.pos) AS ref,
           (lag(i.item_kind COLLATE "C") OVER w, lag(i.item_ref COLLATE "C") OVER w)
             >= (i.item_kind COLLATE "C", i.item_ref COLLATE "C") AS misplaced
      FROM ledger.seal_item i JOIN unwhole u ON u.height = i.height WHERE i.chain = p_chain
    WINDOW w AS (PARTITION BY i.height ORDER BY i.pos)),
  compared AS MATERIALIZED (
    SELECT c.item_kind AS kind, c.item_ref AS row_ref, c.content_hash AS found,
           i.item_kind AS sealed_kind, i.item_ref AS sealed_ref, i.content_hash AS sealed, i.height,
           concat_ws('/', p_chain, i.height, i.pos) AS ref
      FROM (SELECT * FROM ledger.content WHERE chain = p_chain) c
      FULL JOIN (SELECT * FROM ledger.seal_item WHERE chain = p_chain) i
        ON i.item_kind = c.item_kind AND i.item_ref = c.item_ref
     WHERE c.content_hash IS DISTINCT FROM i.content_hash)
  SELECT kind, row_ref, 'differs from what block ' || height || ' sealed' FROM compared WHERE found <> sealed
  UNION ALL
  SELECT sealed_kind, sealed_ref, 'was sealed in block ' || height || ' and is gone' FROM compared WHERE found IS NULL
  UNION ALL
  SELECT 'posting', c.row_ref, 'was added after its transfer was sealed'
    FROM compared c
    JOIN ledger.seal_item t ON t.chain = p_chain AND t.item_kind = 'transfer' AND t.item_ref = split_part(c.row_ref, '/', 1)
   WHERE c.kind = 'posting' AND c.sealed IS NULL
  UNION ALL
  SELECT c.kind, c.row_ref, 'is neither sealed nor waits for its seal'
    FROM compared c
   WHERE c.kind <> 'posting' AND c.height IS NULL AND NOT EXISTS (
     SELECT FROM ledger.unsealed u WHERE u.chain = p_chain AND u.item_kind = c.kind AND u.item_ref = c.row_ref)
  UNION ALL
  SELECT u.item_kind, u.item_ref, 'waits for its seal and is gone, or has one'
    FROM ledger.unsealed u
   WHERE u.chain = p_chain AND NOT EXISTS (
     SELECT FROM compared c WHERE c.height IS NULL AND c.kind = u.item_kind AND c.row_ref = u.item_ref)
  UNION ALL
  SELECT 'seal_item', c.ref, 'does not belong to its block as sealed'
    FROM compared c JOIN block b ON b.height = c.height AND b.broken WHERE c.found IS DISTINCT FROM c.sealed
  UNION ALL
  SELECT 'seal_item', i.ref, 'is out of its place' FROM item i LEFT JOIN block b ON b.height = i.height
   WHERE i.misplaced OR i.pos NOT BETWEEN 1 AND coalesce(b.item_count, 0)
  UNION ALL
  SELECT 'seal_item', concat_ws('/', p_chain, b.height, nth), 'is missing'
    FROM block b JOIN unwhole u ON u.height = b.height CROSS JOIN generate_series(1, b.item_count) AS nth
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
           (SELECT max(height) FROM block), (SELECT max(height) FROM made),
           (SELECT height FROM ledger.seal_head WHERE chain = p_chain))) AS expected
   WHERE NOT EXISTS (SELECT FROM block WHERE height = expected)
  UNION ALL
  SELECT 'seal_head', p_chain, 'does not name the last block'
    FROM (SELECT height, hash FROM ledger.seal_head WHERE chain = p_chain) AS head FULL JOIN tip ON true
   WHERE (head.height, head.hash) IS DISTINCT FROM (tip.height, tip.hash)
$$;
