-- The employer's contribution is charged once on the same credit (docs/voucher-expiry.md): of what is in a wallet, and of
-- what a voucher was issued with, how much was charged before.
ALTER TABLE wallet ADD COLUMN charged_cents INTEGER NOT NULL DEFAULT 0;
ALTER TABLE wallet ADD CONSTRAINT wallet_charged CHECK (charged_cents >= 0);
ALTER TABLE voucher ADD COLUMN charged_cents INTEGER NOT NULL DEFAULT 0;
ALTER TABLE voucher ADD CONSTRAINT voucher_charged CHECK (
  charged_cents BETWEEN 0 AND nominal_cents AND (award_id IS NULL OR charged_cents = 0));

-- What a provider gives back of a voucher whose rest has lapsed is good again as another voucher.
ALTER TABLE voucher ADD COLUMN restored_from UUID;
-- NOT VALID as in 0004_rule_guards: the column is new, and there is no old row to look at.
ALTER TABLE voucher ADD CONSTRAINT voucher_restored_from_fk FOREIGN KEY (alliance_id, restored_from) REFERENCES voucher (alliance_id, id) NOT VALID;
ALTER TABLE voucher ADD CONSTRAINT voucher_restored_from_another CHECK (
  restored_from IS NULL OR (restored_from <> id AND charged_cents = nominal_cents));
CREATE INDEX voucher_restored_idx ON voucher (alliance_id, restored_from) WHERE restored_from IS NOT NULL;

CREATE OR REPLACE FUNCTION guard_voucher() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'voucher: never deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.id, NEW.alliance_id, NEW.number, NEW.order_id, NEW.wallet_id, NEW.award_id, NEW.employer_id, NEW.holder_id,
      NEW.beneficiary_id, NEW.provider_id, NEW.service_id, NEW.tax_letter, NEW.vat_kind, NEW.vat_cents, NEW.nominal_cents,
      NEW.carry_over, NEW.issued_at, NEW.charged_cents, NEW.restored_from)
     IS DISTINCT FROM
     (OLD.id, OLD.alliance_id, OLD.number, OLD.order_id, OLD.wallet_id, OLD.award_id, OLD.employer_id, OLD.holder_id,
      OLD.beneficiary_id, OLD.provider_id, OLD.service_id, OLD.tax_letter, OLD.vat_kind, OLD.vat_cents, OLD.nominal_cents,
      OLD.carry_over, OLD.issued_at, OLD.charged_cents, OLD.restored_from) THEN
    RAISE EXCEPTION 'voucher: what it is never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state IN ('expired', 'voided') AND NEW.state <> OLD.state THEN
    RAISE EXCEPTION 'voucher: % is the end', OLD.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
