-- Why a rule was changed, by which deliberation or law: said by whoever hands it to review, and never afterwards. What is
-- shipped has none: its sources stand beside its rules.
ALTER TABLE rule_version ADD COLUMN reason TEXT
  CONSTRAINT rule_version_reason_length CHECK (length(btrim(reason)) BETWEEN 1 AND 1000);

CREATE FUNCTION guard_rule_reason() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'rule version: its reason never changes after submission' USING ERRCODE = 'restrict_violation';
END $$;
REVOKE ALL ON FUNCTION guard_rule_reason() FROM PUBLIC;
CREATE TRIGGER rule_version_reason_guard BEFORE UPDATE ON rule_version FOR EACH ROW
  WHEN (OLD.state <> 'draft' AND OLD.reason IS DISTINCT FROM NEW.reason) EXECUTE FUNCTION guard_rule_reason();
