-- Slips for a till without network, and redemptions that were a mistake (docs/till-on-paper.md).

CREATE TYPE redemption_correction_kind AS ENUM ('reversal', 'lateSlip');

CREATE TYPE redemption_correction_state AS ENUM ('asked', 'approved', 'refused');

CREATE TABLE paper_slip (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    book_id UUID NOT NULL,
    number TEXT NOT NULL,
    provider_id UUID NOT NULL,
    place_id UUID NOT NULL,
    printed_by UUID NOT NULL,
    printed_at TIMESTAMPTZ(3) NOT NULL,
    redemption_id UUID,
    served_at TIMESTAMPTZ(3),
    entered_at TIMESTAMPTZ(3),

    CONSTRAINT paper_slip_pkey PRIMARY KEY (id)
);

CREATE TABLE redemption_correction (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    kind redemption_correction_kind NOT NULL,
    state redemption_correction_state NOT NULL DEFAULT 'asked',
    provider_id UUID NOT NULL,
    voucher_id UUID NOT NULL,
    redemption_id UUID,
    slip_id UUID,
    till_user_id UUID,
    served_at TIMESTAMPTZ(3),
    right_cents INTEGER,
    reason_sealed BYTEA NOT NULL,
    asked_by UUID NOT NULL,
    asked_at TIMESTAMPTZ(3) NOT NULL,
    answer_sealed BYTEA,
    decided_by UUID,
    decided_at TIMESTAMPTZ(3),
    made_redemption_id UUID,

    CONSTRAINT redemption_correction_pkey PRIMARY KEY (id)
);

-- What is given back by a correction was asked for and approved, and by nobody at a till.
ALTER TABLE redemption_refund ALTER COLUMN till_user_id DROP NOT NULL;
ALTER TABLE redemption_refund ADD COLUMN correction_id UUID;

CREATE INDEX paper_slip_alliance_id_book_id_idx ON paper_slip(alliance_id, book_id);

CREATE INDEX redemption_correction_alliance_id_provider_id_idx ON redemption_correction(alliance_id, provider_id);

CREATE UNIQUE INDEX paper_slip_alliance_id_number_key ON paper_slip(alliance_id, number);

CREATE UNIQUE INDEX paper_slip_redemption_id_key ON paper_slip(redemption_id);

CREATE UNIQUE INDEX redemption_correction_made_redemption_id_key ON redemption_correction(made_redemption_id);

CREATE UNIQUE INDEX redemption_refund_correction_id_key ON redemption_refund(correction_id);

