-- A provider's people and its offer after the admission: docs/directory.md.

ALTER TABLE account ADD COLUMN responsible BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE account ADD COLUMN place_id UUID;
ALTER TABLE provider_order ADD COLUMN place_id UUID;

CREATE TYPE proposal_state AS ENUM ('open', 'accepted', 'refused', 'withdrawn');
CREATE TABLE service_proposal (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    category service_category NOT NULL,
    content JSONB NOT NULL,
    state proposal_state NOT NULL DEFAULT 'open',
    proposed_by UUID NOT NULL,
    decided_by UUID,
    decided_at TIMESTAMPTZ(3),
    reason_sealed BYTEA,
    service_id UUID,
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT service_proposal_pkey PRIMARY KEY (id)
);
CREATE INDEX service_proposal_alliance_id_organisation_id_idx ON service_proposal(alliance_id, organisation_id);

-- A place is its provider's own, for whoever works there and for what is ordered there. Not validated: the columns are
-- new and empty, and whoever migrates sees the rows of no alliance.
ALTER TABLE place ADD CONSTRAINT place_organisation_key UNIQUE (alliance_id, organisation_id, id);
ALTER TABLE account ADD CONSTRAINT account_place_id_fk
  FOREIGN KEY (alliance_id, organisation_id, place_id) REFERENCES place (alliance_id, organisation_id, id) NOT VALID;
ALTER TABLE account ADD CONSTRAINT account_place_of_some_organisation
  CHECK (place_id IS NULL OR organisation_id IS NOT NULL) NOT VALID;
ALTER TABLE account ADD CONSTRAINT account_answers_for_all_places CHECK (place_id IS NULL OR NOT responsible) NOT VALID;
ALTER TABLE provider_order ADD CONSTRAINT provider_order_place_id_fk
  FOREIGN KEY (alliance_id, provider_id, place_id) REFERENCES place (alliance_id, organisation_id, id) NOT VALID;

ALTER TABLE service_proposal ADD CONSTRAINT service_proposal_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE service_proposal ADD CONSTRAINT service_proposal_organisation_id_fk FOREIGN KEY (alliance_id, organisation_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE service_proposal ADD CONSTRAINT service_proposal_proposed_by_fk FOREIGN KEY (alliance_id, proposed_by) REFERENCES account (alliance_id, id);
ALTER TABLE service_proposal ADD CONSTRAINT service_proposal_decided_by_fk FOREIGN KEY (alliance_id, decided_by) REFERENCES account (alliance_id, id);
ALTER TABLE service_proposal ADD CONSTRAINT service_proposal_service_id_fk FOREIGN KEY (alliance_id, service_id) REFERENCES offered_service (alliance_id, id);

-- What must hold whatever the code does.
ALTER TABLE service_proposal ADD CONSTRAINT service_proposal_decided CHECK (
  (state = 'open') = (decided_at IS NULL) AND (state IN ('accepted', 'refused')) = (decided_by IS NOT NULL)
  AND (state = 'accepted') = (service_id IS NOT NULL) AND (state = 'refused') = (reason_sealed IS NOT NULL));
ALTER TABLE service_proposal ADD CONSTRAINT service_proposal_second_person CHECK (decided_by IS DISTINCT FROM proposed_by);

-- A price is announced at least fifteen days ahead (Reg. (EU) 2019/1150 art. 3), and taken back before its day or never.
-- Not validated: what an alliance entered before keeps its days.
ALTER TABLE price_change ADD CONSTRAINT price_change_announced CHECK (
  effective_on >= (announced_at AT TIME ZONE 'Europe/Rome')::date + 15) NOT VALID;
ALTER TABLE price_change ADD CONSTRAINT price_change_taken_back_in_time CHECK (
  cancelled_at IS NULL OR (cancelled_at AT TIME ZONE 'Europe/Rome')::date < effective_on) NOT VALID;

CREATE FUNCTION guard_service_proposal() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state <> 'open' THEN
    RAISE EXCEPTION 'service proposal: what was decided stays' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER service_proposal_guard BEFORE UPDATE ON service_proposal
  FOR EACH ROW EXECUTE FUNCTION guard_service_proposal();

-- The first price of a service, whose it is and what it is stay what they were: what was ordered refers to them.
CREATE FUNCTION guard_offered_service() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM admission
              WHERE admission.alliance_id = OLD.alliance_id AND admission.organisation_id = OLD.organisation_id
                AND (OLD.application_id IS NULL OR admission.application_id = OLD.application_id))
     AND (to_jsonb(NEW) - 'withdrawn_on') IS DISTINCT FROM (to_jsonb(OLD) - 'withdrawn_on') THEN
    RAISE EXCEPTION 'offered service: once offered it is withdrawn, never changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER offered_service_guard BEFORE UPDATE ON offered_service
  FOR EACH ROW EXECUTE FUNCTION guard_offered_service();

ALTER TABLE service_proposal ENABLE ROW LEVEL SECURITY;
ALTER TABLE service_proposal FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON service_proposal TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE (state, decided_by, decided_at, reason_sealed, service_id) ON service_proposal TO reciproca_app;
