-- Vouchers that remind, lapse and are extended by themselves (docs/voucher-expiry.md).

CREATE TYPE voucher_residual AS ENUM ('wallet', 'nextPlan', 'employer', 'fund', 'award');

-- How many days before the last one a holder is reminded; none said is 30, 7 and 1.
ALTER TABLE alliance ADD COLUMN voucher_reminder_days INTEGER[];
ALTER TABLE alliance ADD CONSTRAINT alliance_voucher_reminder_days CHECK (1 <= ALL (voucher_reminder_days));

ALTER TABLE voucher ADD COLUMN remind_at TIMESTAMPTZ(3);
ALTER TABLE voucher ADD COLUMN reminded_days INTEGER[];
ALTER TABLE voucher ADD COLUMN residual_to voucher_residual;
ALTER TABLE voucher ADD COLUMN residual_cents INTEGER;
ALTER TABLE voucher ADD CONSTRAINT voucher_residual_told CHECK (
  (residual_to IS NULL) = (residual_cents IS NULL)
  AND (residual_to IS NULL OR (state IN ('expired', 'voided') AND residual_cents BETWEEN 0 AND nominal_cents)));
-- What an award paid for goes back to it, and nothing of it anywhere else.
ALTER TABLE voucher ADD CONSTRAINT voucher_residual_of_award CHECK (
  residual_to IS NULL OR (award_id IS NOT NULL) = (residual_to = 'award'));

-- What is due is found by its instant alone, however many vouchers are not.
CREATE INDEX voucher_remind_idx ON voucher (alliance_id, remind_at, id)
  WHERE state IN ('active', 'held') AND remind_at IS NOT NULL;
CREATE INDEX voucher_at_provider_idx ON voucher (alliance_id, provider_id, id) WHERE state IN ('active', 'held');

CREATE TABLE voucher_extension (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    voucher_id UUID NOT NULL,
    batch_id UUID,
    extended_from TIMESTAMPTZ(3) NOT NULL,
    extended_until TIMESTAMPTZ(3) NOT NULL,
    extended_by UUID NOT NULL,
    reason_sealed BYTEA,
    created_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT voucher_extension_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX voucher_extension_voucher_id_batch_id_key ON voucher_extension(voucher_id, batch_id);
CREATE INDEX voucher_extension_alliance_id_voucher_id_idx ON voucher_extension(alliance_id, voucher_id);
ALTER TABLE voucher_extension ADD CONSTRAINT voucher_extension_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE voucher_extension ADD CONSTRAINT voucher_extension_voucher_id_fk FOREIGN KEY (alliance_id, voucher_id) REFERENCES voucher (alliance_id, id);
ALTER TABLE voucher_extension ADD CONSTRAINT voucher_extension_extended_by_fk FOREIGN KEY (alliance_id, extended_by) REFERENCES account (alliance_id, id);
ALTER TABLE voucher_extension ADD CONSTRAINT voucher_extension_forwards CHECK (extended_until > extended_from AND extended_from >= created_at);
-- Of one voucher the reason is kept here; of many at once it stands in the audit trail, once.
ALTER TABLE voucher_extension ADD CONSTRAINT voucher_extension_reason CHECK ((reason_sealed IS NULL) = (batch_id IS NOT NULL));

ALTER TABLE voucher_extension ENABLE ROW LEVEL SECURITY;
ALTER TABLE voucher_extension FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON voucher_extension TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT ON voucher_extension TO reciproca_app;
