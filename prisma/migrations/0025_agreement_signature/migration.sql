-- The agreement is signed here as the charter is: by a code or by a file, and then countersigned.
-- A code signs one paper: a charter, or the agreement of an application.
ALTER TABLE signing_code ALTER COLUMN signing_id DROP NOT NULL;
ALTER TABLE signing_code ADD COLUMN application_id UUID;
-- NOT VALID as in 0004_rule_guards: the column is new, and there is no old row to look at.
ALTER TABLE signing_code ADD CONSTRAINT signing_code_application_id_fk FOREIGN KEY (alliance_id, application_id) REFERENCES provider_application (alliance_id, id) NOT VALID;
ALTER TABLE signing_code ADD CONSTRAINT signing_code_one_paper CHECK (num_nonnulls(signing_id, application_id) = 1);
CREATE INDEX signing_code_alliance_id_application_id_idx ON signing_code(alliance_id, application_id);

-- What the agreement says, sealed: whatever is printed of it later is printed from this. Its fingerprint nobody read.
ALTER TABLE provider_application DROP COLUMN agreement_hash;
ALTER TABLE provider_application ADD COLUMN agreement_sealed BYTEA;
-- NOT VALID: of the old rows none is looked at, of what is written from now on all.
ALTER TABLE provider_application ADD CONSTRAINT provider_application_countersigned
  CHECK (agreement_recorded_by IS NULL OR agreement_recorded_by IS DISTINCT FROM reviewed_by) NOT VALID;

-- A representative's signature of one written agreement; one that was written anew is signed anew.
CREATE TABLE agreement_signature (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    application_id UUID NOT NULL,
    agreement_document_id UUID NOT NULL,
    method TEXT NOT NULL,
    signed_by UUID NOT NULL,
    signed_at TIMESTAMPTZ(3) NOT NULL,
    evidence_sealed BYTEA NOT NULL,
    document_id UUID NOT NULL,
    signed_copy_id UUID,

    CONSTRAINT agreement_signature_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX agreement_signature_agreement_document_id_key ON agreement_signature(agreement_document_id);
CREATE INDEX agreement_signature_alliance_id_application_id_idx ON agreement_signature(alliance_id, application_id);
ALTER TABLE agreement_signature ADD CONSTRAINT agreement_signature_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE agreement_signature ADD CONSTRAINT agreement_signature_application_id_fk FOREIGN KEY (alliance_id, application_id) REFERENCES provider_application (alliance_id, id);
ALTER TABLE agreement_signature ADD CONSTRAINT agreement_signature_agreement_document_id_fk FOREIGN KEY (alliance_id, agreement_document_id) REFERENCES document (alliance_id, id);
ALTER TABLE agreement_signature ADD CONSTRAINT agreement_signature_signed_by_fk FOREIGN KEY (alliance_id, signed_by) REFERENCES account (alliance_id, id);
ALTER TABLE agreement_signature ADD CONSTRAINT agreement_signature_document_id_fk FOREIGN KEY (alliance_id, document_id) REFERENCES document (alliance_id, id);
ALTER TABLE agreement_signature ADD CONSTRAINT agreement_signature_signed_copy_id_fk FOREIGN KEY (alliance_id, signed_copy_id) REFERENCES document (alliance_id, id);

-- Signed by a file there is the file; signed by a code there is none.
ALTER TABLE agreement_signature ADD CONSTRAINT agreement_signature_method CHECK (method IN ('code', 'file'));
ALTER TABLE agreement_signature ADD CONSTRAINT agreement_signature_signed_copy CHECK ((method = 'file') = (signed_copy_id IS NOT NULL));

-- Who signed, and how, is evidence: it is written once.
CREATE FUNCTION guard_agreement_signature() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'agreement signature: it never changes' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER agreement_signature_guard BEFORE UPDATE OR DELETE ON agreement_signature
  FOR EACH ROW EXECUTE FUNCTION guard_agreement_signature();
CREATE TRIGGER agreement_signature_never_emptied BEFORE TRUNCATE ON agreement_signature
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

ALTER TABLE agreement_signature ENABLE ROW LEVEL SECURITY;
ALTER TABLE agreement_signature FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON agreement_signature TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT ON agreement_signature TO reciproca_app;
