-- Providers ask to join, are looked into, sign, and are admitted: docs/provider-onboarding.md tells which row is what.

-- Whoever goes on with an organisation's application. Nothing but their own application is open to them.
ALTER TYPE role ADD VALUE 'candidate';

CREATE TYPE application_state AS ENUM ('applied', 'docsPending', 'review', 'admitted', 'refused', 'withdrawn', 'closed');
CREATE TYPE application_origin AS ENUM ('public', 'invitation', 'suggestion');
CREATE TYPE cooperative_type AS ENUM ('a', 'b', 'ab');
CREATE TYPE onboarding_step_kind AS ENUM ('identity', 'representative', 'places', 'services', 'documents', 'declarations', 'iban', 'charter', 'review', 'agreement');
CREATE TYPE onboarding_step_state AS ENUM ('open', 'toCheck', 'done');
CREATE TYPE step_owner AS ENUM ('candidate', 'representative', 'caseworker', 'administrator');
CREATE TYPE suggestion_state AS ENUM ('open', 'invited', 'declined');
CREATE TYPE service_category AS ENUM ('childcare', 'summerCamp', 'homeCare', 'dayCentre', 'psychology', 'therapy', 'transport', 'sports', 'culture', 'proximityShop');
CREATE TYPE service_unit AS ENUM ('hour', 'session', 'day', 'week', 'month', 'meal', 'trip', 'piece');
CREATE TYPE vat_treatment AS ENUM ('ordinary', 'reduced10', 'reduced5', 'reduced4', 'exempt', 'outOfScope');
CREATE TYPE tax_letter AS ENUM ('c', 'd', 'dBis', 'f', 'fBis', 'fTer', 'fQuater', 'comma3');
CREATE TYPE provider_document_category AS ENUM ('durc', 'insurance', 'authorisation', 'minorsStaffDeclaration', 'riskAssessmentDeclaration');
CREATE TYPE provider_document_state AS ENUM ('received', 'accepted', 'rejected', 'replaced');

