-- What somebody of a provider may see of it is told with who they are: every request of a till asked for it again.
GRANT SELECT (responsible, place_id) ON account TO reciproca_gate;
DROP FUNCTION gate_token(bytea);
CREATE FUNCTION gate_token(p_hash bytea) RETURNS TABLE
  (token_id uuid, alliance_id uuid, account_id uuid, kind token_kind, token_roles role[], expires_at timestamptz, revoked_at timestamptz,
   idle_at timestamptz, recheck_at timestamptz,
   label text, account_roles role[], person_id uuid, organisation_id uuid, responsible boolean, place_id uuid,
   locale text, disabled_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT t.id, t.alliance_id, t.account_id, t.kind, t.roles, t.expires_at, t.revoked_at, t.idle_at, t.recheck_at,
          a.label, a.roles, a.person_id, a.organisation_id, a.responsible, a.place_id, a.locale, a.disabled_at
     FROM token t JOIN account a ON a.id = t.account_id WHERE t.hash = p_hash $$;
GRANT CREATE ON SCHEMA public TO reciproca_gate;
ALTER FUNCTION gate_token(bytea) OWNER TO reciproca_gate;
REVOKE CREATE ON SCHEMA public FROM reciproca_gate;
REVOKE ALL ON FUNCTION gate_token(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gate_token(bytea) TO reciproca_app;
