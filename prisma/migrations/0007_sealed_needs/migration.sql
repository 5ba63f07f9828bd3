-- What a household asks for is told in its own words, about its own troubles: sealed like the rest of the dossier.
-- SQL has no key to seal with, and no version that kept these words in the clear was ever released: a database
-- that holds some is refused instead of losing or keeping them (docs/decisions/0019-needs-are-sealed.md).
ALTER TABLE need NO FORCE ROW LEVEL SECURITY;
DO $$
DECLARE v_needs bigint;
BEGIN
  SELECT count(*) INTO v_needs FROM need;
  IF v_needs > 0 THEN
    RAISE EXCEPTION 'this database holds % needs described in the clear, written by a trial version, and they cannot be sealed here: start with an empty database (or an empty DATA_DIR), and keep this one only as long as you need it', v_needs
      USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
END $$;
ALTER TABLE need FORCE ROW LEVEL SECURITY;

CREATE TYPE need_unit AS ENUM ('hour', 'session', 'day', 'week', 'month', 'meal', 'trip');

ALTER TABLE need DROP COLUMN description, DROP COLUMN unit;
ALTER TABLE need ADD COLUMN description_sealed BYTEA NOT NULL, ADD COLUMN unit need_unit NOT NULL;
ALTER TABLE need ADD CONSTRAINT need_service CHECK (service IN ('forMinor', 'homeCare', 'other'));

-- A provider learns which service, never how the household told of it.
ALTER TABLE provider_order DROP COLUMN description, DROP COLUMN unit;
ALTER TABLE provider_order ADD COLUMN service TEXT NOT NULL, ADD COLUMN unit need_unit NOT NULL;
ALTER TABLE provider_order ADD CONSTRAINT provider_order_service CHECK (service IN ('forMinor', 'homeCare', 'other'));

-- Each change of who belongs to a household is counted under its lock, and an application remembers which household
-- it was evaluated for. Instants would not do: of two transactions the later clock may commit first.
ALTER TABLE household ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE assessment ADD COLUMN household_revision INTEGER;
