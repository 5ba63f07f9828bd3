-- Under which letters of art. 51 TUIR a service is offered is found out after it was offered, too: the office sets it.
-- What a voucher was issued under stands in its own decision and stays.
CREATE OR REPLACE FUNCTION guard_offered_service() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM admission
              WHERE admission.alliance_id = OLD.alliance_id AND admission.organisation_id = OLD.organisation_id
                AND (OLD.application_id IS NULL OR admission.application_id = OLD.application_id))
     AND (to_jsonb(NEW) - '{withdrawn_on,cancellation_hours,tax_letters}'::text[])
         IS DISTINCT FROM (to_jsonb(OLD) - '{withdrawn_on,cancellation_hours,tax_letters}'::text[]) THEN
    RAISE EXCEPTION 'offered service: once offered it is withdrawn, never changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
