-- Vouchers: bought with an employer's credit or given by the Fund, held and captured at a provider's till (docs/vouchers.md).

CREATE TYPE plan_source AS ENUM ('collectiveAgreement', 'bindingRegulation', 'voluntary');

CREATE TYPE plan_state AS ENUM ('draft', 'active', 'closed');

CREATE TYPE carry_over AS ENUM ('nextPlan', 'employer', 'fund');

CREATE TYPE family_mode AS ENUM ('strict', 'lenient');

CREATE TYPE vat_kind AS ENUM ('singlePurpose', 'multiPurpose');

CREATE TYPE voucher_state AS ENUM ('active', 'held', 'spent', 'expired', 'voided');

CREATE TYPE voucher_hold_state AS ENUM ('held', 'captured', 'released', 'lapsed');

CREATE TABLE welfare_plan (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    name TEXT NOT NULL,
    source plan_source NOT NULL,
    population TEXT NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE NOT NULL,
    voucher_days INTEGER NOT NULL DEFAULT 180,
    carry_over carry_over NOT NULL,
    next_plan_id UUID,
    family_mode family_mode NOT NULL DEFAULT 'strict',
    state plan_state NOT NULL DEFAULT 'draft',
    created_by UUID NOT NULL,
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT welfare_plan_pkey PRIMARY KEY (id)
);

CREATE TABLE wallet (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    plan_id UUID NOT NULL,
    person_id UUID NOT NULL,
    frozen_at TIMESTAMPTZ(3),
    closed_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT wallet_pkey PRIMARY KEY (id)
);

CREATE TABLE wallet_credit (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    wallet_id UUID NOT NULL,
    amount_cents INTEGER NOT NULL,
    reason TEXT NOT NULL,
    credited_by UUID NOT NULL,
    credited_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT wallet_credit_pkey PRIMARY KEY (id)
);

CREATE TABLE voucher_order (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    code TEXT NOT NULL,
    wallet_id UUID,
    award_id UUID,
    holder_id UUID NOT NULL,
    beneficiary_id UUID NOT NULL,
    provider_id UUID NOT NULL,
    service_id UUID NOT NULL,
    units INTEGER NOT NULL,
    unit_price_cents INTEGER NOT NULL,
    service_from DATE NOT NULL,
    ordered_by UUID NOT NULL,
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT voucher_order_pkey PRIMARY KEY (id)
);

CREATE TABLE voucher (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    number TEXT NOT NULL,
    order_id UUID,
    wallet_id UUID,
    award_id UUID,
    employer_id UUID,
    holder_id UUID NOT NULL,
    beneficiary_id UUID NOT NULL,
    provider_id UUID,
    service_id UUID,
    tax_letter tax_letter,
    vat_kind vat_kind NOT NULL,
    vat_cents INTEGER NOT NULL DEFAULT 0,
    nominal_cents INTEGER NOT NULL,
    spent_cents INTEGER NOT NULL DEFAULT 0,
    state voucher_state NOT NULL DEFAULT 'active',
    carry_over carry_over,
    secret_print TEXT NOT NULL,
    code_print TEXT NOT NULL,
    issued_at TIMESTAMPTZ(3) NOT NULL,
    expires_at TIMESTAMPTZ(3) NOT NULL,
    closed_at TIMESTAMPTZ(3),

    CONSTRAINT voucher_pkey PRIMARY KEY (id)
);

CREATE TABLE till_user (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    place_id UUID NOT NULL,
    label TEXT NOT NULL,
    pin_print TEXT NOT NULL,
    failed_tries INTEGER NOT NULL DEFAULT 0,
    locked_until TIMESTAMPTZ(3),
    revoked_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT till_user_pkey PRIMARY KEY (id)
);

CREATE TABLE voucher_hold (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    voucher_id UUID NOT NULL,
    provider_id UUID NOT NULL,
    place_id UUID NOT NULL,
    till_user_id UUID NOT NULL,
    amount_cents INTEGER NOT NULL,
    held_until TIMESTAMPTZ(3) NOT NULL,
    state voucher_hold_state NOT NULL DEFAULT 'held',
    created_at TIMESTAMPTZ(3) NOT NULL,
    resolved_at TIMESTAMPTZ(3),

    CONSTRAINT voucher_hold_pkey PRIMARY KEY (id)
);