CREATE TABLE provider_application (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    code TEXT NOT NULL,
    state application_state NOT NULL DEFAULT 'applied',
    revision INTEGER NOT NULL DEFAULT 1,
    waiting_for TEXT NOT NULL,
    origin application_origin NOT NULL,
    account_id UUID NOT NULL,
    mailbox_print TEXT NOT NULL,
    caseworker_id UUID,
    suggestion_id UUID,
    organisation_id UUID,
    organisation_name TEXT NOT NULL,
    vat_number TEXT,
    legal_form TEXT,
    cooperative_type cooperative_type,
    comune_istat CHAR(6),
    iban TEXT,
    contact_sealed BYTEA,
    declarations_sealed BYTEA,
    charter_version_id UUID,
    charter_signing_id UUID,
    reviewed_by UUID,
    reviewed_at TIMESTAMPTZ(3),
    refusal_code TEXT,
    refusal_sealed BYTEA,
    agreement_document_id UUID,
    agreement_hash TEXT,
    signed_agreement_id UUID,
    agreement_signed_on DATE,
    agreement_recorded_by UUID,
    letter_document_id UUID,
    last_progress_at TIMESTAMPTZ(3) NOT NULL,
    closed_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT provider_application_pkey PRIMARY KEY (id)
);
CREATE TABLE onboarding_step (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    application_id UUID NOT NULL,
    step onboarding_step_kind NOT NULL,
    state onboarding_step_state NOT NULL DEFAULT 'open',
    owner step_owner NOT NULL,
    due_on DATE,
    fields TEXT[],
    note_sealed BYTEA,
    reminded_at TIMESTAMPTZ(3),
    escalated_at TIMESTAMPTZ(3),
    completed_by UUID,
    completed_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT onboarding_step_pkey PRIMARY KEY (id)
);
CREATE TABLE provider_suggestion (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    suggested_by UUID NOT NULL,
    person_id UUID NOT NULL,
    sealed BYTEA NOT NULL,
    category service_category NOT NULL,
    comune_istat CHAR(6),
    state suggestion_state NOT NULL DEFAULT 'open',
    handled_by UUID,
    handled_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT provider_suggestion_pkey PRIMARY KEY (id)
);
CREATE TABLE attempt_count (
    alliance_id UUID NOT NULL,
    print TEXT NOT NULL,
    started_at TIMESTAMPTZ(3) NOT NULL,
    count INTEGER NOT NULL,

    CONSTRAINT attempt_count_pkey PRIMARY KEY (alliance_id,print)
);
CREATE TABLE place (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    organisation_id UUID,
    application_id UUID,
    name TEXT NOT NULL,
    comune_istat CHAR(6) NOT NULL,
    address TEXT NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    opened_on DATE NOT NULL,
    closed_on DATE,
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT place_pkey PRIMARY KEY (id)
);
CREATE TABLE offered_service (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    organisation_id UUID,
    application_id UUID,
    category service_category NOT NULL,
    name TEXT NOT NULL,
    unit service_unit NOT NULL,
    unit_price_cents INTEGER NOT NULL,
    vat_treatment vat_treatment NOT NULL,
    tax_letters tax_letter[],
    minutes INTEGER,
    sessions INTEGER,
    capacity INTEGER,
    withdrawn_on DATE,
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT offered_service_pkey PRIMARY KEY (id)
);
CREATE TABLE offered_service_place (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    service_id UUID NOT NULL,
    place_id UUID NOT NULL,
    ended_on DATE,

    CONSTRAINT offered_service_place_pkey PRIMARY KEY (id)
);
CREATE TABLE price_change (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    service_id UUID NOT NULL,
    unit_price_cents INTEGER NOT NULL,
    effective_on DATE NOT NULL,
    announced_by UUID NOT NULL,
    announced_at TIMESTAMPTZ(3) NOT NULL,
    cancelled_at TIMESTAMPTZ(3),

    CONSTRAINT price_change_pkey PRIMARY KEY (id)
);
CREATE TABLE provider_document (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    organisation_id UUID,
    application_id UUID,
    category provider_document_category NOT NULL,
    document_id UUID,
    issued_on DATE NOT NULL,
    valid_until DATE,
    shortfall_cents INTEGER,
    state provider_document_state NOT NULL DEFAULT 'received',
    submitted_by UUID NOT NULL,
    checked_by UUID,
    checked_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT provider_document_pkey PRIMARY KEY (id)
);
CREATE TABLE admission (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    application_id UUID,
    admitted_on DATE NOT NULL,
    admitted_by UUID,
    ended_on DATE,
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT admission_pkey PRIMARY KEY (id)
);
CREATE TABLE proximity_waiver (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    organisation_id UUID,
    application_id UUID,
    category service_category NOT NULL,
    from_date DATE NOT NULL,
    until_date DATE NOT NULL,
    reason_sealed BYTEA NOT NULL,
    granted_by UUID NOT NULL,
    created_at TIMESTAMPTZ(3) NOT NULL,
    ended_on DATE,

    CONSTRAINT proximity_waiver_pkey PRIMARY KEY (id)
);
CREATE TABLE provider_decision (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    organisation_id UUID,
    application_id UUID,
    rule_set TEXT NOT NULL,
    category service_category,
    rule_version_id UUID NOT NULL,
    content_hash TEXT NOT NULL,
    engine_version TEXT NOT NULL,
    facts_sealed BYTEA NOT NULL,
    parameters JSONB NOT NULL,
    outcome_sealed BYTEA NOT NULL,
    status TEXT NOT NULL,
    compliant BOOLEAN,
    made_by TEXT NOT NULL,
    made_at TIMESTAMPTZ(3) NOT NULL,
    superseded_at TIMESTAMPTZ(3),

    CONSTRAINT provider_decision_pkey PRIMARY KEY (id)
);
CREATE INDEX provider_application_alliance_id_state_idx ON provider_application(alliance_id, state);
CREATE INDEX provider_application_alliance_id_account_id_idx ON provider_application(alliance_id, account_id);
CREATE UNIQUE INDEX provider_application_alliance_id_code_key ON provider_application(alliance_id, code);
CREATE UNIQUE INDEX onboarding_step_application_id_step_key ON onboarding_step(application_id, step);
CREATE INDEX provider_suggestion_alliance_id_state_idx ON provider_suggestion(alliance_id, state);
CREATE INDEX place_alliance_id_organisation_id_idx ON place(alliance_id, organisation_id);
CREATE INDEX place_alliance_id_application_id_idx ON place(alliance_id, application_id);
CREATE INDEX offered_service_alliance_id_organisation_id_idx ON offered_service(alliance_id, organisation_id);
CREATE INDEX offered_service_alliance_id_application_id_idx ON offered_service(alliance_id, application_id);
CREATE INDEX offered_service_alliance_id_category_idx ON offered_service(alliance_id, category);
CREATE INDEX offered_service_place_alliance_id_place_id_idx ON offered_service_place(alliance_id, place_id);
CREATE UNIQUE INDEX offered_service_place_service_id_place_id_key ON offered_service_place(service_id, place_id);
CREATE INDEX price_change_alliance_id_service_id_effective_on_idx ON price_change(alliance_id, service_id, effective_on);
CREATE INDEX provider_document_alliance_id_organisation_id_category_idx ON provider_document(alliance_id, organisation_id, category);
CREATE INDEX provider_document_alliance_id_application_id_idx ON provider_document(alliance_id, application_id);
CREATE INDEX admission_alliance_id_organisation_id_idx ON admission(alliance_id, organisation_id);
CREATE INDEX proximity_waiver_alliance_id_organisation_id_idx ON proximity_waiver(alliance_id, organisation_id);
CREATE INDEX proximity_waiver_alliance_id_application_id_idx ON proximity_waiver(alliance_id, application_id);
CREATE INDEX provider_decision_alliance_id_application_id_idx ON provider_decision(alliance_id, application_id);
CREATE INDEX provider_decision_alliance_id_organisation_id_idx ON provider_decision(alliance_id, organisation_id);

