-- The book of record: every table of prisma/schema.prisma, its references, isolation and grants.

CREATE TYPE organisation_role AS ENUM ('employer', 'provider', 'localBody', 'school', 'union', 'association');

CREATE TYPE channel AS ENUM ('email', 'pec', 'post');

CREATE TYPE relation_kind AS ENUM ('delegate', 'tutor', 'supportAdministrator', 'parent');

CREATE TYPE role AS ENUM ('caseworker', 'commissionMember', 'fundOfficer', 'provider', 'employer', 'employee', 'citizen', 'consultant', 'administrator', 'auditor');

CREATE TYPE token_kind AS ENUM ('session', 'api');

CREATE TYPE submission_state AS ENUM ('pending', 'done');

CREATE TYPE task_state AS ENUM ('open', 'claimed', 'completed', 'cancelled');

CREATE TYPE rule_state AS ENUM ('draft', 'inReview', 'published', 'retired');

CREATE TYPE assessment_state AS ENUM ('completeness', 'awaitingDocuments', 'evaluation', 'deciding', 'granted', 'refused', 'withdrawn', 'inadmissible');

CREATE TYPE fragility_band AS ENUM ('none', 'light', 'medium', 'high', 'veryHigh');

CREATE TYPE award_state AS ENUM ('awaitingFunds', 'held', 'delivering', 'settled', 'released', 'needsReview');

CREATE TYPE unit_state AS ENUM ('recorded', 'confirmed', 'disputed', 'rejected');

CREATE TYPE mail_state AS ENUM ('queued', 'sent', 'failed', 'cancelled');

CREATE TABLE alliance (
    id UUID NOT NULL,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    demo BOOLEAN NOT NULL DEFAULT false,
    next_case INTEGER NOT NULL DEFAULT 1,
    next_protocol INTEGER NOT NULL DEFAULT 1,
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT alliance_pkey PRIMARY KEY (id)
);

CREATE TABLE organisation (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    name TEXT NOT NULL,
    vat_number TEXT,
    legal_form TEXT,
    comune_istat CHAR(6) NOT NULL,
    email TEXT,
    iban TEXT,
    roles organisation_role[],
    adherent_from DATE,
    adherent_until DATE,
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT organisation_pkey PRIMARY KEY (id)
);

CREATE TABLE person (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    identity_sealed BYTEA,
    tax_code_print TEXT,
    birth_date DATE,
    comune_istat CHAR(6),
    locale TEXT NOT NULL DEFAULT 'it',
    channel channel NOT NULL DEFAULT 'email',
    deceased_on DATE,
    erased_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT person_pkey PRIMARY KEY (id)
);

CREATE TABLE employment (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    person_id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    started_on DATE NOT NULL,
    ended_on DATE,

    CONSTRAINT employment_pkey PRIMARY KEY (id)
);

CREATE TABLE household (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    comune_istat CHAR(6) NOT NULL,
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT household_pkey PRIMARY KEY (id)
);

CREATE TABLE household_member (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    household_id UUID NOT NULL,
    person_id UUID NOT NULL,
    joined_on DATE NOT NULL,
    left_on DATE,
    changed_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT household_member_pkey PRIMARY KEY (id)
);

CREATE TABLE relation (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    kind relation_kind NOT NULL,
    person_id UUID NOT NULL,
    representative_id UUID NOT NULL,
    document_id UUID NOT NULL,
    valid_from DATE NOT NULL,
    expires_on DATE,
    revoked_on DATE,
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT relation_pkey PRIMARY KEY (id)
);

CREATE TABLE account (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    label TEXT NOT NULL,
    email TEXT,
    roles role[],
    person_id UUID,
    organisation_id UUID,
    locale TEXT NOT NULL DEFAULT 'it',
    persona BOOLEAN NOT NULL DEFAULT false,
    disabled_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT account_pkey PRIMARY KEY (id)
);

CREATE TABLE token (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    account_id UUID NOT NULL,
    kind token_kind NOT NULL,
    label TEXT NOT NULL,
    hash BYTEA NOT NULL,
    roles role[],
    expires_at TIMESTAMPTZ(3) NOT NULL,
    revoked_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT token_pkey PRIMARY KEY (id)
);

CREATE TABLE absence (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    account_id UUID NOT NULL,
    substitute_id UUID NOT NULL,
    from_date DATE NOT NULL,
    to_date DATE NOT NULL,
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT absence_pkey PRIMARY KEY (id)
);