CREATE TABLE redemption (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    number TEXT NOT NULL,
    hold_id UUID NOT NULL,
    voucher_id UUID NOT NULL,
    provider_id UUID NOT NULL,
    place_id UUID NOT NULL,
    till_user_id UUID NOT NULL,
    amount_cents INTEGER NOT NULL,
    provider_cents INTEGER NOT NULL,
    fund_cents INTEGER NOT NULL,
    fee_cents INTEGER NOT NULL DEFAULT 0,
    refunded_cents INTEGER NOT NULL DEFAULT 0,
    transfer_id UUID NOT NULL,
    captured_at TIMESTAMPTZ(3) NOT NULL,
    collected_at TIMESTAMPTZ(3),

    CONSTRAINT redemption_pkey PRIMARY KEY (id)
);

CREATE INDEX welfare_plan_alliance_id_organisation_id_idx ON welfare_plan(alliance_id, organisation_id);

CREATE INDEX wallet_alliance_id_person_id_idx ON wallet(alliance_id, person_id);

CREATE UNIQUE INDEX wallet_plan_id_person_id_key ON wallet(plan_id, person_id);

CREATE INDEX wallet_credit_alliance_id_wallet_id_idx ON wallet_credit(alliance_id, wallet_id);

CREATE INDEX voucher_order_alliance_id_holder_id_idx ON voucher_order(alliance_id, holder_id);

CREATE UNIQUE INDEX voucher_order_alliance_id_code_key ON voucher_order(alliance_id, code);

CREATE INDEX voucher_alliance_id_holder_id_idx ON voucher(alliance_id, holder_id);

CREATE INDEX voucher_alliance_id_provider_id_idx ON voucher(alliance_id, provider_id);

CREATE UNIQUE INDEX voucher_alliance_id_number_key ON voucher(alliance_id, number);

CREATE UNIQUE INDEX voucher_alliance_id_secret_print_key ON voucher(alliance_id, secret_print);

CREATE UNIQUE INDEX voucher_alliance_id_code_print_key ON voucher(alliance_id, code_print);

CREATE INDEX till_user_alliance_id_organisation_id_idx ON till_user(alliance_id, organisation_id);

CREATE INDEX voucher_hold_alliance_id_voucher_id_idx ON voucher_hold(alliance_id, voucher_id);

CREATE UNIQUE INDEX redemption_hold_id_key ON redemption(hold_id);

CREATE INDEX redemption_alliance_id_provider_id_captured_at_idx ON redemption(alliance_id, provider_id, captured_at);

CREATE INDEX redemption_alliance_id_voucher_id_idx ON redemption(alliance_id, voucher_id);

CREATE UNIQUE INDEX redemption_alliance_id_number_key ON redemption(alliance_id, number);

