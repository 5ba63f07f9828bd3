-- What a provider gave back of what it took with a voucher, each time apart (docs/till.md).

CREATE TABLE redemption_refund (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    redemption_id UUID NOT NULL,
    till_user_id UUID NOT NULL,
    amount_cents INTEGER NOT NULL,
    provider_cents INTEGER NOT NULL,
    fund_cents INTEGER NOT NULL,
    fee_cents INTEGER NOT NULL DEFAULT 0,
    after_collection BOOLEAN NOT NULL,
    transfer_id UUID NOT NULL,
    refunded_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT redemption_refund_pkey PRIMARY KEY (id)
);

CREATE INDEX redemption_refund_alliance_id_redemption_id_idx ON redemption_refund(alliance_id, redemption_id);

ALTER TABLE redemption_refund ADD CONSTRAINT redemption_refund_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE redemption_refund ADD CONSTRAINT redemption_refund_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE redemption_refund ADD CONSTRAINT redemption_refund_redemption_id_fk FOREIGN KEY (alliance_id, redemption_id) REFERENCES redemption (alliance_id, id);
ALTER TABLE redemption_refund ADD CONSTRAINT redemption_refund_till_user_id_fk FOREIGN KEY (alliance_id, till_user_id) REFERENCES till_user (alliance_id, id);

ALTER TABLE redemption_refund ADD CONSTRAINT redemption_refund_split CHECK (
  amount_cents > 0 AND provider_cents >= 0 AND fund_cents >= 0 AND fee_cents >= 0
  AND provider_cents + fund_cents + fee_cents = amount_cents);

ALTER TABLE redemption_refund ENABLE ROW LEVEL SECURITY;
ALTER TABLE redemption_refund FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON redemption_refund TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT ON redemption_refund TO reciproca_app;
