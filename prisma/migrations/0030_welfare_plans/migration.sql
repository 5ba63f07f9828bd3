-- Employers' plans, what employers pay in, and the invoices by which their contributions are collected (docs/welfare-plans.md).

CREATE TYPE plan_population AS ENUM ('everybody', 'level', 'site', 'contractType', 'seniority', 'workingTime', 'familyLoad');

ALTER TABLE welfare_plan ALTER COLUMN population TYPE plan_population USING population::plan_population;
ALTER TABLE welfare_plan ADD COLUMN population_value TEXT;
ALTER TABLE welfare_plan ADD COLUMN grace_days INTEGER NOT NULL DEFAULT 30;

-- Whether a wallet still orders follows from its holder's jobs on the day: kept beside them it would be wrong one day.
ALTER TABLE wallet DROP COLUMN frozen_at;

CREATE TABLE prefund (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    amount_cents INTEGER NOT NULL,
    bank_ref TEXT NOT NULL,
    recorded_by UUID NOT NULL,
    received_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT prefund_pkey PRIMARY KEY (id)
);

CREATE TABLE employer_invoice (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    month DATE NOT NULL,
    share_cents INTEGER NOT NULL,
    prefund_cents INTEGER NOT NULL,
    drawn_up_by UUID NOT NULL,
    drawn_up_at TIMESTAMPTZ(3) NOT NULL,
    bank_ref TEXT,
    contribution_id UUID,
    paid_at TIMESTAMPTZ(3),

    CONSTRAINT employer_invoice_pkey PRIMARY KEY (id)
);

CREATE TABLE invoice_line (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    voucher_id UUID NOT NULL,
    amount_cents INTEGER NOT NULL,

    CONSTRAINT invoice_line_pkey PRIMARY KEY (id)
);

CREATE INDEX prefund_alliance_id_organisation_id_idx ON prefund(alliance_id, organisation_id);

CREATE UNIQUE INDEX prefund_alliance_id_bank_ref_key ON prefund(alliance_id, bank_ref);

CREATE UNIQUE INDEX employer_invoice_alliance_id_organisation_id_month_key ON employer_invoice(alliance_id, organisation_id, month);

CREATE UNIQUE INDEX employer_invoice_alliance_id_bank_ref_key ON employer_invoice(alliance_id, bank_ref);

CREATE INDEX invoice_line_alliance_id_invoice_id_idx ON invoice_line(alliance_id, invoice_id);

CREATE UNIQUE INDEX invoice_line_voucher_id_key ON invoice_line(voucher_id);