-- Every reference stays within the alliance.
ALTER TABLE welfare_plan ADD CONSTRAINT welfare_plan_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE wallet ADD CONSTRAINT wallet_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE voucher_order ADD CONSTRAINT voucher_order_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE voucher ADD CONSTRAINT voucher_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE till_user ADD CONSTRAINT till_user_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE voucher_hold ADD CONSTRAINT voucher_hold_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE redemption ADD CONSTRAINT redemption_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE welfare_plan ADD CONSTRAINT welfare_plan_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE welfare_plan ADD CONSTRAINT welfare_plan_organisation_id_fk FOREIGN KEY (alliance_id, organisation_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE welfare_plan ADD CONSTRAINT welfare_plan_next_plan_id_fk FOREIGN KEY (alliance_id, next_plan_id) REFERENCES welfare_plan (alliance_id, id);
ALTER TABLE welfare_plan ADD CONSTRAINT welfare_plan_created_by_fk FOREIGN KEY (alliance_id, created_by) REFERENCES account (alliance_id, id);
ALTER TABLE wallet ADD CONSTRAINT wallet_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE wallet ADD CONSTRAINT wallet_plan_id_fk FOREIGN KEY (alliance_id, plan_id) REFERENCES welfare_plan (alliance_id, id);
ALTER TABLE wallet ADD CONSTRAINT wallet_person_id_fk FOREIGN KEY (alliance_id, person_id) REFERENCES person (alliance_id, id);
ALTER TABLE wallet_credit ADD CONSTRAINT wallet_credit_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE wallet_credit ADD CONSTRAINT wallet_credit_wallet_id_fk FOREIGN KEY (alliance_id, wallet_id) REFERENCES wallet (alliance_id, id);
ALTER TABLE wallet_credit ADD CONSTRAINT wallet_credit_credited_by_fk FOREIGN KEY (alliance_id, credited_by) REFERENCES account (alliance_id, id);
ALTER TABLE voucher_order ADD CONSTRAINT voucher_order_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE voucher_order ADD CONSTRAINT voucher_order_wallet_id_fk FOREIGN KEY (alliance_id, wallet_id) REFERENCES wallet (alliance_id, id);
ALTER TABLE voucher_order ADD CONSTRAINT voucher_order_award_id_fk FOREIGN KEY (alliance_id, award_id) REFERENCES award (alliance_id, id);
ALTER TABLE voucher_order ADD CONSTRAINT voucher_order_holder_id_fk FOREIGN KEY (alliance_id, holder_id) REFERENCES person (alliance_id, id);
ALTER TABLE voucher_order ADD CONSTRAINT voucher_order_beneficiary_id_fk FOREIGN KEY (alliance_id, beneficiary_id) REFERENCES person (alliance_id, id);
ALTER TABLE voucher_order ADD CONSTRAINT voucher_order_provider_id_fk FOREIGN KEY (alliance_id, provider_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE voucher_order ADD CONSTRAINT voucher_order_service_id_fk FOREIGN KEY (alliance_id, service_id) REFERENCES offered_service (alliance_id, id);
ALTER TABLE voucher_order ADD CONSTRAINT voucher_order_ordered_by_fk FOREIGN KEY (alliance_id, ordered_by) REFERENCES account (alliance_id, id);
ALTER TABLE voucher ADD CONSTRAINT voucher_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE voucher ADD CONSTRAINT voucher_order_id_fk FOREIGN KEY (alliance_id, order_id) REFERENCES voucher_order (alliance_id, id);
ALTER TABLE voucher ADD CONSTRAINT voucher_wallet_id_fk FOREIGN KEY (alliance_id, wallet_id) REFERENCES wallet (alliance_id, id);
ALTER TABLE voucher ADD CONSTRAINT voucher_award_id_fk FOREIGN KEY (alliance_id, award_id) REFERENCES award (alliance_id, id);
ALTER TABLE voucher ADD CONSTRAINT voucher_employer_id_fk FOREIGN KEY (alliance_id, employer_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE voucher ADD CONSTRAINT voucher_holder_id_fk FOREIGN KEY (alliance_id, holder_id) REFERENCES person (alliance_id, id);
ALTER TABLE voucher ADD CONSTRAINT voucher_beneficiary_id_fk FOREIGN KEY (alliance_id, beneficiary_id) REFERENCES person (alliance_id, id);
ALTER TABLE voucher ADD CONSTRAINT voucher_provider_id_fk FOREIGN KEY (alliance_id, provider_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE voucher ADD CONSTRAINT voucher_service_id_fk FOREIGN KEY (alliance_id, service_id) REFERENCES offered_service (alliance_id, id);
ALTER TABLE till_user ADD CONSTRAINT till_user_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE till_user ADD CONSTRAINT till_user_organisation_id_fk FOREIGN KEY (alliance_id, organisation_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE till_user ADD CONSTRAINT till_user_place_id_fk FOREIGN KEY (alliance_id, place_id) REFERENCES place (alliance_id, id);
ALTER TABLE voucher_hold ADD CONSTRAINT voucher_hold_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE voucher_hold ADD CONSTRAINT voucher_hold_voucher_id_fk FOREIGN KEY (alliance_id, voucher_id) REFERENCES voucher (alliance_id, id);
ALTER TABLE voucher_hold ADD CONSTRAINT voucher_hold_provider_id_fk FOREIGN KEY (alliance_id, provider_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE voucher_hold ADD CONSTRAINT voucher_hold_place_id_fk FOREIGN KEY (alliance_id, place_id) REFERENCES place (alliance_id, id);
ALTER TABLE voucher_hold ADD CONSTRAINT voucher_hold_till_user_id_fk FOREIGN KEY (alliance_id, till_user_id) REFERENCES till_user (alliance_id, id);
ALTER TABLE redemption ADD CONSTRAINT redemption_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE redemption ADD CONSTRAINT redemption_hold_id_fk FOREIGN KEY (alliance_id, hold_id) REFERENCES voucher_hold (alliance_id, id);
ALTER TABLE redemption ADD CONSTRAINT redemption_voucher_id_fk FOREIGN KEY (alliance_id, voucher_id) REFERENCES voucher (alliance_id, id);
ALTER TABLE redemption ADD CONSTRAINT redemption_provider_id_fk FOREIGN KEY (alliance_id, provider_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE redemption ADD CONSTRAINT redemption_place_id_fk FOREIGN KEY (alliance_id, place_id) REFERENCES place (alliance_id, id);
ALTER TABLE redemption ADD CONSTRAINT redemption_till_user_id_fk FOREIGN KEY (alliance_id, till_user_id) REFERENCES till_user (alliance_id, id);

-- What must hold whatever the code does.
ALTER TABLE welfare_plan ADD CONSTRAINT welfare_plan_forwards CHECK (valid_until >= valid_from AND voucher_days BETWEEN 1 AND 1000);
ALTER TABLE wallet_credit ADD CONSTRAINT wallet_credit_amount CHECK (amount_cents > 0);
ALTER TABLE voucher_order ADD CONSTRAINT voucher_order_amount CHECK (units BETWEEN 1 AND 1000 AND unit_price_cents > 0);
ALTER TABLE voucher_order ADD CONSTRAINT voucher_order_one_payer CHECK (num_nonnulls(wallet_id, award_id) = 1);
-- For nothing past is paid back (DM 25 March 2016 art. 6).
ALTER TABLE voucher_order ADD CONSTRAINT voucher_order_not_for_the_past CHECK (service_from >= (created_at AT TIME ZONE 'Europe/Rome')::date);
-- Bought with an employee's credit or given by the Fund, never both; and a Fund voucher has no employer.
ALTER TABLE voucher ADD CONSTRAINT voucher_one_payer CHECK (num_nonnulls(wallet_id, award_id) = 1);
ALTER TABLE voucher ADD CONSTRAINT voucher_employer CHECK ((wallet_id IS NULL) = (employer_id IS NULL));
ALTER TABLE voucher ADD CONSTRAINT voucher_residual CHECK ((wallet_id IS NULL) = (carry_over IS NULL));
ALTER TABLE voucher ADD CONSTRAINT voucher_letter CHECK ((wallet_id IS NULL) = (tax_letter IS NULL));
-- One service at one provider, or goods and services of art. 51 c. 3 wherever the alliance has them.
ALTER TABLE voucher ADD CONSTRAINT voucher_one_service CHECK (num_nonnulls(provider_id, service_id) = 2
  OR (num_nonnulls(provider_id, service_id) = 0 AND tax_letter = 'comma3' AND vat_kind = 'multiPurpose'));
ALTER TABLE voucher ADD CONSTRAINT voucher_vat CHECK (vat_cents >= 0 AND vat_cents < nominal_cents AND (vat_kind = 'singlePurpose' OR vat_cents = 0));
ALTER TABLE voucher ADD CONSTRAINT voucher_amount CHECK (nominal_cents > 0 AND spent_cents BETWEEN 0 AND nominal_cents);
-- A single-purpose voucher buys one service for its whole nominal value.
ALTER TABLE voucher ADD CONSTRAINT voucher_whole CHECK (vat_kind = 'multiPurpose' OR spent_cents IN (0, nominal_cents));
ALTER TABLE voucher ADD CONSTRAINT voucher_spent CHECK ((state = 'spent') = (spent_cents = nominal_cents));
ALTER TABLE voucher ADD CONSTRAINT voucher_closed CHECK ((closed_at IS NULL) = (state IN ('active', 'held')));
ALTER TABLE till_user ADD CONSTRAINT till_user_tries CHECK (failed_tries >= 0);
CREATE UNIQUE INDEX voucher_hold_one_at_a_time ON voucher_hold (voucher_id) WHERE state = 'held';
ALTER TABLE voucher_hold ADD CONSTRAINT voucher_hold_amount CHECK (amount_cents > 0 AND held_until > created_at);
ALTER TABLE voucher_hold ADD CONSTRAINT voucher_hold_resolved CHECK ((resolved_at IS NULL) = (state = 'held'));
ALTER TABLE redemption ADD CONSTRAINT redemption_split CHECK (
  amount_cents > 0 AND provider_cents >= 0 AND fund_cents >= 0 AND fee_cents >= 0
  AND provider_cents + fund_cents + fee_cents = amount_cents);
ALTER TABLE redemption ADD CONSTRAINT redemption_refunded CHECK (refunded_cents BETWEEN 0 AND amount_cents);

ALTER TABLE numbering DROP CONSTRAINT numbering_series;
ALTER TABLE numbering ADD CONSTRAINT numbering_series CHECK (
  series IN ('dossier', 'protocol', 'providerApplication', 'providerComplaint', 'voucher', 'voucherOrder'));

-- What falls due is found by its day alone, however many vouchers do not.
CREATE INDEX voucher_due_idx ON voucher (alliance_id, expires_at, id) WHERE state IN ('active', 'held');

-- What a voucher is never changes: whoever should have another is given another (art. 51 c. 3-bis TUIR).
CREATE FUNCTION guard_voucher() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'voucher: never deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.id, NEW.alliance_id, NEW.number, NEW.order_id, NEW.wallet_id, NEW.award_id, NEW.employer_id, NEW.holder_id,
      NEW.beneficiary_id, NEW.provider_id, NEW.service_id, NEW.tax_letter, NEW.vat_kind, NEW.vat_cents, NEW.nominal_cents,
      NEW.carry_over, NEW.issued_at)
     IS DISTINCT FROM
     (OLD.id, OLD.alliance_id, OLD.number, OLD.order_id, OLD.wallet_id, OLD.award_id, OLD.employer_id, OLD.holder_id,
      OLD.beneficiary_id, OLD.provider_id, OLD.service_id, OLD.tax_letter, OLD.vat_kind, OLD.vat_cents, OLD.nominal_cents,
      OLD.carry_over, OLD.issued_at) THEN
    RAISE EXCEPTION 'voucher: what it is never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state IN ('expired', 'voided') AND NEW.state <> OLD.state THEN
    RAISE EXCEPTION 'voucher: % is the end', OLD.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER voucher_guard BEFORE UPDATE OR DELETE ON voucher
  FOR EACH ROW EXECUTE FUNCTION guard_voucher();
CREATE TRIGGER voucher_never_emptied BEFORE TRUNCATE ON voucher
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

ALTER TABLE welfare_plan ENABLE ROW LEVEL SECURITY;
ALTER TABLE welfare_plan FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON welfare_plan TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE ON welfare_plan TO reciproca_app;
ALTER TABLE wallet ENABLE ROW LEVEL SECURITY;
ALTER TABLE wallet FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON wallet TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE ON wallet TO reciproca_app;
ALTER TABLE wallet_credit ENABLE ROW LEVEL SECURITY;
ALTER TABLE wallet_credit FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON wallet_credit TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT ON wallet_credit TO reciproca_app;
ALTER TABLE voucher_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE voucher_order FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON voucher_order TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT ON voucher_order TO reciproca_app;
ALTER TABLE voucher ENABLE ROW LEVEL SECURITY;
ALTER TABLE voucher FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON voucher TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE ON voucher TO reciproca_app;
ALTER TABLE till_user ENABLE ROW LEVEL SECURITY;
ALTER TABLE till_user FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON till_user TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE ON till_user TO reciproca_app;
ALTER TABLE voucher_hold ENABLE ROW LEVEL SECURITY;
ALTER TABLE voucher_hold FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON voucher_hold TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE ON voucher_hold TO reciproca_app;
ALTER TABLE redemption ENABLE ROW LEVEL SECURITY;
ALTER TABLE redemption FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON redemption TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE ON redemption TO reciproca_app;
