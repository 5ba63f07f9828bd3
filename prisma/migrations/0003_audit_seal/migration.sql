-- The audit trail is append-only and sealed like the ledger, in a chain of its own.

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append_only: the audit trail takes no %', TG_OP USING ERRCODE = '42501', CONSTRAINT = 'append_only';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- The sealed detail enters as it is stored, so that destroying its key changes no hash.
CREATE FUNCTION ledger.content_hash(a public.audit) RETURNS bytea LANGUAGE sql STABLE
RETURN ledger.content_hash(jsonb_build_array(
  'audit', a.alliance_id, a.id, a.seq, extract(epoch FROM a.at), a.actor_kind, a.actor_id, a.action,
  a.subject_kind, a.subject_id, a.reason, encode(sha256(a.detail_sealed), 'hex')));

CREATE OR REPLACE VIEW ledger.content WITH (security_invoker = true) AS
SELECT 'ledger' AS chain, a.alliance_id, 'account' AS item_kind, a.id::text AS item_ref, ledger.content_hash(a) AS content_hash
  FROM ledger.account a
UNION ALL SELECT 'ledger', t.alliance_id, 'transfer', t.id::text, ledger.content_hash(t) FROM ledger.transfer t
UNION ALL SELECT 'ledger', p.alliance_id, 'posting', ledger.posting_ref(p.transfer_id, p.account_id), ledger.content_hash(p)
  FROM ledger.posting p
UNION ALL SELECT 'ledger', c.alliance_id, 'closing', c.account_id::text, ledger.content_hash(c) FROM ledger.closing c
UNION ALL SELECT 'audit', a.alliance_id, 'audit', a.id::text, ledger.content_hash(a) FROM public.audit a;

-- Seals up to p_max audit rows, oldest first; returns how many.
CREATE FUNCTION audit_seal(p_max int, p_now timestamptz) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET enable_nestloop = off AS $$
DECLARE
  v_alliance uuid := public.current_alliance();
  v_height bigint := ledger.begin_block('audit');
  v_sealed int;
BEGIN
  PERFORM set_config('ledger.writing', 'on', true);
  WITH new_row AS (
    SELECT a.id::text AS ref, ledger.content_hash(a) AS hash FROM public.audit a
     WHERE a.alliance_id = v_alliance AND NOT EXISTS (
       SELECT FROM ledger.seal_item s
        WHERE s.alliance_id = v_alliance AND s.chain = 'audit' AND s.item_kind = 'audit' AND s.item_ref = a.id::text)
     ORDER BY a.seq LIMIT p_max)
  INSERT INTO ledger.seal_item (alliance_id, chain, height, pos, item_kind, item_ref, content_hash)
  SELECT v_alliance, 'audit', v_height, row_number() OVER (ORDER BY ref COLLATE "C"), 'audit', ref, hash FROM new_row;
  v_sealed := ledger.end_block('audit', v_height, p_now);
  PERFORM set_config('ledger.writing', '', true);
  RETURN v_sealed;
END $$;

-- Every audit row altered, removed or re-dated since it was sealed.
CREATE FUNCTION audit_verify() RETURNS TABLE (table_name text, row_ref text, problem text) LANGUAGE sql STABLE AS $$
  SELECT table_name, row_ref, problem FROM ledger.verify_chain('audit')
$$;

REVOKE ALL ON FUNCTION audit_seal, audit_verify, ledger.content_hash(public.audit) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_seal, audit_verify, ledger.content_hash(public.audit) TO reciproca_app;
