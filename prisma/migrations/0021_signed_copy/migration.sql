-- A charter signed by a digital signature: the paper that was to be signed, and the file that came back.
ALTER TABLE charter_signing ADD COLUMN paper_id UUID;
ALTER TABLE charter_signing ADD COLUMN paper_sealed BYTEA;
ALTER TABLE charter_signing ADD COLUMN signed_copy_id UUID;

-- NOT VALID as in 0004_rule_guards: the columns are new, and there is no old row to look at.
ALTER TABLE charter_signing ADD CONSTRAINT charter_signing_paper_id_fk FOREIGN KEY (alliance_id, paper_id) REFERENCES document (alliance_id, id) NOT VALID;
ALTER TABLE charter_signing ADD CONSTRAINT charter_signing_signed_copy_id_fk FOREIGN KEY (alliance_id, signed_copy_id) REFERENCES document (alliance_id, id) NOT VALID;

-- Signed by a file there is the file, and what it was made from; signed by a code there is neither.
ALTER TABLE charter_signing ADD CONSTRAINT charter_signing_signed_copy CHECK (
  state NOT IN ('signed', 'countersigned')
  OR ((method = 'file') = (signed_copy_id IS NOT NULL)
      AND (method = 'file') = (paper_id IS NOT NULL AND paper_sealed IS NOT NULL)));

-- Both are evidence from then on: written once, like the rest of it.
CREATE FUNCTION guard_signed_copy() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state <> 'open'
     AND (NEW.paper_id, NEW.paper_sealed, NEW.signed_copy_id)
     IS DISTINCT FROM (OLD.paper_id, OLD.paper_sealed, OLD.signed_copy_id) THEN
    RAISE EXCEPTION 'charter signing: its signed copy never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER charter_signing_signed_copy_guard BEFORE UPDATE ON charter_signing
  FOR EACH ROW EXECUTE FUNCTION guard_signed_copy();
