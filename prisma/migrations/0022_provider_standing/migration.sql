-- A provider stays in order after its admission, or is told why it no longer is one.

CREATE TYPE revocation_state AS ENUM ('proposed', 'rejected', 'decided', 'withdrawn', 'effective');

CREATE TABLE regularisation (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    admission_id UUID NOT NULL,
    received_on DATE NOT NULL,
    regularise_by DATE NOT NULL,
    recorded_by UUID NOT NULL,
    settled_by_id UUID,
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT regularisation_pkey PRIMARY KEY (id)
);
CREATE TABLE revocation (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    admission_id UUID NOT NULL,
    state revocation_state NOT NULL DEFAULT 'proposed',
    reason_code TEXT NOT NULL,
    words_sealed BYTEA NOT NULL,
    answer_sealed BYTEA,
    proposed_by UUID NOT NULL,
    proposed_at TIMESTAMPTZ(3) NOT NULL,
    decided_by UUID,
    decided_at TIMESTAMPTZ(3),
    effective_on DATE,
    letter_document_id UUID,
    withdrawn_by UUID,
    withdrawn_at TIMESTAMPTZ(3),

    CONSTRAINT revocation_pkey PRIMARY KEY (id)
);
CREATE INDEX regularisation_alliance_id_admission_id_idx ON regularisation(alliance_id, admission_id);
CREATE INDEX revocation_alliance_id_admission_id_idx ON revocation(alliance_id, admission_id);

ALTER TABLE admission ADD CONSTRAINT admission_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE provider_document ADD CONSTRAINT provider_document_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE regularisation ADD CONSTRAINT regularisation_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE regularisation ADD CONSTRAINT regularisation_admission_id_fk FOREIGN KEY (alliance_id, admission_id) REFERENCES admission (alliance_id, id);
ALTER TABLE regularisation ADD CONSTRAINT regularisation_recorded_by_fk FOREIGN KEY (alliance_id, recorded_by) REFERENCES account (alliance_id, id);
ALTER TABLE regularisation ADD CONSTRAINT regularisation_settled_by_id_fk FOREIGN KEY (alliance_id, settled_by_id) REFERENCES provider_document (alliance_id, id);
ALTER TABLE revocation ADD CONSTRAINT revocation_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE revocation ADD CONSTRAINT revocation_admission_id_fk FOREIGN KEY (alliance_id, admission_id) REFERENCES admission (alliance_id, id);
ALTER TABLE revocation ADD CONSTRAINT revocation_proposed_by_fk FOREIGN KEY (alliance_id, proposed_by) REFERENCES account (alliance_id, id);
ALTER TABLE revocation ADD CONSTRAINT revocation_decided_by_fk FOREIGN KEY (alliance_id, decided_by) REFERENCES account (alliance_id, id);
ALTER TABLE revocation ADD CONSTRAINT revocation_withdrawn_by_fk FOREIGN KEY (alliance_id, withdrawn_by) REFERENCES account (alliance_id, id);
ALTER TABLE revocation ADD CONSTRAINT revocation_letter_document_id_fk FOREIGN KEY (alliance_id, letter_document_id) REFERENCES document (alliance_id, id);

-- What must hold whatever the code does.
CREATE UNIQUE INDEX regularisation_open_once ON regularisation (alliance_id, admission_id) WHERE settled_by_id IS NULL;
ALTER TABLE regularisation ADD CONSTRAINT regularisation_forwards CHECK (regularise_by > received_on);
CREATE UNIQUE INDEX revocation_open_once ON revocation (alliance_id, admission_id) WHERE state IN ('proposed', 'decided');
ALTER TABLE revocation ADD CONSTRAINT revocation_second_person CHECK (decided_by IS DISTINCT FROM proposed_by);
ALTER TABLE revocation ADD CONSTRAINT revocation_told_why CHECK (
  state NOT IN ('decided', 'effective')
  OR (decided_by IS NOT NULL AND decided_at IS NOT NULL AND letter_document_id IS NOT NULL AND effective_on IS NOT NULL));
-- Thirty whole days lie between the day of the letter and the first day without the provider (Reg. (EU) 2019/1150 art. 4).
ALTER TABLE revocation ADD CONSTRAINT revocation_notice CHECK (
  effective_on IS NULL OR effective_on > (decided_at AT TIME ZONE 'Europe/Rome')::date + 30);
ALTER TABLE revocation ADD CONSTRAINT revocation_answered CHECK (
  state NOT IN ('rejected', 'withdrawn') OR answer_sealed IS NOT NULL);

CREATE FUNCTION guard_revocation() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'revocation: never deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.id, NEW.alliance_id, NEW.admission_id, NEW.reason_code, NEW.words_sealed, NEW.proposed_by, NEW.proposed_at)
     IS DISTINCT FROM
     (OLD.id, OLD.alliance_id, OLD.admission_id, OLD.reason_code, OLD.words_sealed, OLD.proposed_by, OLD.proposed_at) THEN
    RAISE EXCEPTION 'revocation: whose it is and why never change' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.decided_at IS NOT NULL
     AND (NEW.decided_by, NEW.decided_at, NEW.effective_on, NEW.letter_document_id)
     IS DISTINCT FROM (OLD.decided_by, OLD.decided_at, OLD.effective_on, OLD.letter_document_id) THEN
    RAISE EXCEPTION 'revocation: what was decided never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN
     (('proposed', 'rejected'), ('proposed', 'decided'), ('proposed', 'withdrawn'), ('decided', 'withdrawn'), ('decided', 'effective')) THEN
    RAISE EXCEPTION 'revocation: % cannot become %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER revocation_guard BEFORE UPDATE OR DELETE ON revocation
  FOR EACH ROW EXECUTE FUNCTION guard_revocation();
CREATE TRIGGER revocation_never_emptied BEFORE TRUNCATE ON revocation
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['regularisation', 'revocation'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY of_alliance ON %I TO reciproca_app, reciproca_owner USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()))', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE (settled_by_id) ON regularisation TO reciproca_app;
GRANT SELECT, INSERT, UPDATE (state, answer_sealed, decided_by, decided_at, effective_on, letter_document_id, withdrawn_by, withdrawn_at)
  ON revocation TO reciproca_app;
