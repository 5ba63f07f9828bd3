-- A payment that the bank made and brought back later is owed again, once (docs/settlement.md).
ALTER TYPE settlement_item_state ADD VALUE 'returned';
ALTER TABLE settlement_item ADD COLUMN returned_at TIMESTAMPTZ(3);
-- As text: a value that is new cannot be named otherwise before the migration is over.
ALTER TABLE settlement_item ADD CONSTRAINT settlement_item_returned CHECK ((returned_at IS NOT NULL) = (state::text = 'returned'));
GRANT UPDATE (returned_at) ON settlement_item TO reciproca_app;
CREATE INDEX settlement_item_returned_idx ON settlement_item (alliance_id) WHERE returned_at IS NOT NULL;

-- By which line it came back: one line a payment, and of a line that somebody explained so.
ALTER TABLE bank_line ADD COLUMN returned_item_id UUID;
ALTER TABLE bank_line ADD CONSTRAINT bank_line_returned_item_id_fk FOREIGN KEY (alliance_id, returned_item_id) REFERENCES settlement_item (alliance_id, id) NOT VALID;
ALTER TABLE bank_line ADD CONSTRAINT bank_line_returned_item CHECK (
  returned_item_id IS NULL OR (explanation IS NOT DISTINCT FROM 'returnedPayment' AND amount_cents > 0));
CREATE UNIQUE INDEX bank_line_returns_once ON bank_line (alliance_id, returned_item_id);
GRANT UPDATE (returned_item_id) ON bank_line TO reciproca_app;

CREATE OR REPLACE FUNCTION guard_settlement_item() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  v_batch settlement_batch_state;
BEGIN
  SELECT state INTO v_batch FROM settlement_batch WHERE id = NEW.batch_id;
  IF TG_OP = 'INSERT' THEN
    IF v_batch <> 'draft' OR NEW.state <> 'planned' THEN
      RAISE EXCEPTION 'settlement item: belongs to a draft' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state::text, NEW.state::text) NOT IN (
    ('planned', 'sent'), ('planned', 'discarded'), ('sent', 'confirmed'), ('sent', 'rejected'), ('confirmed', 'returned')) THEN
    RAISE EXCEPTION 'settlement item: % does not become %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state = 'sent' AND v_batch <> 'exported' THEN
    RAISE EXCEPTION 'settlement item: sent with an exported batch alone' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

-- The VAT of a voucher is that of its issue, whatever its service says later: invoices ask for it.
ALTER TABLE voucher ADD COLUMN vat_treatment vat_treatment;
ALTER TABLE voucher NO FORCE ROW LEVEL SECURITY;
ALTER TABLE offered_service NO FORCE ROW LEVEL SECURITY;
ALTER TABLE voucher DISABLE TRIGGER USER;
-- The treatment of its service where the VAT recorded at issue is of it, and otherwise the one it is of.
UPDATE voucher v SET vat_treatment = coalesce((
  SELECT rate.treatment
    FROM (VALUES ('ordinary'::vat_treatment, 22), ('reduced10', 10), ('reduced5', 5), ('reduced4', 4), ('exempt', 0), ('outOfScope', 0))
      AS rate (treatment, percent)
   WHERE v.nominal_cents - (v.nominal_cents::bigint * 200 + 100 + rate.percent) / (200 + 2 * rate.percent) = v.vat_cents
   ORDER BY rate.treatment = s.vat_treatment DESC, rate.percent DESC, rate.treatment
   LIMIT 1), s.vat_treatment)
  FROM offered_service s
 WHERE s.id = v.service_id AND v.vat_kind = 'singlePurpose';
ALTER TABLE voucher ENABLE TRIGGER USER;
ALTER TABLE offered_service FORCE ROW LEVEL SECURITY;
ALTER TABLE voucher FORCE ROW LEVEL SECURITY;
ALTER TABLE voucher ADD CONSTRAINT voucher_vat_treatment CHECK ((vat_treatment IS NOT NULL) = (vat_kind = 'singlePurpose')) NOT VALID;
CREATE FUNCTION guard_voucher_vat() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.vat_treatment IS DISTINCT FROM OLD.vat_treatment THEN
    RAISE EXCEPTION 'voucher: its VAT never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER voucher_vat_guard BEFORE UPDATE OF vat_treatment ON voucher
  FOR EACH ROW EXECUTE FUNCTION guard_voucher_vat();

-- What the bank's own statement says of a day, beside what somebody entered by hand.
ALTER TABLE bank_balance ADD COLUMN statement_cents BIGINT;
GRANT UPDATE (statement_cents) ON bank_balance TO reciproca_app;
