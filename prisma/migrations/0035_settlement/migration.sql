-- Providers paid in batches: drawn up, approved by others, exported once, answered by the bank (docs/settlement.md).

CREATE TYPE settlement_batch_state AS ENUM ('draft', 'approved', 'exported', 'closed', 'discarded');

CREATE TYPE settlement_payee AS ENUM ('provider', 'inps');

CREATE TYPE settlement_item_state AS ENUM ('planned', 'sent', 'confirmed', 'rejected', 'discarded');

CREATE TYPE bank_line_outcome AS ENUM ('confirmed', 'rejected', 'unknown');

CREATE TABLE settlement_account (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    holder_name TEXT NOT NULL,
    iban TEXT NOT NULL,
    set_by UUID NOT NULL,
    set_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT settlement_account_pkey PRIMARY KEY (id)
);

CREATE TABLE bank_balance (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    balance_on DATE NOT NULL,
    balance_cents BIGINT NOT NULL,
    entered_by UUID NOT NULL,
    entered_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT bank_balance_pkey PRIMARY KEY (id)
);

CREATE TABLE inps_debt (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    verified_on DATE NOT NULL,
    debt_cents INTEGER NOT NULL,
    declared_by UUID NOT NULL,
    declared_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT inps_debt_pkey PRIMARY KEY (id)
);

CREATE TABLE settlement_batch (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    code TEXT NOT NULL,
    cut_off_at TIMESTAMPTZ(3) NOT NULL,
    execution_on DATE NOT NULL,
    total_cents INTEGER NOT NULL,
    approvals_wanted INTEGER NOT NULL,
    state settlement_batch_state NOT NULL DEFAULT 'draft',
    drawn_by UUID NOT NULL,
    drawn_at TIMESTAMPTZ(3) NOT NULL,
    approved_by UUID,
    approved_at TIMESTAMPTZ(3),
    second_approved_by UUID,
    second_approved_at TIMESTAMPTZ(3),
    exported_by UUID,
    exported_at TIMESTAMPTZ(3),
    debtor_name TEXT,
    debtor_iban TEXT,
    closed_at TIMESTAMPTZ(3),

    CONSTRAINT settlement_batch_pkey PRIMARY KEY (id)
);

CREATE TABLE settlement_item (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    batch_id UUID NOT NULL,
    provider_id UUID NOT NULL,
    payee settlement_payee NOT NULL,
    gross_cents INTEGER NOT NULL,
    netted_cents INTEGER NOT NULL,
    amount_cents INTEGER NOT NULL,
    payee_name TEXT NOT NULL,
    iban TEXT,
    inps_debt_id UUID,
    end_to_end_id TEXT NOT NULL,
    state settlement_item_state NOT NULL DEFAULT 'planned',
    answered_at TIMESTAMPTZ(3),

    CONSTRAINT settlement_item_pkey PRIMARY KEY (id)
);

CREATE TABLE settlement_line (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    item_id UUID NOT NULL,
    redemption_id UUID NOT NULL,
    refund_transfer_id UUID,
    amount_cents INTEGER NOT NULL,
    released_at TIMESTAMPTZ(3),

    CONSTRAINT settlement_line_pkey PRIMARY KEY (id)
);

CREATE TABLE bank_line (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    bank_ref TEXT NOT NULL,
    booked_on DATE NOT NULL,
    amount_cents INTEGER NOT NULL,
    end_to_end_id TEXT,
    outcome bank_line_outcome NOT NULL,
    item_id UUID,
    entered_by UUID NOT NULL,
    entered_at TIMESTAMPTZ(3) NOT NULL,
    explanation TEXT,
    explained_by UUID,
    explained_at TIMESTAMPTZ(3),

    CONSTRAINT bank_line_pkey PRIMARY KEY (id)
);

CREATE INDEX settlement_account_alliance_id_idx ON settlement_account(alliance_id);

CREATE INDEX inps_debt_alliance_id_organisation_id_idx ON inps_debt(alliance_id, organisation_id);

CREATE INDEX settlement_item_alliance_id_provider_id_idx ON settlement_item(alliance_id, provider_id);

CREATE INDEX settlement_line_item_id_idx ON settlement_line(item_id);