CREATE TABLE data_key (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id UUID NOT NULL,
    wrapped BYTEA,
    master_key_id TEXT NOT NULL,
    created_at TIMESTAMPTZ(3) NOT NULL,
    destroyed_at TIMESTAMPTZ(3),

    CONSTRAINT data_key_pkey PRIMARY KEY (id)
);

CREATE TABLE document (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id UUID NOT NULL,
    kind TEXT NOT NULL,
    name_sealed BYTEA NOT NULL,
    media_type TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    uploaded_by TEXT NOT NULL,
    erased_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT document_pkey PRIMARY KEY (id)
);

CREATE TABLE document_content (
    document_id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    sealed BYTEA NOT NULL,

    CONSTRAINT document_content_pkey PRIMARY KEY (document_id)
);

CREATE TABLE submission (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    account_id UUID NOT NULL,
    key TEXT NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    request_hash BYTEA NOT NULL,
    operation TEXT NOT NULL,
    subject_id UUID,
    process TEXT,
    payload_sealed BYTEA,
    state submission_state NOT NULL DEFAULT 'pending',
    status INTEGER,
    result JSONB,
    accepted_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL,
    done_at TIMESTAMPTZ(3),

    CONSTRAINT submission_pkey PRIMARY KEY (id)
);

CREATE TABLE task (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id UUID NOT NULL,
    candidate_role role NOT NULL,
    organisation_id UUID,
    person_id UUID,
    assignee_id UUID,
    excluded_ids UUID[],
    state task_state NOT NULL DEFAULT 'open',
    priority INTEGER NOT NULL DEFAULT 50,
    due_at TIMESTAMPTZ(3),
    follow_up_at TIMESTAMPTZ(3),
    escalated_at TIMESTAMPTZ(3),
    completed_by UUID,
    completed_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT task_pkey PRIMARY KEY (id)
);

CREATE TABLE deadline (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id UUID NOT NULL,
    kind TEXT NOT NULL,
    target_id UUID,
    due_at TIMESTAMPTZ(3) NOT NULL,
    fired_at TIMESTAMPTZ(3),
    cancelled_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT deadline_pkey PRIMARY KEY (id)
);

CREATE TABLE rule_version (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    rule_set TEXT NOT NULL,
    version INTEGER NOT NULL,
    content JSONB NOT NULL,
    content_hash TEXT NOT NULL,
    state rule_state NOT NULL DEFAULT 'draft',
    author_id UUID NOT NULL,
    publisher_id UUID,
    effective_at TIMESTAMPTZ(3),
    cases_report JSONB,
    submitted_at TIMESTAMPTZ(3),
    published_at TIMESTAMPTZ(3),
    retired_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT rule_version_pkey PRIMARY KEY (id)
);

CREATE TABLE parameter (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    rule_version_id UUID NOT NULL,
    name TEXT NOT NULL,
    value JSONB NOT NULL,
    unit TEXT NOT NULL,
    valid_from DATE,
    valid_until DATE,
    source TEXT NOT NULL,

    CONSTRAINT parameter_pkey PRIMARY KEY (id)
);

CREATE TABLE assessment (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    protocol_number TEXT NOT NULL,
    dossier_code TEXT NOT NULL,
    household_id UUID NOT NULL,
    applicant_id UUID NOT NULL,
    beneficiary_id UUID NOT NULL,
    relation_id UUID,
    channel TEXT NOT NULL,
    caseworker_id UUID,
    state assessment_state NOT NULL DEFAULT 'completeness',
    revision INTEGER NOT NULL DEFAULT 1,
    waiting_for TEXT NOT NULL,
    due_at TIMESTAMPTZ(3),
    received_at TIMESTAMPTZ(3) NOT NULL,
    term_ends_on DATE NOT NULL,
    documents_requested_at TIMESTAMPTZ(3),
    documents_answered_at TIMESTAMPTZ(3),
    complete_at TIMESTAMPTZ(3),
    fragility_version_id UUID,
    access_version_id UUID,
    score_hundredths INTEGER,
    band fragility_band,
    final_band fragility_band,
    recommended_by UUID,
    decided_by UUID,
    closed_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT assessment_pkey PRIMARY KEY (id)
);

