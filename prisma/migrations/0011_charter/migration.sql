-- The ethical charter, its versions, and who signed which of them for whom.

-- Whoever signs for an organisation, whatever the organisation is in the alliance: a municipality or a union has no
-- provider's or employer's clerk.
ALTER TYPE role ADD VALUE 'representative';

CREATE TYPE charter_state AS ENUM ('draft', 'published', 'superseded');
CREATE TYPE signing_state AS ENUM ('open', 'signed', 'countersigned', 'declined', 'expired');

CREATE TABLE charter_version (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    number INTEGER NOT NULL,
    content JSONB NOT NULL,
    content_hash TEXT NOT NULL,
    state charter_state NOT NULL DEFAULT 'draft',
    author_id UUID NOT NULL,
    publisher_id UUID,
    effective_on DATE,
    published_at TIMESTAMPTZ(3),
    superseded_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT charter_version_pkey PRIMARY KEY (id)
);
CREATE TABLE representative (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    account_id UUID NOT NULL,
    sealed BYTEA NOT NULL,
    recorded_by UUID NOT NULL,
    created_at TIMESTAMPTZ(3) NOT NULL,
    ended_at TIMESTAMPTZ(3),

    CONSTRAINT representative_pkey PRIMARY KEY (id)
);
CREATE TABLE charter_signing (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    charter_version_id UUID NOT NULL,
    previous_id UUID,
    state signing_state NOT NULL DEFAULT 'open',
    revision INTEGER NOT NULL DEFAULT 1,
    waiting_for TEXT NOT NULL,
    due_on DATE NOT NULL,
    opened_by UUID NOT NULL,
    text_hash TEXT,
    method TEXT,
    signed_by UUID,
    signed_at TIMESTAMPTZ(3),
    evidence_sealed BYTEA,
    document_id UUID,
    decline_reason_sealed BYTEA,
    countersigned_by UUID,
    countersigned_at TIMESTAMPTZ(3),
    countersigned_document_id UUID,
    closed_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT charter_signing_pkey PRIMARY KEY (id)
);
CREATE TABLE signing_code (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    signing_id UUID NOT NULL,
    account_id UUID NOT NULL,
    token_id UUID NOT NULL,
    hash TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    expires_at TIMESTAMPTZ(3) NOT NULL,
    used_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT signing_code_pkey PRIMARY KEY (id)
);
CREATE INDEX charter_signing_alliance_id_organisation_id_idx ON charter_signing(alliance_id, organisation_id);
CREATE INDEX charter_signing_alliance_id_state_idx ON charter_signing(alliance_id, state);
CREATE INDEX signing_code_alliance_id_signing_id_idx ON signing_code(alliance_id, signing_id);
CREATE UNIQUE INDEX charter_version_alliance_id_number_key ON charter_version(alliance_id, number);
ALTER TABLE charter_version ADD CONSTRAINT charter_version_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE charter_signing ADD CONSTRAINT charter_signing_alliance_key UNIQUE (alliance_id, id);

