-- What people buy with their own money beside their vouchers, or without any: a contract of its own, which never tops
-- a voucher up. The provider says that it was paid, and pledges its share to the Fund.

CREATE TYPE private_order_state AS ENUM ('ordered', 'paid', 'cancelled');

CREATE TABLE private_order (
  id uuid NOT NULL,
  alliance_id uuid NOT NULL,
  code text NOT NULL,
  buyer_id uuid NOT NULL,
  provider_id uuid NOT NULL,
  service_id uuid NOT NULL,
  units integer NOT NULL,
  unit_price_cents integer NOT NULL,
  service_from date NOT NULL,
  state private_order_state NOT NULL DEFAULT 'ordered',
  ordered_by uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  closed_at timestamptz(3),
  CONSTRAINT private_order_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX private_order_alliance_id_code_key ON private_order(alliance_id, code);

CREATE INDEX private_order_alliance_id_buyer_id_idx ON private_order(alliance_id, buyer_id);

CREATE INDEX private_order_alliance_id_provider_id_idx ON private_order(alliance_id, provider_id);

ALTER TABLE private_order ADD CONSTRAINT private_order_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE private_order ADD CONSTRAINT private_order_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE private_order ADD CONSTRAINT private_order_buyer_id_fk FOREIGN KEY (alliance_id, buyer_id) REFERENCES person (alliance_id, id);
ALTER TABLE private_order ADD CONSTRAINT private_order_provider_id_fk FOREIGN KEY (alliance_id, provider_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE private_order ADD CONSTRAINT private_order_service_id_fk FOREIGN KEY (alliance_id, service_id) REFERENCES offered_service (alliance_id, id);
ALTER TABLE private_order ADD CONSTRAINT private_order_ordered_by_fk FOREIGN KEY (alliance_id, ordered_by) REFERENCES account (alliance_id, id);

ALTER TABLE private_order ADD CONSTRAINT private_order_amount CHECK (units BETWEEN 1 AND 1000 AND unit_price_cents > 0);
ALTER TABLE private_order ADD CONSTRAINT private_order_closed CHECK ((closed_at IS NULL) = (state = 'ordered'));

-- Vouchers of the Fund take units of a provider's order, which then asks for as many less. NOT VALID: to look at old
-- rows, Postgres would read as the owner, whom forced row-level security stops; there are none of an award yet.
ALTER TABLE voucher_order ADD COLUMN provider_order_id uuid;
ALTER TABLE voucher_order ADD CONSTRAINT voucher_order_provider_order_id_fk FOREIGN KEY (alliance_id, provider_order_id) REFERENCES provider_order (alliance_id, id) NOT VALID;
ALTER TABLE voucher_order ADD CONSTRAINT voucher_order_source CHECK ((award_id IS NULL) = (provider_order_id IS NULL)) NOT VALID;

ALTER TABLE private_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE private_order FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON private_order TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE ON private_order TO reciproca_app;
