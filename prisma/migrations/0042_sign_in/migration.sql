-- People sign in with an identity provider: an account is held by what the provider calls its holder, or by nobody.
CREATE TYPE sign_in_origin AS ENUM ('invitation', 'roleClaims', 'taxCode');

-- Of issuer and subject an HMAC under the alliance's key: a subject can be a tax code, and nobody is to try those out.
CREATE TABLE sign_in_link (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    account_id UUID NOT NULL,
    print TEXT,
    origin sign_in_origin NOT NULL,
    linked_at TIMESTAMPTZ(3) NOT NULL,
    unlinked_at TIMESTAMPTZ(3),

    CONSTRAINT sign_in_link_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX sign_in_link_alliance_id_print_key ON sign_in_link(alliance_id, print);
CREATE INDEX sign_in_link_alliance_id_account_id_idx ON sign_in_link(alliance_id, account_id);
ALTER TABLE sign_in_link ADD CONSTRAINT sign_in_link_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE sign_in_link ADD CONSTRAINT sign_in_link_account_id_fk FOREIGN KEY (alliance_id, account_id) REFERENCES account (alliance_id, id);
-- What was unlinked says no longer whose it was.
ALTER TABLE sign_in_link ADD CONSTRAINT sign_in_link_unlinked CHECK ((print IS NULL) = (unlinked_at IS NOT NULL));
-- An account has one holder at a time.
CREATE UNIQUE INDEX sign_in_link_account_once ON sign_in_link (alliance_id, account_id) WHERE unlinked_at IS NULL;

ALTER TABLE sign_in_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in_link FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON sign_in_link TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE (print, unlinked_at) ON sign_in_link TO reciproca_app;

-- A sign-in on its way to the provider and back, before anybody knows of which alliance. It is consumed by coming back.
CREATE TABLE sign_in_attempt (
    hash BYTEA NOT NULL,
    return_to TEXT NOT NULL,
    alliance TEXT,
    invitation_hash BYTEA,
    expires_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT sign_in_attempt_pkey PRIMARY KEY (hash)
);
CREATE INDEX sign_in_attempt_expires_at_idx ON sign_in_attempt(expires_at);
GRANT SELECT, INSERT, DELETE ON sign_in_attempt TO reciproca_app;

-- A browser's session is a token of which a cookie holds the secret: it lapses unless it is used, and the provider is
-- asked now and then whether its holder still may.
ALTER TABLE token ADD COLUMN idle_at TIMESTAMPTZ(3);
ALTER TABLE token ADD COLUMN recheck_at TIMESTAMPTZ(3);
ALTER TABLE token ADD COLUMN provider_sealed BYTEA;
ALTER TABLE token ADD CONSTRAINT token_browser_session CHECK (idle_at IS NULL OR kind = 'session');
ALTER TABLE token ADD CONSTRAINT token_recheck
  CHECK (recheck_at IS NULL OR (idle_at IS NOT NULL AND provider_sealed IS NOT NULL));

GRANT SELECT (idle_at, recheck_at) ON token TO reciproca_gate;
DROP FUNCTION gate_token(bytea);
CREATE FUNCTION gate_token(p_hash bytea) RETURNS TABLE
  (token_id uuid, alliance_id uuid, account_id uuid, kind token_kind, token_roles role[], expires_at timestamptz, revoked_at timestamptz,
   idle_at timestamptz, recheck_at timestamptz,
   label text, account_roles role[], person_id uuid, organisation_id uuid, locale text, disabled_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT t.id, t.alliance_id, t.account_id, t.kind, t.roles, t.expires_at, t.revoked_at, t.idle_at, t.recheck_at,
          a.label, a.roles, a.person_id, a.organisation_id, a.locale, a.disabled_at
     FROM token t JOIN account a ON a.id = t.account_id WHERE t.hash = p_hash $$;
GRANT CREATE ON SCHEMA public TO reciproca_gate;
ALTER FUNCTION gate_token(bytea) OWNER TO reciproca_gate;
REVOKE CREATE ON SCHEMA public FROM reciproca_gate;
REVOKE ALL ON FUNCTION gate_token(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gate_token(bytea) TO reciproca_app;
