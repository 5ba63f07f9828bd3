-- Rules decide about people's lives: what was submitted cannot be edited, nobody publishes their own version,
-- and what was once in force is never deleted. Held here for every role the application has, and for the owner.

-- NOT VALID: to look at old rows, Postgres would read as the owner, whom forced row-level security stops without
-- an alliance. Every row written from here on is checked, and until here nothing could publish.
ALTER TABLE rule_version ADD CONSTRAINT rule_version_publisher_id_fk
  FOREIGN KEY (alliance_id, publisher_id) REFERENCES account (alliance_id, id) NOT VALID;

ALTER TABLE rule_version ADD CONSTRAINT rule_version_second_person CHECK (publisher_id IS DISTINCT FROM author_id);

-- The report of the cases is tied to the very content it was made for.
ALTER TABLE rule_version ADD CONSTRAINT rule_version_green CHECK (
  state IN ('draft', 'retired')
  OR (submitted_at IS NOT NULL
      AND coalesce(cases_report ->> 'green' = 'true', false)
      AND coalesce(cases_report ->> 'contentHash' = content_hash, false)));

ALTER TABLE rule_version ADD CONSTRAINT rule_version_published CHECK (
  state <> 'published'
  OR (publisher_id IS NOT NULL AND effective_at IS NOT NULL AND published_at IS NOT NULL));

ALTER TABLE rule_version ADD CONSTRAINT rule_version_retired CHECK ((state = 'retired') = (retired_at IS NOT NULL));

CREATE FUNCTION guard_rule_version() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
      RAISE EXCEPTION 'rule version: every version starts as a draft' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF OLD.state <> 'draft' THEN
      RAISE EXCEPTION 'rule version: % cannot be deleted', OLD.state USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
  END IF;
  IF (NEW.id, NEW.alliance_id, NEW.rule_set, NEW.version, NEW.author_id, NEW.created_at)
     IS DISTINCT FROM (OLD.id, OLD.alliance_id, OLD.rule_set, OLD.version, OLD.author_id, OLD.created_at) THEN
    RAISE EXCEPTION 'rule version: name, number and author never change' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state <> 'draft' AND (NEW.content, NEW.content_hash, NEW.cases_report, NEW.submitted_at)
     IS DISTINCT FROM (OLD.content, OLD.content_hash, OLD.cases_report, OLD.submitted_at) THEN
    RAISE EXCEPTION 'rule version: content and report never change after submission' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state IN ('published', 'retired') AND (NEW.publisher_id, NEW.effective_at, NEW.published_at)
     IS DISTINCT FROM (OLD.publisher_id, OLD.effective_at, OLD.published_at) THEN
    RAISE EXCEPTION 'rule version: who published it and from when never change' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state = 'retired' AND NEW.retired_at IS DISTINCT FROM OLD.retired_at THEN
    RAISE EXCEPTION 'rule version: when it was retired never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN
     (('draft', 'inReview'), ('draft', 'retired'), ('inReview', 'published'), ('inReview', 'retired'), ('published', 'retired')) THEN
    RAISE EXCEPTION 'rule version: % cannot become %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER rule_version_guard BEFORE INSERT OR UPDATE OR DELETE ON rule_version
  FOR EACH ROW EXECUTE FUNCTION guard_rule_version();

-- The rows of a version's parameters are written when it is submitted, and never again.
CREATE FUNCTION guard_parameter() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    RAISE EXCEPTION 'parameter: a law changes a new version, never the row of an old one' USING ERRCODE = 'restrict_violation';
  END IF;
  PERFORM FROM rule_version WHERE id = NEW.rule_version_id AND alliance_id = NEW.alliance_id AND state = 'draft' FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'parameter: its version is no longer a draft' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER parameter_guard BEFORE INSERT OR UPDATE OR DELETE ON parameter
  FOR EACH ROW EXECUTE FUNCTION guard_parameter();

CREATE FUNCTION refuse_truncate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% is never emptied', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER rule_version_never_emptied BEFORE TRUNCATE ON rule_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER parameter_never_emptied BEFORE TRUNCATE ON parameter
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