ALTER TABLE provider_application ADD CONSTRAINT provider_application_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE provider_suggestion ADD CONSTRAINT provider_suggestion_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE place ADD CONSTRAINT place_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE offered_service ADD CONSTRAINT offered_service_alliance_key UNIQUE (alliance_id, id);

ALTER TABLE provider_application ADD CONSTRAINT provider_application_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE onboarding_step ADD CONSTRAINT onboarding_step_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE provider_suggestion ADD CONSTRAINT provider_suggestion_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE attempt_count ADD CONSTRAINT attempt_count_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE place ADD CONSTRAINT place_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE offered_service ADD CONSTRAINT offered_service_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE offered_service_place ADD CONSTRAINT offered_service_place_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE price_change ADD CONSTRAINT price_change_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE provider_document ADD CONSTRAINT provider_document_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE admission ADD CONSTRAINT admission_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE proximity_waiver ADD CONSTRAINT proximity_waiver_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE provider_decision ADD CONSTRAINT provider_decision_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE provider_application ADD CONSTRAINT provider_application_account_id_fk FOREIGN KEY (alliance_id, account_id) REFERENCES account (alliance_id, id);
ALTER TABLE provider_application ADD CONSTRAINT provider_application_caseworker_id_fk FOREIGN KEY (alliance_id, caseworker_id) REFERENCES account (alliance_id, id);
ALTER TABLE provider_application ADD CONSTRAINT provider_application_suggestion_id_fk FOREIGN KEY (alliance_id, suggestion_id) REFERENCES provider_suggestion (alliance_id, id);
ALTER TABLE provider_application ADD CONSTRAINT provider_application_organisation_id_fk FOREIGN KEY (alliance_id, organisation_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE provider_application ADD CONSTRAINT provider_application_charter_version_id_fk FOREIGN KEY (alliance_id, charter_version_id) REFERENCES charter_version (alliance_id, id);
ALTER TABLE provider_application ADD CONSTRAINT provider_application_charter_signing_id_fk FOREIGN KEY (alliance_id, charter_signing_id) REFERENCES charter_signing (alliance_id, id);
ALTER TABLE provider_application ADD CONSTRAINT provider_application_reviewed_by_fk FOREIGN KEY (alliance_id, reviewed_by) REFERENCES account (alliance_id, id);
ALTER TABLE provider_application ADD CONSTRAINT provider_application_agreement_document_id_fk FOREIGN KEY (alliance_id, agreement_document_id) REFERENCES document (alliance_id, id);
ALTER TABLE provider_application ADD CONSTRAINT provider_application_signed_agreement_id_fk FOREIGN KEY (alliance_id, signed_agreement_id) REFERENCES document (alliance_id, id);
ALTER TABLE provider_application ADD CONSTRAINT provider_application_agreement_recorded_by_fk FOREIGN KEY (alliance_id, agreement_recorded_by) REFERENCES account (alliance_id, id);
ALTER TABLE provider_application ADD CONSTRAINT provider_application_letter_document_id_fk FOREIGN KEY (alliance_id, letter_document_id) REFERENCES document (alliance_id, id);
ALTER TABLE onboarding_step ADD CONSTRAINT onboarding_step_application_id_fk FOREIGN KEY (alliance_id, application_id) REFERENCES provider_application (alliance_id, id);
ALTER TABLE onboarding_step ADD CONSTRAINT onboarding_step_completed_by_fk FOREIGN KEY (alliance_id, completed_by) REFERENCES account (alliance_id, id);
ALTER TABLE provider_suggestion ADD CONSTRAINT provider_suggestion_suggested_by_fk FOREIGN KEY (alliance_id, suggested_by) REFERENCES account (alliance_id, id);
ALTER TABLE provider_suggestion ADD CONSTRAINT provider_suggestion_person_id_fk FOREIGN KEY (alliance_id, person_id) REFERENCES person (alliance_id, id);
ALTER TABLE provider_suggestion ADD CONSTRAINT provider_suggestion_handled_by_fk FOREIGN KEY (alliance_id, handled_by) REFERENCES account (alliance_id, id);
ALTER TABLE place ADD CONSTRAINT place_organisation_id_fk FOREIGN KEY (alliance_id, organisation_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE place ADD CONSTRAINT place_application_id_fk FOREIGN KEY (alliance_id, application_id) REFERENCES provider_application (alliance_id, id);
ALTER TABLE offered_service ADD CONSTRAINT offered_service_organisation_id_fk FOREIGN KEY (alliance_id, organisation_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE offered_service ADD CONSTRAINT offered_service_application_id_fk FOREIGN KEY (alliance_id, application_id) REFERENCES provider_application (alliance_id, id);
ALTER TABLE offered_service_place ADD CONSTRAINT offered_service_place_service_id_fk FOREIGN KEY (alliance_id, service_id) REFERENCES offered_service (alliance_id, id);
ALTER TABLE offered_service_place ADD CONSTRAINT offered_service_place_place_id_fk FOREIGN KEY (alliance_id, place_id) REFERENCES place (alliance_id, id);
ALTER TABLE price_change ADD CONSTRAINT price_change_service_id_fk FOREIGN KEY (alliance_id, service_id) REFERENCES offered_service (alliance_id, id);
ALTER TABLE price_change ADD CONSTRAINT price_change_announced_by_fk FOREIGN KEY (alliance_id, announced_by) REFERENCES account (alliance_id, id);
ALTER TABLE provider_document ADD CONSTRAINT provider_document_organisation_id_fk FOREIGN KEY (alliance_id, organisation_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE provider_document ADD CONSTRAINT provider_document_application_id_fk FOREIGN KEY (alliance_id, application_id) REFERENCES provider_application (alliance_id, id);
ALTER TABLE provider_document ADD CONSTRAINT provider_document_document_id_fk FOREIGN KEY (alliance_id, document_id) REFERENCES document (alliance_id, id);
ALTER TABLE provider_document ADD CONSTRAINT provider_document_submitted_by_fk FOREIGN KEY (alliance_id, submitted_by) REFERENCES account (alliance_id, id);
ALTER TABLE provider_document ADD CONSTRAINT provider_document_checked_by_fk FOREIGN KEY (alliance_id, checked_by) REFERENCES account (alliance_id, id);
ALTER TABLE admission ADD CONSTRAINT admission_organisation_id_fk FOREIGN KEY (alliance_id, organisation_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE admission ADD CONSTRAINT admission_application_id_fk FOREIGN KEY (alliance_id, application_id) REFERENCES provider_application (alliance_id, id);
ALTER TABLE admission ADD CONSTRAINT admission_admitted_by_fk FOREIGN KEY (alliance_id, admitted_by) REFERENCES account (alliance_id, id);
ALTER TABLE proximity_waiver ADD CONSTRAINT proximity_waiver_organisation_id_fk FOREIGN KEY (alliance_id, organisation_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE proximity_waiver ADD CONSTRAINT proximity_waiver_application_id_fk FOREIGN KEY (alliance_id, application_id) REFERENCES provider_application (alliance_id, id);
ALTER TABLE proximity_waiver ADD CONSTRAINT proximity_waiver_granted_by_fk FOREIGN KEY (alliance_id, granted_by) REFERENCES account (alliance_id, id);
ALTER TABLE provider_decision ADD CONSTRAINT provider_decision_organisation_id_fk FOREIGN KEY (alliance_id, organisation_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE provider_decision ADD CONSTRAINT provider_decision_application_id_fk FOREIGN KEY (alliance_id, application_id) REFERENCES provider_application (alliance_id, id);
ALTER TABLE provider_decision ADD CONSTRAINT provider_decision_rule_version_id_fk FOREIGN KEY (alliance_id, rule_version_id) REFERENCES rule_version (alliance_id, id);

ALTER TABLE numbering DROP CONSTRAINT numbering_series;
ALTER TABLE numbering ADD CONSTRAINT numbering_series CHECK (series IN ('dossier', 'protocol', 'providerApplication'));

-- What must hold whatever the code does.
-- A legal entity asks once at a time, whatever it already is in the alliance; and so does a mailbox.
CREATE UNIQUE INDEX provider_application_organisation_once ON provider_application (alliance_id, organisation_id)
  WHERE state IN ('applied', 'docsPending', 'review');
CREATE UNIQUE INDEX provider_application_mailbox_once ON provider_application (alliance_id, mailbox_print)
  WHERE state IN ('applied', 'docsPending', 'review');
ALTER TABLE provider_application ADD CONSTRAINT provider_application_second_person
  CHECK (reviewed_by IS NULL OR reviewed_by IS DISTINCT FROM caseworker_id);
ALTER TABLE provider_application ADD CONSTRAINT provider_application_closed
  CHECK ((state IN ('admitted', 'refused', 'withdrawn', 'closed')) = (closed_at IS NOT NULL));
ALTER TABLE provider_application ADD CONSTRAINT provider_application_told_why
  CHECK (state <> 'refused' OR (refusal_code IS NOT NULL AND letter_document_id IS NOT NULL));
ALTER TABLE provider_application ADD CONSTRAINT provider_application_in_order
  CHECK (state <> 'admitted' OR (organisation_id IS NOT NULL AND reviewed_by IS NOT NULL AND charter_signing_id IS NOT NULL
                                 AND signed_agreement_id IS NOT NULL AND agreement_recorded_by IS NOT NULL));
ALTER TABLE offered_service ADD CONSTRAINT offered_service_priced CHECK (unit_price_cents > 0);
ALTER TABLE price_change ADD CONSTRAINT price_change_priced CHECK (unit_price_cents > 0);
CREATE UNIQUE INDEX price_change_once ON price_change (alliance_id, service_id, effective_on) WHERE cancelled_at IS NULL;
ALTER TABLE provider_document ADD CONSTRAINT provider_document_forwards CHECK (valid_until IS NULL OR valid_until >= issued_on);
CREATE UNIQUE INDEX admission_current ON admission (alliance_id, organisation_id) WHERE ended_on IS NULL;
ALTER TABLE proximity_waiver ADD CONSTRAINT proximity_waiver_a_year
  CHECK (until_date BETWEEN from_date AND (from_date + interval '12 months'));

-- An application goes forward, and what ended it stays.
CREATE FUNCTION guard_provider_application() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'provider application: never deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.id, NEW.alliance_id, NEW.code, NEW.origin, NEW.account_id, NEW.created_at)
     IS DISTINCT FROM (OLD.id, OLD.alliance_id, OLD.code, OLD.origin, OLD.account_id, OLD.created_at) THEN
    RAISE EXCEPTION 'provider application: whose it is and where it came from never change' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.organisation_id IS NOT NULL AND NEW.organisation_id IS DISTINCT FROM OLD.organisation_id THEN
    RAISE EXCEPTION 'provider application: the organisation it was confirmed to be never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN
     (('applied', 'docsPending'), ('docsPending', 'review'), ('review', 'docsPending'), ('review', 'admitted'),
      ('review', 'refused'), ('docsPending', 'refused'), ('applied', 'refused'),
      ('applied', 'withdrawn'), ('docsPending', 'withdrawn'), ('review', 'withdrawn'),
      ('applied', 'closed'), ('docsPending', 'closed'), ('review', 'closed')) THEN
    RAISE EXCEPTION 'provider application: % cannot become %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER provider_application_guard BEFORE UPDATE OR DELETE ON provider_application
  FOR EACH ROW EXECUTE FUNCTION guard_provider_application();
CREATE TRIGGER provider_application_never_emptied BEFORE TRUNCATE ON provider_application
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['provider_application', 'onboarding_step', 'provider_suggestion', 'attempt_count', 'place', 'offered_service', 'offered_service_place', 'price_change', 'provider_document', 'admission', 'proximity_waiver', 'provider_decision'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY of_alliance ON %I TO reciproca_app, reciproca_owner USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()))', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON provider_application, onboarding_step, provider_document, place, offered_service, attempt_count
  TO reciproca_app;
GRANT SELECT, INSERT, UPDATE (state, handled_by, handled_at) ON provider_suggestion TO reciproca_app;
GRANT SELECT, INSERT, UPDATE (ended_on) ON offered_service_place, admission TO reciproca_app;
GRANT SELECT, INSERT, UPDATE (cancelled_at) ON price_change TO reciproca_app;
GRANT SELECT, INSERT, UPDATE (ended_on, organisation_id) ON proximity_waiver TO reciproca_app;
GRANT SELECT, INSERT, UPDATE (superseded_at, organisation_id) ON provider_decision TO reciproca_app;