CREATE TABLE dossier_item (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    assessment_id UUID NOT NULL,
    kind TEXT NOT NULL,
    person_id UUID,
    form_version TEXT,
    sealed BYTEA NOT NULL,
    document_id UUID,
    recorded_by UUID NOT NULL,
    superseded_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT dossier_item_pkey PRIMARY KEY (id)
);

CREATE TABLE document_request (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    assessment_id UUID NOT NULL,
    sealed BYTEA NOT NULL,
    answered_at TIMESTAMPTZ(3),
    due_on DATE NOT NULL,
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT document_request_pkey PRIMARY KEY (id)
);

CREATE TABLE need (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    assessment_id UUID NOT NULL,
    position INTEGER NOT NULL,
    description TEXT NOT NULL,
    service TEXT NOT NULL,
    for_person_id UUID NOT NULL,
    parents_apart BOOLEAN,
    unit TEXT NOT NULL,
    units INTEGER NOT NULL,
    covered_units INTEGER NOT NULL DEFAULT 0,
    unit_price_cents INTEGER NOT NULL,
    provider_id UUID NOT NULL,

    CONSTRAINT need_pkey PRIMARY KEY (id)
);

CREATE TABLE decision (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    assessment_id UUID NOT NULL,
    kind TEXT NOT NULL,
    rule_version_id UUID,
    content_hash TEXT,
    engine_version TEXT,
    facts_sealed BYTEA,
    parameters JSONB,
    outcome_sealed BYTEA,
    status TEXT NOT NULL,
    reason_sealed BYTEA,
    made_by TEXT NOT NULL,
    made_at TIMESTAMPTZ(3) NOT NULL,
    superseded_at TIMESTAMPTZ(3),

    CONSTRAINT decision_pkey PRIMARY KEY (id)
);

CREATE TABLE award (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    assessment_id UUID NOT NULL,
    household_id UUID NOT NULL,
    state award_state NOT NULL DEFAULT 'awaitingFunds',
    revision INTEGER NOT NULL DEFAULT 1,
    waiting_for TEXT NOT NULL,
    due_at TIMESTAMPTZ(3),
    amount_cents INTEGER NOT NULL,
    released_cents INTEGER NOT NULL DEFAULT 0,
    cap_cents INTEGER NOT NULL,
    score_hundredths INTEGER NOT NULL,
    isee_sealed BYTEA NOT NULL,
    complete_at TIMESTAMPTZ(3) NOT NULL,
    awarded_on DATE,
    hold_transfer_id UUID,
    proposed_by UUID NOT NULL,
    approved_by UUID,
    settled_by UUID,
    letters_stopped BOOLEAN NOT NULL DEFAULT false,
    closed_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT award_pkey PRIMARY KEY (id)
);

CREATE TABLE provider_order (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    award_id UUID NOT NULL,
    need_id UUID NOT NULL,
    provider_id UUID NOT NULL,
    code TEXT NOT NULL,
    description TEXT NOT NULL,
    unit TEXT NOT NULL,
    units INTEGER NOT NULL,
    unit_price_cents INTEGER NOT NULL,
    closed_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT provider_order_pkey PRIMARY KEY (id)
);

CREATE TABLE delivered_unit (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    award_id UUID NOT NULL,
    order_id UUID NOT NULL,
    number INTEGER NOT NULL,
    delivered_on DATE NOT NULL,
    state unit_state NOT NULL DEFAULT 'recorded',
    amount_cents INTEGER NOT NULL,
    transfer_id UUID,
    settlement_id UUID,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMPTZ(3) NOT NULL,
    resolved_at TIMESTAMPTZ(3),

    CONSTRAINT delivered_unit_pkey PRIMARY KEY (id)
);

CREATE TABLE settlement (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    award_id UUID NOT NULL,
    provider_id UUID NOT NULL,
    amount_cents INTEGER NOT NULL,
    bank_ref TEXT NOT NULL,
    transfer_id UUID NOT NULL,
    settled_by UUID NOT NULL,
    settled_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT settlement_pkey PRIMARY KEY (id)
);

CREATE TABLE contribution (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    source TEXT NOT NULL,
    amount_cents INTEGER NOT NULL,
    bank_ref TEXT,
    pledged_at TIMESTAMPTZ(3) NOT NULL,
    collected_at TIMESTAMPTZ(3),

    CONSTRAINT contribution_pkey PRIMARY KEY (id)
);

