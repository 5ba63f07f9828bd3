-- Reading the answer of a step is the second half of every step's call. It is one statement instead of a transaction
-- of four: the function names the alliance for this statement alone, and row-level security looks as it always does.
CREATE FUNCTION step_answer(p_alliance uuid, p_submission uuid) RETURNS TABLE (status integer, result jsonb)
  LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$ BEGIN
  PERFORM set_config('app.alliance', p_alliance::text, true);
  RETURN QUERY SELECT s.status, s.result FROM submission s WHERE s.id = p_submission AND s.status IS NOT NULL;
END $$;

REVOKE ALL ON FUNCTION step_answer(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION step_answer(uuid, uuid) TO reciproca_app;
