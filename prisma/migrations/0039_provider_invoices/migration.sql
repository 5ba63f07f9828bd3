-- Whom providers invoice, what for, and whether the invoice came (docs/invoices.md); the bank's statement as camt.053 (docs/settlement.md).

-- A payment and its coming back may bear one reference of the bank: what tells them apart is the side they stand on.
ALTER TABLE bank_line ADD COLUMN return_ref TEXT, ADD COLUMN reason_code TEXT;
DROP INDEX bank_line_alliance_id_bank_ref_key;
CREATE UNIQUE INDEX bank_line_ref_once ON bank_line (alliance_id, bank_ref, (amount_cents > 0));
-- What came back had left: it answers a payment by refusing it, or answers none of ours.
ALTER TABLE bank_line ADD CONSTRAINT bank_line_returned CHECK (return_ref IS NULL OR (outcome <> 'confirmed' AND amount_cents < 0));

CREATE TYPE provider_invoice_kind AS ENUM ('invoice', 'creditNote');

CREATE TABLE invoice_party (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    organisation_id UUID,
    name TEXT,
    vat_number TEXT,
    recipient_code TEXT,
    invoice_days INTEGER,
    blocks_payment BOOLEAN,
    tax_regime TEXT,
    stamp_exempt BOOLEAN NOT NULL DEFAULT false,
    address TEXT NOT NULL,
    postal_code CHAR(5) NOT NULL,
    comune TEXT NOT NULL,
    province CHAR(2) NOT NULL,
    set_by UUID NOT NULL,
    set_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT invoice_party_pkey PRIMARY KEY (id)
);

CREATE TABLE provider_invoice (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    batch_id UUID NOT NULL,
    provider_id UUID NOT NULL,
    kind provider_invoice_kind NOT NULL,
    code TEXT NOT NULL,
    recipient_id UUID,
    total_cents INTEGER NOT NULL,
    drawn_at TIMESTAMPTZ(3) NOT NULL,
    number TEXT,
    issued_on DATE,
    matched_by UUID,
    matched_at TIMESTAMPTZ(3),

    CONSTRAINT provider_invoice_pkey PRIMARY KEY (id)
);

CREATE TABLE provider_invoice_line (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    redemption_id UUID NOT NULL,
    amount_cents INTEGER NOT NULL,
    vat_treatment vat_treatment,

    CONSTRAINT provider_invoice_line_pkey PRIMARY KEY (id)
);

CREATE INDEX invoice_party_alliance_id_organisation_id_idx ON invoice_party(alliance_id, organisation_id);

CREATE INDEX provider_invoice_alliance_id_provider_id_idx ON provider_invoice(alliance_id, provider_id);

CREATE UNIQUE INDEX provider_invoice_batch_id_provider_id_kind_key ON provider_invoice(batch_id, provider_id, kind);

CREATE UNIQUE INDEX provider_invoice_alliance_id_code_key ON provider_invoice(alliance_id, code);

CREATE UNIQUE INDEX provider_invoice_line_invoice_id_redemption_id_key ON provider_invoice_line(invoice_id, redemption_id);

CREATE INDEX provider_invoice_line_redemption_id_idx ON provider_invoice_line(redemption_id);

-- Every reference stays within the alliance.
ALTER TABLE invoice_party ADD CONSTRAINT invoice_party_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE provider_invoice ADD CONSTRAINT provider_invoice_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE provider_invoice_line ADD CONSTRAINT provider_invoice_line_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE invoice_party ADD CONSTRAINT invoice_party_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE provider_invoice ADD CONSTRAINT provider_invoice_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE provider_invoice_line ADD CONSTRAINT provider_invoice_line_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE invoice_party ADD CONSTRAINT invoice_party_organisation_id_fk FOREIGN KEY (alliance_id, organisation_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE invoice_party ADD CONSTRAINT invoice_party_set_by_fk FOREIGN KEY (alliance_id, set_by) REFERENCES account (alliance_id, id);
ALTER TABLE provider_invoice ADD CONSTRAINT provider_invoice_batch_id_fk FOREIGN KEY (alliance_id, batch_id) REFERENCES settlement_batch (alliance_id, id);
ALTER TABLE provider_invoice ADD CONSTRAINT provider_invoice_provider_id_fk FOREIGN KEY (alliance_id, provider_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE provider_invoice ADD CONSTRAINT provider_invoice_recipient_id_fk FOREIGN KEY (alliance_id, recipient_id) REFERENCES invoice_party (alliance_id, id);
ALTER TABLE provider_invoice ADD CONSTRAINT provider_invoice_matched_by_fk FOREIGN KEY (alliance_id, matched_by) REFERENCES account (alliance_id, id);
ALTER TABLE provider_invoice_line ADD CONSTRAINT provider_invoice_line_invoice_id_fk FOREIGN KEY (alliance_id, invoice_id) REFERENCES provider_invoice (alliance_id, id);
ALTER TABLE provider_invoice_line ADD CONSTRAINT provider_invoice_line_redemption_id_fk FOREIGN KEY (alliance_id, redemption_id) REFERENCES redemption (alliance_id, id);

-- What must hold whatever the code does.
-- Who is invoiced has a name, a number, a place for delivery and terms; who invoices has a regime, and its name from its organisation.
ALTER TABLE invoice_party ADD CONSTRAINT invoice_party_side CHECK (
  num_nonnulls(name, vat_number, recipient_code, invoice_days, blocks_payment) = CASE WHEN organisation_id IS NULL THEN 5 ELSE 0 END
  AND (organisation_id IS NULL) = (tax_regime IS NULL));
ALTER TABLE invoice_party ADD CONSTRAINT invoice_party_days CHECK (invoice_days >= 0);
ALTER TABLE provider_invoice ADD CONSTRAINT provider_invoice_total CHECK (total_cents > 0);
ALTER TABLE provider_invoice ADD CONSTRAINT provider_invoice_matched CHECK (num_nonnulls(number, issued_on, matched_by, matched_at) IN (0, 4));
ALTER TABLE provider_invoice_line ADD CONSTRAINT provider_invoice_line_amount CHECK (amount_cents <> 0);
-- A redemption is invoiced once, however often its payment came back.
CREATE UNIQUE INDEX provider_invoice_line_once ON provider_invoice_line (alliance_id, redemption_id) WHERE amount_cents > 0;
-- A provider gives a number once a year; invoices and credit notes may be numbered apart.
CREATE UNIQUE INDEX provider_invoice_number_once ON provider_invoice (alliance_id, provider_id, kind, extract(year FROM issued_on), upper(number));

-- What came is not taken for another later.
CREATE FUNCTION guard_provider_invoice() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.matched_at IS NOT NULL THEN
    RAISE EXCEPTION 'provider invoice: matched once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER provider_invoice_guard BEFORE UPDATE ON provider_invoice
  FOR EACH ROW EXECUTE FUNCTION guard_provider_invoice();

ALTER TABLE invoice_party ENABLE ROW LEVEL SECURITY;
ALTER TABLE invoice_party FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON invoice_party TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT ON invoice_party TO reciproca_app;
ALTER TABLE provider_invoice ENABLE ROW LEVEL SECURITY;
ALTER TABLE provider_invoice FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON provider_invoice TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE (number, issued_on, matched_by, matched_at) ON provider_invoice TO reciproca_app;
ALTER TABLE provider_invoice_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE provider_invoice_line FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON provider_invoice_line TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT ON provider_invoice_line TO reciproca_app;