CREATE TABLE letter (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    assessment_id UUID NOT NULL,
    kind TEXT NOT NULL,
    protocol_number TEXT NOT NULL,
    recipient_id UUID NOT NULL,
    document_id UUID NOT NULL,
    channel channel NOT NULL,
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT letter_pkey PRIMARY KEY (id)
);

CREATE TABLE mail (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    template TEXT NOT NULL,
    recipient_kind TEXT NOT NULL,
    recipient_id UUID NOT NULL,
    subject_kind TEXT,
    subject_id UUID,
    sealed BYTEA,
    dedupe_key TEXT NOT NULL,
    state mail_state NOT NULL DEFAULT 'queued',
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at TIMESTAMPTZ(3) NOT NULL,
    error_code TEXT,
    message_id TEXT,
    queued_at TIMESTAMPTZ(3) NOT NULL,
    sent_at TIMESTAMPTZ(3),

    CONSTRAINT mail_pkey PRIMARY KEY (id)
);

CREATE TABLE audit (
    id UUID NOT NULL,
    seq BIGSERIAL NOT NULL,
    alliance_id UUID NOT NULL,
    at TIMESTAMPTZ(3) NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id UUID,
    reason TEXT,
    detail_sealed BYTEA,

    CONSTRAINT audit_pkey PRIMARY KEY (id)
);

CREATE TABLE wakeup (
    alliance_id UUID NOT NULL,
    process TEXT NOT NULL,
    generation SERIAL NOT NULL,
    not_before TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT wakeup_pkey PRIMARY KEY (alliance_id,process)
);

CREATE TABLE heartbeat (
    worker TEXT NOT NULL,
    at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT heartbeat_pkey PRIMARY KEY (worker)
);

CREATE UNIQUE INDEX alliance_slug_key ON alliance(slug);

CREATE UNIQUE INDEX organisation_alliance_id_vat_number_key ON organisation(alliance_id, vat_number);

CREATE UNIQUE INDEX person_alliance_id_tax_code_print_key ON person(alliance_id, tax_code_print);

CREATE INDEX employment_alliance_id_person_id_idx ON employment(alliance_id, person_id);

CREATE INDEX household_member_alliance_id_household_id_idx ON household_member(alliance_id, household_id);

CREATE INDEX household_member_alliance_id_person_id_idx ON household_member(alliance_id, person_id);

CREATE INDEX relation_alliance_id_person_id_idx ON relation(alliance_id, person_id);

CREATE INDEX relation_alliance_id_representative_id_idx ON relation(alliance_id, representative_id);

CREATE UNIQUE INDEX token_hash_key ON token(hash);

CREATE INDEX absence_alliance_id_account_id_idx ON absence(alliance_id, account_id);

CREATE UNIQUE INDEX data_key_alliance_id_subject_kind_subject_id_key ON data_key(alliance_id, subject_kind, subject_id);

CREATE INDEX document_alliance_id_subject_kind_subject_id_idx ON document(alliance_id, subject_kind, subject_id);

CREATE UNIQUE INDEX submission_alliance_id_account_id_key_key ON submission(alliance_id, account_id, key);

CREATE INDEX task_alliance_id_state_due_at_idx ON task(alliance_id, state, due_at);

CREATE INDEX task_alliance_id_subject_kind_subject_id_idx ON task(alliance_id, subject_kind, subject_id);

CREATE INDEX deadline_alliance_id_subject_kind_subject_id_due_at_idx ON deadline(alliance_id, subject_kind, subject_id, due_at);

CREATE UNIQUE INDEX rule_version_alliance_id_rule_set_version_key ON rule_version(alliance_id, rule_set, version);

CREATE INDEX parameter_alliance_id_rule_version_id_name_idx ON parameter(alliance_id, rule_version_id, name);

CREATE INDEX assessment_alliance_id_household_id_idx ON assessment(alliance_id, household_id);

CREATE INDEX assessment_alliance_id_state_due_at_idx ON assessment(alliance_id, state, due_at);

CREATE UNIQUE INDEX assessment_alliance_id_protocol_number_key ON assessment(alliance_id, protocol_number);

CREATE UNIQUE INDEX assessment_alliance_id_dossier_code_key ON assessment(alliance_id, dossier_code);

CREATE INDEX dossier_item_alliance_id_assessment_id_kind_idx ON dossier_item(alliance_id, assessment_id, kind);