-- Every reference stays within the alliance.
ALTER TABLE paper_slip ADD CONSTRAINT paper_slip_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE redemption_correction ADD CONSTRAINT redemption_correction_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE paper_slip ADD CONSTRAINT paper_slip_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE paper_slip ADD CONSTRAINT paper_slip_provider_id_fk FOREIGN KEY (alliance_id, provider_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE paper_slip ADD CONSTRAINT paper_slip_place_id_fk FOREIGN KEY (alliance_id, place_id) REFERENCES place (alliance_id, id);
ALTER TABLE paper_slip ADD CONSTRAINT paper_slip_printed_by_fk FOREIGN KEY (alliance_id, printed_by) REFERENCES account (alliance_id, id);
ALTER TABLE paper_slip ADD CONSTRAINT paper_slip_redemption_id_fk FOREIGN KEY (alliance_id, redemption_id) REFERENCES redemption (alliance_id, id);
ALTER TABLE redemption_correction ADD CONSTRAINT redemption_correction_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE redemption_correction ADD CONSTRAINT redemption_correction_provider_id_fk FOREIGN KEY (alliance_id, provider_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE redemption_correction ADD CONSTRAINT redemption_correction_voucher_id_fk FOREIGN KEY (alliance_id, voucher_id) REFERENCES voucher (alliance_id, id);
ALTER TABLE redemption_correction ADD CONSTRAINT redemption_correction_redemption_id_fk FOREIGN KEY (alliance_id, redemption_id) REFERENCES redemption (alliance_id, id);
ALTER TABLE redemption_correction ADD CONSTRAINT redemption_correction_slip_id_fk FOREIGN KEY (alliance_id, slip_id) REFERENCES paper_slip (alliance_id, id);
ALTER TABLE redemption_correction ADD CONSTRAINT redemption_correction_till_user_id_fk FOREIGN KEY (alliance_id, till_user_id) REFERENCES till_user (alliance_id, id);
ALTER TABLE redemption_correction ADD CONSTRAINT redemption_correction_asked_by_fk FOREIGN KEY (alliance_id, asked_by) REFERENCES account (alliance_id, id);
ALTER TABLE redemption_correction ADD CONSTRAINT redemption_correction_decided_by_fk FOREIGN KEY (alliance_id, decided_by) REFERENCES account (alliance_id, id);
ALTER TABLE redemption_correction ADD CONSTRAINT redemption_correction_made_redemption_id_fk FOREIGN KEY (alliance_id, made_redemption_id) REFERENCES redemption (alliance_id, id);
-- NOT VALID as in 0004_rule_guards: the column is new, and there is no old row to look at.
ALTER TABLE redemption_refund ADD CONSTRAINT redemption_refund_correction_id_fk FOREIGN KEY (alliance_id, correction_id) REFERENCES redemption_correction (alliance_id, id) NOT VALID;

-- What must hold whatever the code does.
ALTER TABLE paper_slip ADD CONSTRAINT paper_slip_entered CHECK (num_nonnulls(redemption_id, served_at, entered_at) IN (0, 3));
ALTER TABLE paper_slip ADD CONSTRAINT paper_slip_forwards CHECK (served_at >= printed_at AND entered_at >= served_at);
ALTER TABLE redemption_correction ADD CONSTRAINT redemption_correction_kind CHECK (
  CASE kind WHEN 'reversal' THEN redemption_id IS NOT NULL AND num_nonnulls(slip_id, till_user_id, served_at) = 0
            ELSE redemption_id IS NULL AND num_nonnulls(slip_id, till_user_id, served_at, right_cents) = 4 END);
ALTER TABLE redemption_correction ADD CONSTRAINT redemption_correction_amount CHECK (right_cents > 0);
ALTER TABLE redemption_correction ADD CONSTRAINT redemption_correction_decided CHECK (
  num_nonnulls(decided_by, decided_at) = CASE state WHEN 'asked' THEN 0 ELSE 2 END);
ALTER TABLE redemption_correction ADD CONSTRAINT redemption_correction_answered CHECK ((state = 'refused') = (answer_sealed IS NOT NULL));
-- Whoever asked for it never decides on it.
ALTER TABLE redemption_correction ADD CONSTRAINT redemption_correction_second_person CHECK (decided_by <> asked_by);
ALTER TABLE redemption_correction ADD CONSTRAINT redemption_correction_made CHECK (
  (made_redemption_id IS NOT NULL) = (state = 'approved' AND right_cents IS NOT NULL));
-- Asked for once at a time.
CREATE UNIQUE INDEX redemption_correction_one_at_a_time ON redemption_correction (alliance_id, redemption_id) WHERE state = 'asked';
CREATE UNIQUE INDEX redemption_correction_one_slip_at_a_time ON redemption_correction (alliance_id, slip_id) WHERE state = 'asked';
ALTER TABLE redemption_refund ADD CONSTRAINT redemption_refund_by CHECK (num_nonnulls(till_user_id, correction_id) = 1);

-- A slip is entered once.
CREATE FUNCTION guard_paper_slip() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.redemption_id IS NOT NULL THEN
    RAISE EXCEPTION 'paper slip: entered once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER paper_slip_guard BEFORE UPDATE ON paper_slip
  FOR EACH ROW EXECUTE FUNCTION guard_paper_slip();

-- A correction is decided once.
CREATE FUNCTION guard_redemption_correction() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state <> 'asked' THEN
    RAISE EXCEPTION 'redemption correction: decided once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER redemption_correction_guard BEFORE UPDATE ON redemption_correction
  FOR EACH ROW EXECUTE FUNCTION guard_redemption_correction();

-- What a correction gives back was approved by the time it is committed, and is of the redemption that it is about.
CREATE FUNCTION guard_redemption_refund() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.correction_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM redemption_correction c
     WHERE c.id = NEW.correction_id AND c.redemption_id = NEW.redemption_id AND c.state = 'approved') THEN
    RAISE EXCEPTION 'redemption refund: nobody approved its correction' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER redemption_refund_guard AFTER INSERT ON redemption_refund
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_redemption_refund();

ALTER TABLE paper_slip ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_slip FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON paper_slip TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE (redemption_id, served_at, entered_at) ON paper_slip TO reciproca_app;
ALTER TABLE redemption_correction ENABLE ROW LEVEL SECURITY;
ALTER TABLE redemption_correction FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON redemption_correction TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE (state, answer_sealed, decided_by, decided_at, made_redemption_id) ON redemption_correction TO reciproca_app;