-- Every reference stays within the alliance.
ALTER TABLE contribution ADD CONSTRAINT contribution_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE employer_invoice ADD CONSTRAINT employer_invoice_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE prefund ADD CONSTRAINT prefund_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE prefund ADD CONSTRAINT prefund_organisation_id_fk FOREIGN KEY (alliance_id, organisation_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE prefund ADD CONSTRAINT prefund_recorded_by_fk FOREIGN KEY (alliance_id, recorded_by) REFERENCES account (alliance_id, id);
ALTER TABLE employer_invoice ADD CONSTRAINT employer_invoice_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE employer_invoice ADD CONSTRAINT employer_invoice_organisation_id_fk FOREIGN KEY (alliance_id, organisation_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE employer_invoice ADD CONSTRAINT employer_invoice_drawn_up_by_fk FOREIGN KEY (alliance_id, drawn_up_by) REFERENCES account (alliance_id, id);
ALTER TABLE employer_invoice ADD CONSTRAINT employer_invoice_contribution_id_fk FOREIGN KEY (alliance_id, contribution_id) REFERENCES contribution (alliance_id, id);
ALTER TABLE invoice_line ADD CONSTRAINT invoice_line_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE invoice_line ADD CONSTRAINT invoice_line_invoice_id_fk FOREIGN KEY (alliance_id, invoice_id) REFERENCES employer_invoice (alliance_id, id);
ALTER TABLE invoice_line ADD CONSTRAINT invoice_line_voucher_id_fk FOREIGN KEY (alliance_id, voucher_id) REFERENCES voucher (alliance_id, id);

-- What must hold whatever the code does.
ALTER TABLE welfare_plan ADD CONSTRAINT welfare_plan_category CHECK ((population = 'everybody') = (population_value IS NULL));
ALTER TABLE welfare_plan ADD CONSTRAINT welfare_plan_grace CHECK (grace_days BETWEEN 0 AND 366);
ALTER TABLE prefund ADD CONSTRAINT prefund_amount CHECK (amount_cents > 0);
ALTER TABLE employer_invoice ADD CONSTRAINT employer_invoice_amount CHECK (share_cents >= 0 AND prefund_cents >= 0 AND share_cents + prefund_cents > 0);
ALTER TABLE employer_invoice ADD CONSTRAINT employer_invoice_month CHECK (extract(day FROM month) = 1);
ALTER TABLE employer_invoice ADD CONSTRAINT employer_invoice_paid CHECK ((bank_ref IS NULL) = (paid_at IS NULL) AND (contribution_id IS NULL OR paid_at IS NOT NULL));
ALTER TABLE invoice_line ADD CONSTRAINT invoice_line_amount CHECK (amount_cents > 0);

-- A plan is agreed with people who count on it: once it is active it is only closed, and told which plan follows it.
CREATE FUNCTION guard_welfare_plan() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.alliance_id, NEW.organisation_id, NEW.created_by, NEW.created_at)
     IS DISTINCT FROM (OLD.id, OLD.alliance_id, OLD.organisation_id, OLD.created_by, OLD.created_at) THEN
    RAISE EXCEPTION 'welfare_plan: whose it is never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state <> 'draft' AND
     (NEW.name, NEW.source, NEW.population, NEW.population_value, NEW.valid_from, NEW.valid_until, NEW.voucher_days,
      NEW.carry_over, NEW.family_mode, NEW.grace_days)
     IS DISTINCT FROM
     (OLD.name, OLD.source, OLD.population, OLD.population_value, OLD.valid_from, OLD.valid_until, OLD.voucher_days,
      OLD.carry_over, OLD.family_mode, OLD.grace_days) THEN
    RAISE EXCEPTION 'welfare_plan: its terms stand once it is active' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.next_plan_id IS NOT NULL AND NEW.next_plan_id IS DISTINCT FROM OLD.next_plan_id THEN
    RAISE EXCEPTION 'welfare_plan: the plan that follows is named once' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state <> OLD.state AND NOT (OLD.state = 'draft' OR (OLD.state = 'active' AND NEW.state = 'closed')) THEN
    RAISE EXCEPTION 'welfare_plan: % does not become %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER welfare_plan_guard BEFORE UPDATE ON welfare_plan
  FOR EACH ROW EXECUTE FUNCTION guard_welfare_plan();

-- What an employer was asked for never changes; it is paid once.
CREATE FUNCTION guard_employer_invoice() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.alliance_id, NEW.organisation_id, NEW.month, NEW.share_cents, NEW.prefund_cents, NEW.drawn_up_by, NEW.drawn_up_at)
     IS DISTINCT FROM
     (OLD.id, OLD.alliance_id, OLD.organisation_id, OLD.month, OLD.share_cents, OLD.prefund_cents, OLD.drawn_up_by, OLD.drawn_up_at) THEN
    RAISE EXCEPTION 'employer_invoice: what it asks for never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.paid_at IS NOT NULL THEN
    RAISE EXCEPTION 'employer_invoice: paid once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER employer_invoice_guard BEFORE UPDATE ON employer_invoice
  FOR EACH ROW EXECUTE FUNCTION guard_employer_invoice();

ALTER TABLE prefund ENABLE ROW LEVEL SECURITY;
ALTER TABLE prefund FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON prefund TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT ON prefund TO reciproca_app;
ALTER TABLE employer_invoice ENABLE ROW LEVEL SECURITY;
ALTER TABLE employer_invoice FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON employer_invoice TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE ON employer_invoice TO reciproca_app;
ALTER TABLE invoice_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE invoice_line FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON invoice_line TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT ON invoice_line TO reciproca_app;