CREATE INDEX settlement_line_redemption_id_idx ON settlement_line(redemption_id);

CREATE UNIQUE INDEX bank_balance_alliance_id_balance_on_key ON bank_balance(alliance_id, balance_on);

CREATE UNIQUE INDEX settlement_batch_alliance_id_code_key ON settlement_batch(alliance_id, code);

CREATE UNIQUE INDEX settlement_item_batch_id_provider_id_payee_key ON settlement_item(batch_id, provider_id, payee);

CREATE UNIQUE INDEX settlement_item_alliance_id_end_to_end_id_key ON settlement_item(alliance_id, end_to_end_id);

CREATE UNIQUE INDEX bank_line_alliance_id_bank_ref_key ON bank_line(alliance_id, bank_ref);

-- Every reference stays within the alliance.
ALTER TABLE settlement_account ADD CONSTRAINT settlement_account_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE bank_balance ADD CONSTRAINT bank_balance_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE inps_debt ADD CONSTRAINT inps_debt_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE settlement_batch ADD CONSTRAINT settlement_batch_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE settlement_item ADD CONSTRAINT settlement_item_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE settlement_line ADD CONSTRAINT settlement_line_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE bank_line ADD CONSTRAINT bank_line_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE bank_line ADD CONSTRAINT bank_line_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE settlement_line ADD CONSTRAINT settlement_line_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE settlement_item ADD CONSTRAINT settlement_item_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE settlement_batch ADD CONSTRAINT settlement_batch_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE inps_debt ADD CONSTRAINT inps_debt_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE bank_balance ADD CONSTRAINT bank_balance_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE settlement_account ADD CONSTRAINT settlement_account_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE settlement_account ADD CONSTRAINT settlement_account_set_by_fk FOREIGN KEY (alliance_id, set_by) REFERENCES account (alliance_id, id);
ALTER TABLE bank_balance ADD CONSTRAINT bank_balance_entered_by_fk FOREIGN KEY (alliance_id, entered_by) REFERENCES account (alliance_id, id);
ALTER TABLE inps_debt ADD CONSTRAINT inps_debt_organisation_id_fk FOREIGN KEY (alliance_id, organisation_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE inps_debt ADD CONSTRAINT inps_debt_declared_by_fk FOREIGN KEY (alliance_id, declared_by) REFERENCES account (alliance_id, id);
ALTER TABLE settlement_batch ADD CONSTRAINT settlement_batch_drawn_by_fk FOREIGN KEY (alliance_id, drawn_by) REFERENCES account (alliance_id, id);
ALTER TABLE settlement_batch ADD CONSTRAINT settlement_batch_approved_by_fk FOREIGN KEY (alliance_id, approved_by) REFERENCES account (alliance_id, id);
ALTER TABLE settlement_batch ADD CONSTRAINT settlement_batch_second_approved_by_fk FOREIGN KEY (alliance_id, second_approved_by) REFERENCES account (alliance_id, id);
ALTER TABLE settlement_batch ADD CONSTRAINT settlement_batch_exported_by_fk FOREIGN KEY (alliance_id, exported_by) REFERENCES account (alliance_id, id);
ALTER TABLE settlement_item ADD CONSTRAINT settlement_item_batch_id_fk FOREIGN KEY (alliance_id, batch_id) REFERENCES settlement_batch (alliance_id, id);
ALTER TABLE settlement_item ADD CONSTRAINT settlement_item_provider_id_fk FOREIGN KEY (alliance_id, provider_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE settlement_item ADD CONSTRAINT settlement_item_inps_debt_id_fk FOREIGN KEY (alliance_id, inps_debt_id) REFERENCES inps_debt (alliance_id, id);
ALTER TABLE settlement_line ADD CONSTRAINT settlement_line_item_id_fk FOREIGN KEY (alliance_id, item_id) REFERENCES settlement_item (alliance_id, id);
ALTER TABLE settlement_line ADD CONSTRAINT settlement_line_redemption_id_fk FOREIGN KEY (alliance_id, redemption_id) REFERENCES redemption (alliance_id, id);
ALTER TABLE bank_line ADD CONSTRAINT bank_line_item_id_fk FOREIGN KEY (alliance_id, item_id) REFERENCES settlement_item (alliance_id, id);
ALTER TABLE bank_line ADD CONSTRAINT bank_line_entered_by_fk FOREIGN KEY (alliance_id, entered_by) REFERENCES account (alliance_id, id);
ALTER TABLE bank_line ADD CONSTRAINT bank_line_explained_by_fk FOREIGN KEY (alliance_id, explained_by) REFERENCES account (alliance_id, id);

-- What must hold whatever the code does.
ALTER TABLE inps_debt ADD CONSTRAINT inps_debt_amount CHECK (debt_cents >= 0);
ALTER TABLE settlement_batch ADD CONSTRAINT settlement_batch_amount CHECK (total_cents > 0 AND approvals_wanted IN (1, 2));
-- Whoever drew it up never approves it, and nobody approves it twice.
ALTER TABLE settlement_batch ADD CONSTRAINT settlement_batch_second_person CHECK (
  approved_by IS DISTINCT FROM drawn_by AND second_approved_by IS DISTINCT FROM drawn_by
  AND (second_approved_by IS NULL OR (approved_by IS NOT NULL AND second_approved_by <> approved_by)));
ALTER TABLE settlement_batch ADD CONSTRAINT settlement_batch_approved CHECK (
  state IN ('draft', 'discarded') OR (approved_by IS NOT NULL AND (approvals_wanted = 1 OR second_approved_by IS NOT NULL)));
ALTER TABLE settlement_batch ADD CONSTRAINT settlement_batch_exported CHECK (
  num_nonnulls(exported_by, exported_at, debtor_name, debtor_iban) = CASE WHEN state IN ('exported', 'closed') THEN 4 ELSE 0 END);
ALTER TABLE settlement_batch ADD CONSTRAINT settlement_batch_closed CHECK (
  (closed_at IS NULL) = (state IN ('draft', 'approved', 'exported')));
ALTER TABLE settlement_item ADD CONSTRAINT settlement_item_amount CHECK (
  amount_cents > 0 AND netted_cents >= 0 AND gross_cents = amount_cents + netted_cents);
ALTER TABLE settlement_item ADD CONSTRAINT settlement_item_payee CHECK (
  (payee = 'provider') = (iban IS NOT NULL) AND (payee = 'inps') = (inps_debt_id IS NOT NULL));
ALTER TABLE settlement_item ADD CONSTRAINT settlement_item_answered CHECK (
  (answered_at IS NULL) = (state IN ('planned', 'sent', 'discarded')));
ALTER TABLE settlement_line ADD CONSTRAINT settlement_line_sign CHECK (
  amount_cents <> 0 AND (refund_transfer_id IS NULL) = (amount_cents > 0));
-- A refund is taken off once.
CREATE UNIQUE INDEX settlement_line_refund_once ON settlement_line (alliance_id, refund_transfer_id) WHERE released_at IS NULL;
-- A payment has one answer, and a line that answers none waits in suspense.
CREATE UNIQUE INDEX bank_line_answers_once ON bank_line (alliance_id, item_id);
ALTER TABLE bank_line ADD CONSTRAINT bank_line_item CHECK ((outcome = 'unknown') = (item_id IS NULL));
ALTER TABLE bank_line ADD CONSTRAINT bank_line_explained CHECK (
  num_nonnulls(explanation, explained_by, explained_at) IN (0, 3) AND (explained_at IS NULL OR outcome = 'unknown'));

-- What was refunded of a redemption is read off the books, which are never changed.
CREATE INDEX transfer_refund_idx ON ledger.transfer (alliance_id, business_ref) WHERE kind = 'voucher_refunded';
-- What nobody was paid for yet is found however much was paid before.
CREATE INDEX redemption_uncollected_idx ON redemption (alliance_id, provider_id, captured_at) WHERE collected_at IS NULL;

-- A batch goes forward only.
CREATE FUNCTION guard_settlement_batch() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state <> OLD.state AND (OLD.state::text, NEW.state::text) NOT IN (
    ('draft', 'approved'), ('draft', 'discarded'), ('approved', 'exported'), ('approved', 'discarded'), ('exported', 'closed')) THEN
    RAISE EXCEPTION 'settlement batch: % does not become %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.exported_at IS NOT NULL AND (NEW.exported_at, NEW.debtor_name, NEW.debtor_iban)
     IS DISTINCT FROM (OLD.exported_at, OLD.debtor_name, OLD.debtor_iban) THEN
    RAISE EXCEPTION 'settlement batch: what left for the bank never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settlement_batch_guard BEFORE UPDATE ON settlement_batch
  FOR EACH ROW EXECUTE FUNCTION guard_settlement_batch();

-- Nothing is added to what somebody approved; a payment leaves after the approval and is answered once.
CREATE FUNCTION guard_settlement_item() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
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
    ('planned', 'sent'), ('planned', 'discarded'), ('sent', 'confirmed'), ('sent', 'rejected')) THEN
    RAISE EXCEPTION 'settlement item: % does not become %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state = 'sent' AND v_batch <> 'exported' THEN
    RAISE EXCEPTION 'settlement item: sent with an exported batch alone' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settlement_item_guard BEFORE INSERT OR UPDATE ON settlement_item
  FOR EACH ROW EXECUTE FUNCTION guard_settlement_item();

-- Of a redemption never more is paid than its provider's share, however many items pay parts of it.
CREATE FUNCTION guard_settlement_line() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  v_share INTEGER;
  v_paid BIGINT;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.released_at IS NOT NULL THEN
      RAISE EXCEPTION 'settlement line: released once' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.refund_transfer_id IS NOT NULL THEN
    RETURN NEW;
  END IF;
  SELECT provider_cents INTO v_share FROM redemption WHERE id = NEW.redemption_id FOR NO KEY UPDATE;
  SELECT coalesce(sum(amount_cents), 0) INTO v_paid FROM settlement_line
   WHERE redemption_id = NEW.redemption_id AND refund_transfer_id IS NULL AND released_at IS NULL;
  IF v_paid + NEW.amount_cents > v_share THEN
    RAISE EXCEPTION 'settlement line: its redemption is paid already' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settlement_line_guard BEFORE INSERT OR UPDATE ON settlement_line
  FOR EACH ROW EXECUTE FUNCTION guard_settlement_line();

-- While the bank has the payment nobody knows on which side of it a refund would stand.
CREATE FUNCTION guard_redemption_in_flight() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.refunded_cents <> OLD.refunded_cents AND NEW.collected_at IS NULL AND EXISTS (
    SELECT FROM settlement_line l JOIN settlement_item i ON i.id = l.item_id
     WHERE l.redemption_id = NEW.id AND l.released_at IS NULL AND i.state IN ('sent', 'confirmed')) THEN
    RAISE EXCEPTION 'redemption: its payment is with the bank' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER redemption_in_flight BEFORE UPDATE OF refunded_cents ON redemption
  FOR EACH ROW EXECUTE FUNCTION guard_redemption_in_flight();

ALTER TABLE settlement_account ENABLE ROW LEVEL SECURITY;
ALTER TABLE settlement_account FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON settlement_account TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT ON settlement_account TO reciproca_app;
ALTER TABLE bank_balance ENABLE ROW LEVEL SECURITY;
ALTER TABLE bank_balance FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON bank_balance TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT ON bank_balance TO reciproca_app;
ALTER TABLE inps_debt ENABLE ROW LEVEL SECURITY;
ALTER TABLE inps_debt FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON inps_debt TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT ON inps_debt TO reciproca_app;
ALTER TABLE settlement_batch ENABLE ROW LEVEL SECURITY;
ALTER TABLE settlement_batch FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON settlement_batch TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE (state, approved_by, approved_at, second_approved_by, second_approved_at, exported_by, exported_at, debtor_name, debtor_iban, closed_at) ON settlement_batch TO reciproca_app;
ALTER TABLE settlement_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE settlement_item FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON settlement_item TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE (state, answered_at) ON settlement_item TO reciproca_app;
ALTER TABLE settlement_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE settlement_line FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON settlement_line TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE (released_at) ON settlement_line TO reciproca_app;
ALTER TABLE bank_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE bank_line FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON bank_line TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE (explanation, explained_by, explained_at) ON bank_line TO reciproca_app;
