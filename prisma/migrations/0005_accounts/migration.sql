-- Accounts are made through the service: each holder takes its own by an invitation, of which only a hash is kept.

CREATE TABLE invitation (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    account_id UUID NOT NULL,
    hash BYTEA NOT NULL,
    expires_at TIMESTAMPTZ(3) NOT NULL,
    used_at TIMESTAMPTZ(3),
    withdrawn_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT invitation_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX invitation_hash_key ON invitation(hash);
CREATE INDEX invitation_alliance_id_account_id_idx ON invitation(alliance_id, account_id);
ALTER TABLE invitation ADD CONSTRAINT invitation_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE invitation ADD CONSTRAINT invitation_account_id_fk
  FOREIGN KEY (alliance_id, account_id) REFERENCES account (alliance_id, id);
ALTER TABLE invitation ADD CONSTRAINT invitation_one_end CHECK (used_at IS NULL OR withdrawn_at IS NULL);
-- An account has one code that opens, however many invitations are sent at once.
CREATE UNIQUE INDEX invitation_open_once ON invitation (alliance_id, account_id)
  WHERE used_at IS NULL AND withdrawn_at IS NULL;

ALTER TABLE invitation ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitation FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON invitation TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE (used_at, withdrawn_at) ON invitation TO reciproca_app;

-- Whose code it is: all that may be asked before an alliance is known. Whether it still opens is asked inside.
CREATE POLICY gate ON invitation FOR SELECT TO reciproca_gate USING (true);
GRANT SELECT (alliance_id, account_id, hash) ON invitation TO reciproca_gate;
CREATE FUNCTION gate_invitation(p_hash bytea) RETURNS TABLE (alliance_id uuid, account_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT i.alliance_id, i.account_id FROM invitation i WHERE i.hash = p_hash $$;
GRANT CREATE ON SCHEMA public TO reciproca_gate;
ALTER FUNCTION gate_invitation(bytea) OWNER TO reciproca_gate;
REVOKE CREATE ON SCHEMA public FROM reciproca_gate;
REVOKE ALL ON FUNCTION gate_invitation(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gate_invitation(bytea) TO reciproca_app;

-- Whoever administers or audits does nothing else under the same account, whatever the code says.
ALTER TABLE account ADD CONSTRAINT account_roles_apart
  CHECK (NOT (roles && '{administrator,auditor}'::role[]) OR cardinality(roles) = 1);
-- Nobody is two of the staff with one mailbox: the second could then check what the first has made.
CREATE UNIQUE INDEX account_staff_email_once ON account (alliance_id, lower(email))
  WHERE disabled_at IS NULL
    AND roles && '{caseworker,commissionMember,fundOfficer,administrator,auditor}'::role[];

ALTER TABLE employment ADD CONSTRAINT employment_forwards CHECK (ended_on IS NULL OR ended_on >= started_on);