CREATE INDEX document_request_alliance_id_assessment_id_idx ON document_request(alliance_id, assessment_id);

CREATE UNIQUE INDEX need_assessment_id_position_key ON need(assessment_id, position);

CREATE INDEX decision_alliance_id_assessment_id_kind_idx ON decision(alliance_id, assessment_id, kind);

CREATE UNIQUE INDEX award_assessment_id_key ON award(assessment_id);

CREATE INDEX award_alliance_id_state_idx ON award(alliance_id, state);

CREATE INDEX award_alliance_id_household_id_idx ON award(alliance_id, household_id);

CREATE INDEX provider_order_alliance_id_award_id_idx ON provider_order(alliance_id, award_id);

CREATE UNIQUE INDEX provider_order_alliance_id_code_key ON provider_order(alliance_id, code);

CREATE INDEX delivered_unit_alliance_id_award_id_idx ON delivered_unit(alliance_id, award_id);

CREATE UNIQUE INDEX delivered_unit_order_id_number_key ON delivered_unit(order_id, number);

CREATE INDEX settlement_alliance_id_award_id_idx ON settlement(alliance_id, award_id);

CREATE INDEX contribution_alliance_id_collected_at_idx ON contribution(alliance_id, collected_at);

CREATE INDEX letter_alliance_id_assessment_id_idx ON letter(alliance_id, assessment_id);

CREATE UNIQUE INDEX letter_alliance_id_protocol_number_key ON letter(alliance_id, protocol_number);

CREATE INDEX mail_alliance_id_state_next_attempt_at_idx ON mail(alliance_id, state, next_attempt_at);

CREATE UNIQUE INDEX mail_alliance_id_dedupe_key_key ON mail(alliance_id, dedupe_key);

CREATE UNIQUE INDEX audit_seq_key ON audit(seq);

CREATE INDEX audit_alliance_id_subject_kind_subject_id_idx ON audit(alliance_id, subject_kind, subject_id);

-- Which alliance this transaction is for. Unset, it raises: with no alliance a policy would match nothing
-- and every check that counts rows would pass falsely.
CREATE FUNCTION current_alliance() RETURNS uuid LANGUAGE plpgsql STABLE AS $$
DECLARE v text := current_setting('app.alliance', true);
BEGIN
  IF v IS NULL OR v = '' THEN
    RAISE EXCEPTION 'no alliance is set for this transaction' USING ERRCODE = 'P0A01';
  END IF;
  RETURN v::uuid;
END $$;

