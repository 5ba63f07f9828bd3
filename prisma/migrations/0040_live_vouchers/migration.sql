-- What is left in wallets goes on by itself, and vouchers of an earlier system are taken over (docs/welfare-plans.md).

CREATE TABLE wallet_carry_over (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    wallet_id UUID NOT NULL,
    amount_cents INTEGER NOT NULL,
    carried_to voucher_residual NOT NULL,
    next_wallet_id UUID,
    carried_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT wallet_carry_over_pkey PRIMARY KEY (id)
);

CREATE INDEX wallet_carry_over_alliance_id_wallet_id_idx ON wallet_carry_over(alliance_id, wallet_id);

ALTER TABLE wallet_carry_over ADD CONSTRAINT wallet_carry_over_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE wallet_carry_over ADD CONSTRAINT wallet_carry_over_wallet_id_fk FOREIGN KEY (alliance_id, wallet_id) REFERENCES wallet (alliance_id, id);
ALTER TABLE wallet_carry_over ADD CONSTRAINT wallet_carry_over_next_wallet_id_fk FOREIGN KEY (alliance_id, next_wallet_id) REFERENCES wallet (alliance_id, id);
ALTER TABLE wallet_carry_over ADD CONSTRAINT wallet_carry_over_amount CHECK (amount_cents > 0);
ALTER TABLE wallet_carry_over ADD CONSTRAINT wallet_carry_over_where CHECK (
  carried_to IN ('nextPlan', 'employer', 'fund') AND (carried_to = 'nextPlan') = (next_wallet_id IS NOT NULL)
  AND next_wallet_id IS DISTINCT FROM wallet_id);

-- Wallets whose credit may still go on: one that its plan's end emptied is read no more.
CREATE INDEX wallet_open_idx ON wallet (alliance_id, plan_id, id) WHERE closed_at IS NULL;

CREATE TABLE live_voucher_import (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    plan_id UUID NOT NULL,
    file_hash TEXT NOT NULL,
    prefund_cents INTEGER NOT NULL,
    wallet_cents INTEGER NOT NULL,
    voucher_cents INTEGER NOT NULL,
    credits INTEGER NOT NULL,
    vouchers INTEGER NOT NULL,
    imported_by UUID NOT NULL,
    imported_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT live_voucher_import_pkey PRIMARY KEY (id)
);

-- The same file is one import, however often it is sent.
CREATE UNIQUE INDEX live_voucher_import_plan_id_file_hash_key ON live_voucher_import(plan_id, file_hash);
CREATE INDEX live_voucher_import_alliance_id_plan_id_idx ON live_voucher_import(alliance_id, plan_id);

ALTER TABLE live_voucher_import ADD CONSTRAINT live_voucher_import_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE live_voucher_import ADD CONSTRAINT live_voucher_import_plan_id_fk FOREIGN KEY (alliance_id, plan_id) REFERENCES welfare_plan (alliance_id, id);
ALTER TABLE live_voucher_import ADD CONSTRAINT live_voucher_import_imported_by_fk FOREIGN KEY (alliance_id, imported_by) REFERENCES account (alliance_id, id);
ALTER TABLE live_voucher_import ADD CONSTRAINT live_voucher_import_amount CHECK (
  prefund_cents >= 0 AND wallet_cents >= 0 AND voucher_cents > 0 AND credits >= 0 AND vouchers > 0);

-- What the voucher was called in the system it comes from: one voucher is taken over once, whatever file it stands in.
ALTER TABLE voucher ADD COLUMN earlier_number TEXT;
ALTER TABLE voucher ADD CONSTRAINT voucher_earlier_number CHECK (earlier_number IS NULL OR employer_id IS NOT NULL);
CREATE UNIQUE INDEX voucher_alliance_id_employer_id_earlier_number_key ON voucher(alliance_id, employer_id, earlier_number);

CREATE FUNCTION guard_earlier_number() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.earlier_number IS DISTINCT FROM OLD.earlier_number THEN
    RAISE EXCEPTION 'voucher: its earlier number never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER voucher_earlier_number_guard BEFORE UPDATE OF earlier_number ON voucher
  FOR EACH ROW EXECUTE FUNCTION guard_earlier_number();

ALTER TABLE wallet_carry_over ENABLE ROW LEVEL SECURITY;
ALTER TABLE wallet_carry_over FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON wallet_carry_over TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT ON wallet_carry_over TO reciproca_app;
ALTER TABLE live_voucher_import ENABLE ROW LEVEL SECURITY;
ALTER TABLE live_voucher_import FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON live_voucher_import TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT ON live_voucher_import TO reciproca_app;
