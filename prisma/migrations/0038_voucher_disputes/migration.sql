-- What whoever held a voucher disputes of a redemption, with its provider (docs/voucher-disputes.md).

CREATE TYPE voucher_dispute_reason AS ENUM ('notDelivered', 'notAsAgreed', 'chargedTwice', 'wrongAmount');

CREATE TYPE voucher_dispute_state AS ENUM ('open', 'answered', 'forHolder', 'forProvider', 'withdrawn');

CREATE TABLE voucher_dispute (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    code TEXT NOT NULL,
    redemption_id UUID NOT NULL,
    voucher_id UUID NOT NULL,
    provider_id UUID NOT NULL,
    holder_id UUID NOT NULL,
    reason voucher_dispute_reason NOT NULL,
    amount_cents INTEGER NOT NULL,
    state voucher_dispute_state NOT NULL DEFAULT 'open',
    text_sealed BYTEA NOT NULL,
    opened_by UUID NOT NULL,
    opened_at TIMESTAMPTZ(3) NOT NULL,
    answer_due_on DATE NOT NULL,
    decision_working_days INTEGER NOT NULL,
    answer_sealed BYTEA,
    agrees BOOLEAN,
    answered_by UUID,
    answered_at TIMESTAMPTZ(3),
    granted_cents INTEGER,
    reasons_sealed BYTEA,
    letter_document_id UUID,
    decided_by UUID,
    decided_at TIMESTAMPTZ(3),
    withdrawn_at TIMESTAMPTZ(3),

    CONSTRAINT voucher_dispute_pkey PRIMARY KEY (id)
);

CREATE INDEX voucher_dispute_alliance_id_holder_id_idx ON voucher_dispute(alliance_id, holder_id);

CREATE INDEX voucher_dispute_alliance_id_provider_id_idx ON voucher_dispute(alliance_id, provider_id);

CREATE UNIQUE INDEX voucher_dispute_alliance_id_code_key ON voucher_dispute(alliance_id, code);

-- A redemption is disputed once; what was withdrawn may be disputed again.
CREATE UNIQUE INDEX voucher_dispute_once ON voucher_dispute (redemption_id) WHERE state <> 'withdrawn';

-- Every reference stays within the alliance.
ALTER TABLE voucher_dispute ADD CONSTRAINT voucher_dispute_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE voucher_dispute ADD CONSTRAINT voucher_dispute_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE voucher_dispute ADD CONSTRAINT voucher_dispute_redemption_id_fk FOREIGN KEY (alliance_id, redemption_id) REFERENCES redemption (alliance_id, id);
ALTER TABLE voucher_dispute ADD CONSTRAINT voucher_dispute_voucher_id_fk FOREIGN KEY (alliance_id, voucher_id) REFERENCES voucher (alliance_id, id);
ALTER TABLE voucher_dispute ADD CONSTRAINT voucher_dispute_provider_id_fk FOREIGN KEY (alliance_id, provider_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE voucher_dispute ADD CONSTRAINT voucher_dispute_holder_id_fk FOREIGN KEY (alliance_id, holder_id) REFERENCES person (alliance_id, id);
ALTER TABLE voucher_dispute ADD CONSTRAINT voucher_dispute_opened_by_fk FOREIGN KEY (alliance_id, opened_by) REFERENCES account (alliance_id, id);
ALTER TABLE voucher_dispute ADD CONSTRAINT voucher_dispute_answered_by_fk FOREIGN KEY (alliance_id, answered_by) REFERENCES account (alliance_id, id);
ALTER TABLE voucher_dispute ADD CONSTRAINT voucher_dispute_decided_by_fk FOREIGN KEY (alliance_id, decided_by) REFERENCES account (alliance_id, id);
ALTER TABLE voucher_dispute ADD CONSTRAINT voucher_dispute_letter_document_id_fk FOREIGN KEY (alliance_id, letter_document_id) REFERENCES document (alliance_id, id);

-- What must hold whatever the code does.
ALTER TABLE voucher_dispute ADD CONSTRAINT voucher_dispute_amount CHECK (amount_cents > 0 AND decision_working_days > 0);
ALTER TABLE voucher_dispute ADD CONSTRAINT voucher_dispute_answered CHECK (
  num_nonnulls(answer_sealed, agrees, answered_by, answered_at) IN (0, 4)
  AND CASE state WHEN 'open' THEN answered_at IS NULL WHEN 'answered' THEN answered_at IS NOT NULL ELSE true END);
ALTER TABLE voucher_dispute ADD CONSTRAINT voucher_dispute_decided CHECK (
  num_nonnulls(granted_cents, reasons_sealed, letter_document_id, decided_by, decided_at)
  = CASE WHEN state IN ('forHolder', 'forProvider') THEN 5 ELSE 0 END);
ALTER TABLE voucher_dispute ADD CONSTRAINT voucher_dispute_granted CHECK (
  granted_cents IS NULL OR granted_cents BETWEEN 0 AND amount_cents AND (granted_cents > 0) = (state = 'forHolder'));
-- Whoever opened it, for somebody at the desk, does not decide it.
ALTER TABLE voucher_dispute ADD CONSTRAINT voucher_dispute_second_person CHECK (decided_by IS DISTINCT FROM opened_by);
ALTER TABLE voucher_dispute ADD CONSTRAINT voucher_dispute_withdrawn CHECK ((withdrawn_at IS NULL) = (state <> 'withdrawn'));

-- Decided or withdrawn is the end, and what it is about never changes.
CREATE FUNCTION guard_voucher_dispute() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state NOT IN ('open', 'answered') THEN
    RAISE EXCEPTION 'voucher dispute: % is the end', OLD.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER voucher_dispute_guard BEFORE UPDATE ON voucher_dispute
  FOR EACH ROW EXECUTE FUNCTION guard_voucher_dispute();

-- Whether what was taken is disputed and not decided yet: until then nothing of it moves.
CREATE FUNCTION is_disputed(p_redemption_id UUID) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM voucher_dispute d WHERE d.redemption_id = p_redemption_id AND d.state IN ('open', 'answered'))
$$;