-- References carry the alliance with them, so that no row can point across alliances.
ALTER TABLE account ADD CONSTRAINT account_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE assessment ADD CONSTRAINT assessment_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE award ADD CONSTRAINT award_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE document ADD CONSTRAINT document_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE household ADD CONSTRAINT household_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE need ADD CONSTRAINT need_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE organisation ADD CONSTRAINT organisation_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE person ADD CONSTRAINT person_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE provider_order ADD CONSTRAINT provider_order_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE rule_version ADD CONSTRAINT rule_version_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE organisation ADD CONSTRAINT organisation_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE person ADD CONSTRAINT person_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE employment ADD CONSTRAINT employment_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE household ADD CONSTRAINT household_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE household_member ADD CONSTRAINT household_member_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE relation ADD CONSTRAINT relation_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE account ADD CONSTRAINT account_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE token ADD CONSTRAINT token_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE absence ADD CONSTRAINT absence_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE data_key ADD CONSTRAINT data_key_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE document ADD CONSTRAINT document_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE document_content ADD CONSTRAINT document_content_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE submission ADD CONSTRAINT submission_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE task ADD CONSTRAINT task_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE deadline ADD CONSTRAINT deadline_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE rule_version ADD CONSTRAINT rule_version_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE parameter ADD CONSTRAINT parameter_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE assessment ADD CONSTRAINT assessment_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE dossier_item ADD CONSTRAINT dossier_item_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE document_request ADD CONSTRAINT document_request_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE need ADD CONSTRAINT need_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE decision ADD CONSTRAINT decision_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE award ADD CONSTRAINT award_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE provider_order ADD CONSTRAINT provider_order_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE delivered_unit ADD CONSTRAINT delivered_unit_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE settlement ADD CONSTRAINT settlement_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE contribution ADD CONSTRAINT contribution_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE letter ADD CONSTRAINT letter_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE mail ADD CONSTRAINT mail_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE audit ADD CONSTRAINT audit_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE wakeup ADD CONSTRAINT wakeup_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE employment ADD CONSTRAINT employment_person_id_fk FOREIGN KEY (alliance_id, person_id) REFERENCES person (alliance_id, id);
ALTER TABLE employment ADD CONSTRAINT employment_organisation_id_fk FOREIGN KEY (alliance_id, organisation_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE household_member ADD CONSTRAINT household_member_household_id_fk FOREIGN KEY (alliance_id, household_id) REFERENCES household (alliance_id, id);
ALTER TABLE household_member ADD CONSTRAINT household_member_person_id_fk FOREIGN KEY (alliance_id, person_id) REFERENCES person (alliance_id, id);
ALTER TABLE relation ADD CONSTRAINT relation_person_id_fk FOREIGN KEY (alliance_id, person_id) REFERENCES person (alliance_id, id);
ALTER TABLE relation ADD CONSTRAINT relation_representative_id_fk FOREIGN KEY (alliance_id, representative_id) REFERENCES person (alliance_id, id);
ALTER TABLE relation ADD CONSTRAINT relation_document_id_fk FOREIGN KEY (alliance_id, document_id) REFERENCES document (alliance_id, id);
ALTER TABLE token ADD CONSTRAINT token_account_id_fk FOREIGN KEY (alliance_id, account_id) REFERENCES account (alliance_id, id);
ALTER TABLE absence ADD CONSTRAINT absence_account_id_fk FOREIGN KEY (alliance_id, account_id) REFERENCES account (alliance_id, id);
ALTER TABLE absence ADD CONSTRAINT absence_substitute_id_fk FOREIGN KEY (alliance_id, substitute_id) REFERENCES account (alliance_id, id);
ALTER TABLE document_content ADD CONSTRAINT document_content_document_id_fk FOREIGN KEY (alliance_id, document_id) REFERENCES document (alliance_id, id);
ALTER TABLE submission ADD CONSTRAINT submission_account_id_fk FOREIGN KEY (alliance_id, account_id) REFERENCES account (alliance_id, id);
ALTER TABLE rule_version ADD CONSTRAINT rule_version_author_id_fk FOREIGN KEY (alliance_id, author_id) REFERENCES account (alliance_id, id);
ALTER TABLE parameter ADD CONSTRAINT parameter_rule_version_id_fk FOREIGN KEY (alliance_id, rule_version_id) REFERENCES rule_version (alliance_id, id);
ALTER TABLE assessment ADD CONSTRAINT assessment_household_id_fk FOREIGN KEY (alliance_id, household_id) REFERENCES household (alliance_id, id);
ALTER TABLE assessment ADD CONSTRAINT assessment_applicant_id_fk FOREIGN KEY (alliance_id, applicant_id) REFERENCES person (alliance_id, id);
ALTER TABLE assessment ADD CONSTRAINT assessment_beneficiary_id_fk FOREIGN KEY (alliance_id, beneficiary_id) REFERENCES person (alliance_id, id);
ALTER TABLE dossier_item ADD CONSTRAINT dossier_item_assessment_id_fk FOREIGN KEY (alliance_id, assessment_id) REFERENCES assessment (alliance_id, id);
ALTER TABLE dossier_item ADD CONSTRAINT dossier_item_recorded_by_fk FOREIGN KEY (alliance_id, recorded_by) REFERENCES account (alliance_id, id);
ALTER TABLE document_request ADD CONSTRAINT document_request_assessment_id_fk FOREIGN KEY (alliance_id, assessment_id) REFERENCES assessment (alliance_id, id);
ALTER TABLE need ADD CONSTRAINT need_for_person_id_fk FOREIGN KEY (alliance_id, for_person_id) REFERENCES person (alliance_id, id);
ALTER TABLE need ADD CONSTRAINT need_assessment_id_fk FOREIGN KEY (alliance_id, assessment_id) REFERENCES assessment (alliance_id, id);
ALTER TABLE decision ADD CONSTRAINT decision_assessment_id_fk FOREIGN KEY (alliance_id, assessment_id) REFERENCES assessment (alliance_id, id);
ALTER TABLE award ADD CONSTRAINT award_assessment_id_fk FOREIGN KEY (alliance_id, assessment_id) REFERENCES assessment (alliance_id, id);
ALTER TABLE award ADD CONSTRAINT award_household_id_fk FOREIGN KEY (alliance_id, household_id) REFERENCES household (alliance_id, id);
ALTER TABLE award ADD CONSTRAINT award_proposed_by_fk FOREIGN KEY (alliance_id, proposed_by) REFERENCES account (alliance_id, id);
ALTER TABLE provider_order ADD CONSTRAINT provider_order_award_id_fk FOREIGN KEY (alliance_id, award_id) REFERENCES award (alliance_id, id);
ALTER TABLE provider_order ADD CONSTRAINT provider_order_need_id_fk FOREIGN KEY (alliance_id, need_id) REFERENCES need (alliance_id, id);
ALTER TABLE provider_order ADD CONSTRAINT provider_order_provider_id_fk FOREIGN KEY (alliance_id, provider_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE delivered_unit ADD CONSTRAINT delivered_unit_award_id_fk FOREIGN KEY (alliance_id, award_id) REFERENCES award (alliance_id, id);
ALTER TABLE delivered_unit ADD CONSTRAINT delivered_unit_order_id_fk FOREIGN KEY (alliance_id, order_id) REFERENCES provider_order (alliance_id, id);
ALTER TABLE delivered_unit ADD CONSTRAINT delivered_unit_recorded_by_fk FOREIGN KEY (alliance_id, recorded_by) REFERENCES account (alliance_id, id);
ALTER TABLE settlement ADD CONSTRAINT settlement_award_id_fk FOREIGN KEY (alliance_id, award_id) REFERENCES award (alliance_id, id);
ALTER TABLE settlement ADD CONSTRAINT settlement_provider_id_fk FOREIGN KEY (alliance_id, provider_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE settlement ADD CONSTRAINT settlement_settled_by_fk FOREIGN KEY (alliance_id, settled_by) REFERENCES account (alliance_id, id);
ALTER TABLE contribution ADD CONSTRAINT contribution_organisation_id_fk FOREIGN KEY (alliance_id, organisation_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE letter ADD CONSTRAINT letter_assessment_id_fk FOREIGN KEY (alliance_id, assessment_id) REFERENCES assessment (alliance_id, id);
ALTER TABLE letter ADD CONSTRAINT letter_document_id_fk FOREIGN KEY (alliance_id, document_id) REFERENCES document (alliance_id, id);
ALTER TABLE letter ADD CONSTRAINT letter_recipient_id_fk FOREIGN KEY (alliance_id, recipient_id) REFERENCES person (alliance_id, id);

-- What must hold whatever the code does.
ALTER TABLE assessment ADD CONSTRAINT assessment_two_people CHECK (decided_by IS NULL OR decided_by <> recommended_by);
ALTER TABLE award ADD CONSTRAINT award_maker_checker CHECK (approved_by IS NULL OR approved_by <> proposed_by);
ALTER TABLE award ADD CONSTRAINT award_money CHECK (amount_cents >= 0 AND released_cents BETWEEN 0 AND amount_cents AND amount_cents <= cap_cents);
ALTER TABLE need ADD CONSTRAINT need_whole_units CHECK (units > 0 AND covered_units BETWEEN 0 AND units AND unit_price_cents > 0);
ALTER TABLE provider_order ADD CONSTRAINT provider_order_whole_units CHECK (units >= 0 AND unit_price_cents > 0);
ALTER TABLE delivered_unit ADD CONSTRAINT delivered_unit_money CHECK (amount_cents > 0 AND (state <> 'confirmed' OR transfer_id IS NOT NULL));
ALTER TABLE settlement ADD CONSTRAINT settlement_money CHECK (amount_cents > 0);
ALTER TABLE contribution ADD CONSTRAINT contribution_money CHECK (amount_cents > 0 AND (collected_at IS NULL OR bank_ref IS NOT NULL));
ALTER TABLE submission ADD CONSTRAINT submission_done CHECK ((state = 'done') = (done_at IS NOT NULL) AND (state = 'done') = (status IS NOT NULL));
ALTER TABLE absence ADD CONSTRAINT absence_another CHECK (substitute_id <> account_id AND to_date >= from_date);
ALTER TABLE relation ADD CONSTRAINT relation_another CHECK (representative_id <> person_id AND (expires_on IS NULL OR expires_on >= valid_from));
CREATE UNIQUE INDEX household_member_once ON household_member (alliance_id, person_id) WHERE left_on IS NULL;
CREATE UNIQUE INDEX contribution_bank_ref_once ON contribution (alliance_id, bank_ref) WHERE bank_ref IS NOT NULL;
CREATE UNIQUE INDEX dossier_item_current ON dossier_item (assessment_id, kind, coalesce(person_id, '00000000-0000-0000-0000-000000000000')) WHERE superseded_at IS NULL;

-- Isolation: every table of an alliance shows and takes only that alliance's rows, for its owner too.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['organisation', 'person', 'employment', 'household', 'household_member', 'relation', 'account', 'token', 'absence', 'data_key', 'document', 'document_content', 'submission', 'task', 'deadline', 'rule_version', 'parameter', 'assessment', 'dossier_item', 'document_request', 'need', 'decision', 'award', 'provider_order', 'delivered_unit', 'settlement', 'contribution', 'letter', 'mail', 'audit', 'wakeup'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY of_alliance ON %I TO reciproca_app, reciproca_owner USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()))', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO reciproca_app', t);
  END LOOP;
END $$;
ALTER TABLE alliance ENABLE ROW LEVEL SECURITY;
ALTER TABLE alliance FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON alliance TO reciproca_app, reciproca_owner USING (id = (SELECT current_alliance())) WITH CHECK (id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE ON alliance TO reciproca_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON heartbeat TO reciproca_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO reciproca_app;

-- Deny by default: nothing may be deleted but what is consumed by being read, the sealed bytes erasure destroys,
-- and the list of needs, which the applicant rewrites as a whole until the application is complete.
GRANT DELETE ON wakeup, document_content, need TO reciproca_app;
REVOKE UPDATE ON audit, settlement, letter FROM reciproca_app;

-- The gate: what is asked before an alliance is known, and nothing more.
CREATE POLICY gate ON alliance FOR SELECT TO reciproca_gate USING (true);
CREATE POLICY gate ON token FOR SELECT TO reciproca_gate USING (true);
CREATE POLICY gate ON account FOR SELECT TO reciproca_gate USING (true);
GRANT SELECT (id, slug, name, demo) ON alliance TO reciproca_gate;
GRANT SELECT (id, alliance_id, account_id, kind, hash, roles, expires_at, revoked_at) ON token TO reciproca_gate;
GRANT SELECT (id, alliance_id, label, roles, person_id, organisation_id, locale, persona, created_at, disabled_at) ON account TO reciproca_gate;

CREATE FUNCTION gate_alliances() RETURNS TABLE (id uuid, slug text, name text, demo boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT id, slug, name, demo FROM alliance ORDER BY slug $$;

CREATE FUNCTION gate_token(p_hash bytea) RETURNS TABLE
  (token_id uuid, alliance_id uuid, account_id uuid, kind token_kind, token_roles role[], expires_at timestamptz, revoked_at timestamptz,
   label text, account_roles role[], person_id uuid, organisation_id uuid, locale text, disabled_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT t.id, t.alliance_id, t.account_id, t.kind, t.roles, t.expires_at, t.revoked_at,
          a.label, a.roles, a.person_id, a.organisation_id, a.locale, a.disabled_at
     FROM token t JOIN account a ON a.id = t.account_id WHERE t.hash = p_hash $$;

CREATE FUNCTION gate_personas() RETURNS TABLE (alliance_id uuid, account_id uuid, label text, roles role[], locale text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT a.alliance_id, a.id, a.label, a.roles, a.locale
     FROM account a JOIN alliance l ON l.id = a.alliance_id
    WHERE a.persona AND l.demo AND a.disabled_at IS NULL ORDER BY a.created_at, a.id $$;

GRANT CREATE ON SCHEMA public TO reciproca_gate;
ALTER FUNCTION gate_alliances() OWNER TO reciproca_gate;
ALTER FUNCTION gate_token(bytea) OWNER TO reciproca_gate;
ALTER FUNCTION gate_personas() OWNER TO reciproca_gate;
REVOKE CREATE ON SCHEMA public FROM reciproca_gate;
REVOKE ALL ON FUNCTION gate_alliances(), gate_token(bytea), gate_personas() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gate_alliances(), gate_token(bytea), gate_personas() TO reciproca_app;
