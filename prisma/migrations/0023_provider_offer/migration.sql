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

-- Complaints of providers (Reg. (EU) 2019/1150 art. 11): answered with reasons, by somebody who did not decide the matter.
ALTER TABLE numbering DROP CONSTRAINT numbering_series;
ALTER TABLE numbering ADD CONSTRAINT numbering_series
  CHECK (series IN ('dossier', 'protocol', 'providerApplication', 'providerComplaint'));

CREATE TYPE complaint_state AS ENUM ('open', 'answered', 'withdrawn');
CREATE TYPE complaint_subject AS ENUM ('suspension', 'revocation', 'refusal', 'payment', 'price', 'other');
CREATE TYPE complaint_outcome AS ENUM ('upheld', 'partlyUpheld', 'rejected');
CREATE TABLE provider_complaint (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    code TEXT NOT NULL,
    organisation_id UUID NOT NULL,
    about complaint_subject NOT NULL,
    subject_id UUID,
    state complaint_state NOT NULL DEFAULT 'open',
    round INTEGER NOT NULL DEFAULT 1,
    due_on DATE NOT NULL,
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT provider_complaint_pkey PRIMARY KEY (id)
);
CREATE TABLE complaint_round (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    complaint_id UUID NOT NULL,
    number INTEGER NOT NULL,
    reasons_sealed BYTEA NOT NULL,
    filed_by UUID NOT NULL,
    filed_at TIMESTAMPTZ(3) NOT NULL,
    due_on DATE NOT NULL,
    excluded_ids UUID[],
    answered_by UUID,
    answered_at TIMESTAMPTZ(3),
    outcome complaint_outcome,
    answer_sealed BYTEA,
    letter_document_id UUID,

    CONSTRAINT complaint_round_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX provider_complaint_alliance_id_code_key ON provider_complaint(alliance_id, code);
CREATE INDEX provider_complaint_alliance_id_organisation_id_idx ON provider_complaint(alliance_id, organisation_id);
CREATE UNIQUE INDEX complaint_round_complaint_id_number_key ON complaint_round(complaint_id, number);
ALTER TABLE provider_complaint ADD CONSTRAINT provider_complaint_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE provider_complaint ADD CONSTRAINT provider_complaint_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE provider_complaint ADD CONSTRAINT provider_complaint_organisation_id_fk FOREIGN KEY (alliance_id, organisation_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE complaint_round ADD CONSTRAINT complaint_round_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE complaint_round ADD CONSTRAINT complaint_round_complaint_id_fk FOREIGN KEY (alliance_id, complaint_id) REFERENCES provider_complaint (alliance_id, id);
ALTER TABLE complaint_round ADD CONSTRAINT complaint_round_filed_by_fk FOREIGN KEY (alliance_id, filed_by) REFERENCES account (alliance_id, id);
ALTER TABLE complaint_round ADD CONSTRAINT complaint_round_answered_by_fk FOREIGN KEY (alliance_id, answered_by) REFERENCES account (alliance_id, id);
ALTER TABLE complaint_round ADD CONSTRAINT complaint_round_letter_document_id_fk FOREIGN KEY (alliance_id, letter_document_id) REFERENCES document (alliance_id, id);

-- What must hold whatever the code does.
ALTER TABLE complaint_round ADD CONSTRAINT complaint_round_twice CHECK (number IN (1, 2));
ALTER TABLE complaint_round ADD CONSTRAINT complaint_round_somebody_else CHECK (
  answered_by IS NULL OR NOT (answered_by = ANY (coalesce(excluded_ids, '{}'))));
ALTER TABLE complaint_round ADD CONSTRAINT complaint_round_answered CHECK (
  (answered_by IS NULL) = (outcome IS NULL) AND (answered_by IS NULL) = (answer_sealed IS NULL)
  AND (answered_by IS NULL) = (answered_at IS NULL) AND (answered_by IS NULL) = (letter_document_id IS NULL));
CREATE FUNCTION guard_complaint_round() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.answered_by IS NOT NULL THEN
    RAISE EXCEPTION 'complaint: an answer stays what it was' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER complaint_round_guard BEFORE UPDATE ON complaint_round
  FOR EACH ROW EXECUTE FUNCTION guard_complaint_round();

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['provider_complaint', 'complaint_round'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY of_alliance ON %I TO reciproca_app, reciproca_owner USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()))', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE (state, round, due_on) ON provider_complaint TO reciproca_app;
GRANT SELECT, INSERT, UPDATE (answered_by, answered_at, outcome, answer_sealed, letter_document_id) ON complaint_round TO reciproca_app;
