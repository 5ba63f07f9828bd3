-- Whoever recorded that units are disputed, for somebody or for themselves, does not decide the dispute.
ALTER TABLE delivered_unit ADD COLUMN disputed_by UUID;
ALTER TABLE delivered_unit ADD COLUMN resolved_by UUID;
-- NOT VALID: to look at old rows, Postgres would read as the owner, whom forced row-level security stops.
ALTER TABLE delivered_unit ADD CONSTRAINT delivered_unit_disputed_by_fk
  FOREIGN KEY (alliance_id, disputed_by) REFERENCES account (alliance_id, id) NOT VALID;
ALTER TABLE delivered_unit ADD CONSTRAINT delivered_unit_resolved_by_fk
  FOREIGN KEY (alliance_id, resolved_by) REFERENCES account (alliance_id, id) NOT VALID;
ALTER TABLE delivered_unit ADD CONSTRAINT delivered_unit_two_people CHECK (
  disputed_by IS NULL OR resolved_by IS DISTINCT FROM disputed_by);

-- Rules that were in force are taken back by two people, as they were put in force by two.
ALTER TABLE rule_version ADD COLUMN retirement_asked_by UUID;
ALTER TABLE rule_version ADD COLUMN retired_by UUID;
ALTER TABLE rule_version ADD CONSTRAINT rule_version_retirement_asked_by_fk
  FOREIGN KEY (alliance_id, retirement_asked_by) REFERENCES account (alliance_id, id) NOT VALID;
ALTER TABLE rule_version ADD CONSTRAINT rule_version_retired_by_fk
  FOREIGN KEY (alliance_id, retired_by) REFERENCES account (alliance_id, id) NOT VALID;
-- NOT VALID: of those retired until today, one person is known at most.
ALTER TABLE rule_version ADD CONSTRAINT rule_version_retired_by_two CHECK (
  state <> 'retired' OR published_at IS NULL
  OR (retirement_asked_by IS NOT NULL AND retired_by IS NOT NULL AND retirement_asked_by <> retired_by)) NOT VALID;

CREATE FUNCTION guard_rule_retirement() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  -- Asking is a step of its own: whoever retires finds it taken by somebody before.
  IF NEW.retirement_asked_by IS DISTINCT FROM OLD.retirement_asked_by
     AND (OLD.state, NEW.state) IS DISTINCT FROM ('published'::rule_state, 'published'::rule_state) THEN
    RAISE EXCEPTION 'rule version: its retirement is asked while it is published' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.retired_by IS DISTINCT FROM OLD.retired_by AND (OLD.state = 'retired' OR NEW.state <> 'retired') THEN
    RAISE EXCEPTION 'rule version: who retired it is written when it is, and never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER rule_version_retirement_guard BEFORE UPDATE ON rule_version
  FOR EACH ROW EXECUTE FUNCTION guard_rule_retirement();
