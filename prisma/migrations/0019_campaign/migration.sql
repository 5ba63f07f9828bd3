-- A new version of the charter brings those who signed an earlier one along; whoever does not follow is suspended.

ALTER TABLE charter_version ADD COLUMN invitations_a_minute INTEGER NOT NULL DEFAULT 60;
ALTER TABLE charter_version ADD CONSTRAINT charter_version_pace CHECK (invitations_a_minute BETWEEN 1 AND 6000);

-- Open, and then overtaken by a newer version: an end like the others.
ALTER TYPE signing_state ADD VALUE 'superseded';
-- By which signing of an earlier version the organisation is bound already: it then has days of grace.
ALTER TABLE charter_signing ADD COLUMN bound_by_id UUID;
-- Not validated: the column is new and empty, and whoever migrates sees the rows of no alliance.
ALTER TABLE charter_signing ADD CONSTRAINT charter_signing_bound_by_id_fk
  FOREIGN KEY (alliance_id, bound_by_id) REFERENCES charter_signing (alliance_id, id) NOT VALID;
CREATE INDEX charter_signing_of_version_idx
  ON charter_signing(alliance_id, charter_version_id, organisation_id);

CREATE OR REPLACE FUNCTION guard_charter_signing() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'charter signing: never deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.id, NEW.alliance_id, NEW.organisation_id, NEW.charter_version_id, NEW.previous_id, NEW.bound_by_id, NEW.opened_by, NEW.created_at)
     IS DISTINCT FROM
     (OLD.id, OLD.alliance_id, OLD.organisation_id, OLD.charter_version_id, OLD.previous_id, OLD.bound_by_id, OLD.opened_by, OLD.created_at) THEN
    RAISE EXCEPTION 'charter signing: whose it is and of what never change' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state <> 'open'
     AND (NEW.text_hash, NEW.method, NEW.signed_by, NEW.signed_at, NEW.evidence_sealed, NEW.document_id, NEW.due_on)
     IS DISTINCT FROM
     (OLD.text_hash, OLD.method, OLD.signed_by, OLD.signed_at, OLD.evidence_sealed, OLD.document_id, OLD.due_on) THEN
    RAISE EXCEPTION 'charter signing: its evidence never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN
     (('open', 'signed'), ('open', 'declined'), ('open', 'expired'), ('open', 'superseded'), ('signed', 'countersigned')) THEN
    RAISE EXCEPTION 'charter signing: % cannot become %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

-- An organisation that may not take on anything new for a while, in one role or in all (role is null), and why.
CREATE TABLE suspension (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    role organisation_role,
    ground TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id UUID NOT NULL,
    since TIMESTAMPTZ(3) NOT NULL,
    lifted_at TIMESTAMPTZ(3),
    lifted_because TEXT,

    CONSTRAINT suspension_pkey PRIMARY KEY (id)
);
CREATE INDEX suspension_alliance_id_organisation_id_idx ON suspension(alliance_id, organisation_id);
ALTER TABLE suspension ADD CONSTRAINT suspension_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE suspension ADD CONSTRAINT suspension_organisation_id_fk
  FOREIGN KEY (alliance_id, organisation_id) REFERENCES organisation (alliance_id, id);

-- What must hold whatever the code does.
CREATE UNIQUE INDEX suspension_open_once ON suspension (alliance_id, organisation_id, ground, role) NULLS NOT DISTINCT
  WHERE lifted_at IS NULL;
ALTER TABLE suspension ADD CONSTRAINT suspension_lifted CHECK (
  (lifted_at IS NULL) = (lifted_because IS NULL) AND (lifted_at IS NULL OR lifted_at >= since));

CREATE FUNCTION guard_suspension() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'suspension: never deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.lifted_at IS NOT NULL
     OR (NEW.id, NEW.alliance_id, NEW.organisation_id, NEW.role, NEW.ground, NEW.subject_kind, NEW.subject_id, NEW.since)
     IS DISTINCT FROM
     (OLD.id, OLD.alliance_id, OLD.organisation_id, OLD.role, OLD.ground, OLD.subject_kind, OLD.subject_id, OLD.since) THEN
    RAISE EXCEPTION 'suspension: it is lifted, once, and nothing else of it changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER suspension_guard BEFORE UPDATE OR DELETE ON suspension
  FOR EACH ROW EXECUTE FUNCTION guard_suspension();
CREATE TRIGGER suspension_never_emptied BEFORE TRUNCATE ON suspension
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

ALTER TABLE suspension ENABLE ROW LEVEL SECURITY;
ALTER TABLE suspension FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON suspension TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE (lifted_at, lifted_because) ON suspension TO reciproca_app;