-- No payment is planned of it: whoever is second, a batch or a dispute, has waited for the first on the redemption's row.
CREATE FUNCTION guard_disputed_line() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM redemption WHERE id = NEW.redemption_id FOR NO KEY UPDATE;
  IF NEW.refund_transfer_id IS NULL AND is_disputed(NEW.redemption_id) THEN
    RAISE EXCEPTION 'settlement line: its redemption is disputed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settlement_line_disputed BEFORE INSERT ON settlement_line
  FOR EACH ROW EXECUTE FUNCTION guard_disputed_line();

-- And none that was planned before leaves for the bank.
CREATE FUNCTION guard_disputed_item() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state = 'sent' AND OLD.state <> 'sent' AND EXISTS (
    SELECT FROM settlement_line l
     WHERE l.item_id = NEW.id AND l.refund_transfer_id IS NULL AND l.released_at IS NULL AND is_disputed(l.redemption_id)) THEN
    RAISE EXCEPTION 'settlement item: one of its redemptions is disputed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settlement_item_disputed BEFORE UPDATE OF state ON settlement_item
  FOR EACH ROW EXECUTE FUNCTION guard_disputed_item();

-- Nor does a till give it back beside the decision.
CREATE FUNCTION guard_disputed_redemption() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.refunded_cents <> OLD.refunded_cents AND is_disputed(NEW.id) THEN
    RAISE EXCEPTION 'redemption: it is disputed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER redemption_disputed BEFORE UPDATE OF refunded_cents ON redemption
  FOR EACH ROW EXECUTE FUNCTION guard_disputed_redemption();

-- A refund is made at a till, or by a decision. NOT VALID: to look at old rows, of which none has a dispute, Postgres
-- would read as the owner, whom forced row-level security stops.
ALTER TABLE redemption_refund ADD COLUMN dispute_id UUID;
ALTER TABLE redemption_refund ADD CONSTRAINT redemption_refund_dispute_id_fk FOREIGN KEY (alliance_id, dispute_id) REFERENCES voucher_dispute (alliance_id, id) NOT VALID;
ALTER TABLE redemption_refund DROP CONSTRAINT redemption_refund_by;
ALTER TABLE redemption_refund ADD CONSTRAINT redemption_refund_by CHECK (num_nonnulls(till_user_id, correction_id, dispute_id) = 1);

-- One more series of numbers, whichever there are by now.
DO $$
DECLARE
  v_check TEXT;
BEGIN
  SELECT pg_get_constraintdef(oid) INTO STRICT v_check FROM pg_constraint
   WHERE conname = 'numbering_series' AND conrelid = 'numbering'::regclass;
  ALTER TABLE numbering DROP CONSTRAINT numbering_series;
  EXECUTE 'ALTER TABLE numbering ADD CONSTRAINT numbering_series '
    || replace(v_check, 'ARRAY[', 'ARRAY[''voucherDispute''::text, ');
END $$;

ALTER TABLE voucher_dispute ENABLE ROW LEVEL SECURITY;
ALTER TABLE voucher_dispute FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON voucher_dispute TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE (state, answer_sealed, agrees, answered_by, answered_at, granted_cents, reasons_sealed, letter_document_id, decided_by, decided_at, withdrawn_at) ON voucher_dispute TO reciproca_app;