ALTER TABLE charter_version ADD CONSTRAINT charter_version_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE representative ADD CONSTRAINT representative_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE charter_signing ADD CONSTRAINT charter_signing_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE signing_code ADD CONSTRAINT signing_code_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE charter_version ADD CONSTRAINT charter_version_author_id_fk FOREIGN KEY (alliance_id, author_id) REFERENCES account (alliance_id, id);
ALTER TABLE charter_version ADD CONSTRAINT charter_version_publisher_id_fk FOREIGN KEY (alliance_id, publisher_id) REFERENCES account (alliance_id, id);
ALTER TABLE representative ADD CONSTRAINT representative_organisation_id_fk FOREIGN KEY (alliance_id, organisation_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE representative ADD CONSTRAINT representative_account_id_fk FOREIGN KEY (alliance_id, account_id) REFERENCES account (alliance_id, id);
ALTER TABLE representative ADD CONSTRAINT representative_recorded_by_fk FOREIGN KEY (alliance_id, recorded_by) REFERENCES account (alliance_id, id);
ALTER TABLE charter_signing ADD CONSTRAINT charter_signing_organisation_id_fk FOREIGN KEY (alliance_id, organisation_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE charter_signing ADD CONSTRAINT charter_signing_charter_version_id_fk FOREIGN KEY (alliance_id, charter_version_id) REFERENCES charter_version (alliance_id, id);
ALTER TABLE charter_signing ADD CONSTRAINT charter_signing_previous_id_fk FOREIGN KEY (alliance_id, previous_id) REFERENCES charter_signing (alliance_id, id);
ALTER TABLE charter_signing ADD CONSTRAINT charter_signing_opened_by_fk FOREIGN KEY (alliance_id, opened_by) REFERENCES account (alliance_id, id);
ALTER TABLE charter_signing ADD CONSTRAINT charter_signing_signed_by_fk FOREIGN KEY (alliance_id, signed_by) REFERENCES account (alliance_id, id);
ALTER TABLE charter_signing ADD CONSTRAINT charter_signing_countersigned_by_fk FOREIGN KEY (alliance_id, countersigned_by) REFERENCES account (alliance_id, id);
ALTER TABLE charter_signing ADD CONSTRAINT charter_signing_document_id_fk FOREIGN KEY (alliance_id, document_id) REFERENCES document (alliance_id, id);
ALTER TABLE charter_signing ADD CONSTRAINT charter_signing_countersigned_document_id_fk FOREIGN KEY (alliance_id, countersigned_document_id) REFERENCES document (alliance_id, id);
ALTER TABLE signing_code ADD CONSTRAINT signing_code_signing_id_fk FOREIGN KEY (alliance_id, signing_id) REFERENCES charter_signing (alliance_id, id);
ALTER TABLE signing_code ADD CONSTRAINT signing_code_account_id_fk FOREIGN KEY (alliance_id, account_id) REFERENCES account (alliance_id, id);

-- What must hold whatever the code does.
ALTER TABLE charter_version ADD CONSTRAINT charter_version_second_person CHECK (publisher_id IS DISTINCT FROM author_id);
ALTER TABLE charter_version ADD CONSTRAINT charter_version_published CHECK (
  state = 'draft' OR (publisher_id IS NOT NULL AND effective_on IS NOT NULL AND published_at IS NOT NULL));
ALTER TABLE charter_version ADD CONSTRAINT charter_version_superseded CHECK ((state = 'superseded') = (superseded_at IS NOT NULL));
CREATE UNIQUE INDEX charter_version_published_once ON charter_version (alliance_id) WHERE state = 'published';
CREATE UNIQUE INDEX representative_current ON representative (alliance_id, organisation_id) WHERE ended_at IS NULL;
-- One that was declined or ran out of time may be followed by another; one that stands, or waits, may not.
CREATE UNIQUE INDEX charter_signing_open_once ON charter_signing (alliance_id, organisation_id, charter_version_id)
  WHERE state IN ('open', 'signed', 'countersigned');
ALTER TABLE charter_signing ADD CONSTRAINT charter_signing_method CHECK (method IN ('code', 'file'));
ALTER TABLE charter_signing ADD CONSTRAINT charter_signing_evidence CHECK (
  (state IN ('signed', 'countersigned')) = (signed_at IS NOT NULL)
  AND (signed_at IS NULL OR (text_hash IS NOT NULL AND method IS NOT NULL AND signed_by IS NOT NULL
                             AND evidence_sealed IS NOT NULL AND document_id IS NOT NULL)));
ALTER TABLE charter_signing ADD CONSTRAINT charter_signing_two_people CHECK (
  (state = 'countersigned') = (countersigned_by IS NOT NULL AND countersigned_at IS NOT NULL)
  AND countersigned_by IS DISTINCT FROM opened_by);
ALTER TABLE signing_code ADD CONSTRAINT signing_code_tries CHECK (attempts BETWEEN 0 AND 5);

-- People sign what was published: it stays what it was.
CREATE FUNCTION guard_charter_version() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
      RAISE EXCEPTION 'charter version: every version starts as a draft' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'charter version: never deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.id, NEW.alliance_id, NEW.number, NEW.author_id, NEW.created_at)
     IS DISTINCT FROM (OLD.id, OLD.alliance_id, OLD.number, OLD.author_id, OLD.created_at) THEN
    RAISE EXCEPTION 'charter version: number and author never change' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state <> 'draft' AND (NEW.content, NEW.content_hash, NEW.publisher_id, NEW.effective_on, NEW.published_at)
     IS DISTINCT FROM (OLD.content, OLD.content_hash, OLD.publisher_id, OLD.effective_on, OLD.published_at) THEN
    RAISE EXCEPTION 'charter version: what was published never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('draft', 'published'), ('published', 'superseded')) THEN
    RAISE EXCEPTION 'charter version: % cannot become %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER charter_version_guard BEFORE INSERT OR UPDATE OR DELETE ON charter_version
  FOR EACH ROW EXECUTE FUNCTION guard_charter_version();
CREATE TRIGGER charter_version_never_emptied BEFORE TRUNCATE ON charter_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

-- What was signed, and how, is evidence: it is written once.
CREATE FUNCTION guard_charter_signing() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'charter signing: never deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.id, NEW.alliance_id, NEW.organisation_id, NEW.charter_version_id, NEW.previous_id, NEW.opened_by, NEW.created_at)
     IS DISTINCT FROM
     (OLD.id, OLD.alliance_id, OLD.organisation_id, OLD.charter_version_id, OLD.previous_id, OLD.opened_by, OLD.created_at) THEN
    RAISE EXCEPTION 'charter signing: whose it is and of what never change' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state <> 'open'
     AND (NEW.text_hash, NEW.method, NEW.signed_by, NEW.signed_at, NEW.evidence_sealed, NEW.document_id, NEW.due_on)
     IS DISTINCT FROM
     (OLD.text_hash, OLD.method, OLD.signed_by, OLD.signed_at, OLD.evidence_sealed, OLD.document_id, OLD.due_on) THEN
    RAISE EXCEPTION 'charter signing: its evidence never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN
     (('open', 'signed'), ('open', 'declined'), ('open', 'expired'), ('signed', 'countersigned')) THEN
    RAISE EXCEPTION 'charter signing: % cannot become %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER charter_signing_guard BEFORE UPDATE OR DELETE ON charter_signing
  FOR EACH ROW EXECUTE FUNCTION guard_charter_signing();
CREATE TRIGGER charter_signing_never_emptied BEFORE TRUNCATE ON charter_signing
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['charter_version', 'representative', 'charter_signing', 'signing_code'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY of_alliance ON %I TO reciproca_app, reciproca_owner USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()))', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON charter_version, charter_signing TO reciproca_app;
GRANT SELECT, INSERT, UPDATE (ended_at) ON representative TO reciproca_app;
GRANT SELECT, INSERT, UPDATE (attempts, used_at) ON signing_code TO reciproca_app;
