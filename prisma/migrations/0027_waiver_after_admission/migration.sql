-- A waiver is granted, renewed and ended after the admission too: docs/provider-standing.md. What was granted stays, and
-- what ended stays ended: a provider gets another waiver, never this one again.
CREATE FUNCTION guard_proximity_waiver() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'proximity waiver: never deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.ended_on IS NOT NULL AND NEW.ended_on IS DISTINCT FROM OLD.ended_on THEN
    RAISE EXCEPTION 'proximity waiver: ended once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER proximity_waiver_guard BEFORE UPDATE OR DELETE ON proximity_waiver
  FOR EACH ROW EXECUTE FUNCTION guard_proximity_waiver();
CREATE TRIGGER proximity_waiver_never_emptied BEFORE TRUNCATE ON proximity_waiver
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
