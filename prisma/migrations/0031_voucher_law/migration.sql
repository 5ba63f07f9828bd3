-- The law of vouchers: who is family, what a year's benefits in kind come to, and why a voucher was lawful (docs/voucher-law.md).

CREATE TYPE fringe_kind AS ENUM ('goodsInKind', 'homeBills', 'homeRent', 'otherEmployer', 'mealPaper', 'mealElectronic');

CREATE TABLE family_declaration (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    employee_id UUID NOT NULL,
    relative_id UUID NOT NULL,
    detail_sealed BYTEA NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE,
    declared_by UUID NOT NULL,
    declared_at TIMESTAMPTZ(3) NOT NULL,
    replaced_at TIMESTAMPTZ(3),

    CONSTRAINT family_declaration_pkey PRIMARY KEY (id)
);

CREATE TABLE fringe_entry (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    person_id UUID NOT NULL,
    employer_id UUID NOT NULL,
    kind fringe_kind NOT NULL,
    month DATE NOT NULL,
    amount_cents INTEGER NOT NULL,
    days INTEGER,
    entered_by UUID NOT NULL,
    entered_at TIMESTAMPTZ(3) NOT NULL,
    withdrawn_at TIMESTAMPTZ(3),

    CONSTRAINT fringe_entry_pkey PRIMARY KEY (id)
);

CREATE TABLE fringe_exceedance (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    person_id UUID NOT NULL,
    employer_id UUID NOT NULL,
    year INTEGER NOT NULL,
    allowed_by UUID NOT NULL,
    allowed_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT fringe_exceedance_pkey PRIMARY KEY (id)
);

CREATE TABLE voucher_decision (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    holder_id UUID NOT NULL,
    employer_id UUID NOT NULL,
    rule_version_id UUID NOT NULL,
    content_hash TEXT NOT NULL,
    engine_version TEXT NOT NULL,
    facts_sealed BYTEA NOT NULL,
    parameters JSONB NOT NULL,
    outcome_sealed BYTEA NOT NULL,
    tax_letter tax_letter NOT NULL,
    made_by TEXT NOT NULL,
    made_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT voucher_decision_pkey PRIMARY KEY (id)
);

CREATE INDEX family_declaration_alliance_id_employee_id_idx ON family_declaration(alliance_id, employee_id);

CREATE INDEX fringe_entry_alliance_id_employer_id_person_id_idx ON fringe_entry(alliance_id, employer_id, person_id);

CREATE UNIQUE INDEX fringe_exceedance_employer_id_person_id_year_key ON fringe_exceedance(employer_id, person_id, year);

CREATE INDEX voucher_decision_alliance_id_holder_id_idx ON voucher_decision(alliance_id, holder_id);

-- Every reference stays within the alliance.
ALTER TABLE voucher_decision ADD CONSTRAINT voucher_decision_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE family_declaration ADD CONSTRAINT family_declaration_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE family_declaration ADD CONSTRAINT family_declaration_employee_id_fk FOREIGN KEY (alliance_id, employee_id) REFERENCES person (alliance_id, id);
ALTER TABLE family_declaration ADD CONSTRAINT family_declaration_relative_id_fk FOREIGN KEY (alliance_id, relative_id) REFERENCES person (alliance_id, id);
ALTER TABLE family_declaration ADD CONSTRAINT family_declaration_declared_by_fk FOREIGN KEY (alliance_id, declared_by) REFERENCES account (alliance_id, id);
ALTER TABLE fringe_entry ADD CONSTRAINT fringe_entry_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE fringe_entry ADD CONSTRAINT fringe_entry_person_id_fk FOREIGN KEY (alliance_id, person_id) REFERENCES person (alliance_id, id);
ALTER TABLE fringe_entry ADD CONSTRAINT fringe_entry_employer_id_fk FOREIGN KEY (alliance_id, employer_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE fringe_entry ADD CONSTRAINT fringe_entry_entered_by_fk FOREIGN KEY (alliance_id, entered_by) REFERENCES account (alliance_id, id);
ALTER TABLE fringe_exceedance ADD CONSTRAINT fringe_exceedance_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE fringe_exceedance ADD CONSTRAINT fringe_exceedance_person_id_fk FOREIGN KEY (alliance_id, person_id) REFERENCES person (alliance_id, id);
ALTER TABLE fringe_exceedance ADD CONSTRAINT fringe_exceedance_employer_id_fk FOREIGN KEY (alliance_id, employer_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE fringe_exceedance ADD CONSTRAINT fringe_exceedance_allowed_by_fk FOREIGN KEY (alliance_id, allowed_by) REFERENCES account (alliance_id, id);
ALTER TABLE voucher_decision ADD CONSTRAINT voucher_decision_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE voucher_decision ADD CONSTRAINT voucher_decision_holder_id_fk FOREIGN KEY (alliance_id, holder_id) REFERENCES person (alliance_id, id);
ALTER TABLE voucher_decision ADD CONSTRAINT voucher_decision_employer_id_fk FOREIGN KEY (alliance_id, employer_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE voucher_decision ADD CONSTRAINT voucher_decision_rule_version_id_fk FOREIGN KEY (alliance_id, rule_version_id) REFERENCES rule_version (alliance_id, id);

-- What must hold whatever the code does.
ALTER TABLE family_declaration ADD CONSTRAINT family_declaration_forwards CHECK (valid_until IS NULL OR valid_until >= valid_from);
ALTER TABLE family_declaration ADD CONSTRAINT family_declaration_of_another CHECK (employee_id <> relative_id);
CREATE UNIQUE INDEX family_declaration_once_a_day ON family_declaration (employee_id, relative_id, valid_from) WHERE replaced_at IS NULL;
ALTER TABLE fringe_entry ADD CONSTRAINT fringe_entry_amount CHECK (amount_cents > 0);
ALTER TABLE fringe_entry ADD CONSTRAINT fringe_entry_month CHECK (extract(day FROM month) = 1);
-- Meal vouchers are counted by the day, everything else by its sum.
ALTER TABLE fringe_entry ADD CONSTRAINT fringe_entry_days CHECK ((days IS NOT NULL) = (kind IN ('mealPaper', 'mealElectronic')) AND coalesce(days BETWEEN 1 AND 31, true));

ALTER TABLE family_declaration ENABLE ROW LEVEL SECURITY;
ALTER TABLE family_declaration FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON family_declaration TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE (valid_until, replaced_at) ON family_declaration TO reciproca_app;
ALTER TABLE fringe_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE fringe_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON fringe_entry TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE (withdrawn_at) ON fringe_entry TO reciproca_app;
ALTER TABLE fringe_exceedance ENABLE ROW LEVEL SECURITY;
ALTER TABLE fringe_exceedance FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON fringe_exceedance TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT ON fringe_exceedance TO reciproca_app;
ALTER TABLE voucher_decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE voucher_decision FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON voucher_decision TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT ON voucher_decision TO reciproca_app;
