-- Moments agreed between whoever holds a voucher, or a private order, and the provider (docs/bookings.md). A booking
-- moves no money: a till does, and of what was cancelled late only while the voucher is good.

CREATE TYPE booking_side AS ENUM ('holder', 'provider');

CREATE TYPE booking_state AS ENUM ('proposed', 'confirmed', 'declined', 'lapsed', 'cancelled', 'missed', 'passed', 'redeemed', 'charged', 'ended');

CREATE TYPE booking_end AS ENUM ('voucherExpired', 'voucherVoided', 'orderCancelled', 'providerStopped');

CREATE TABLE booking (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    voucher_id UUID,
    private_order_id UUID,
    holder_id UUID NOT NULL,
    provider_id UUID NOT NULL,
    service_id UUID NOT NULL,
    place_id UUID NOT NULL,
    state booking_state NOT NULL DEFAULT 'proposed',
    starts_at TIMESTAMPTZ(3),
    proposed_start TIMESTAMPTZ(3),
    proposed_by booking_side,
    cancellation_hours INTEGER,
    due_at TIMESTAMPTZ(3),
    ended_by booking_side,
    end_reason booking_end,
    chargeable_until TIMESTAMPTZ(3),
    redemption_id UUID,
    booked_by UUID NOT NULL,
    created_at TIMESTAMPTZ(3) NOT NULL,
    ended_at TIMESTAMPTZ(3),

    CONSTRAINT booking_pkey PRIMARY KEY (id)
);

CREATE INDEX booking_alliance_id_holder_id_idx ON booking(alliance_id, holder_id);

CREATE INDEX booking_alliance_id_provider_id_idx ON booking(alliance_id, provider_id);

CREATE INDEX booking_voucher_id_idx ON booking(voucher_id);

CREATE INDEX booking_private_order_id_idx ON booking(private_order_id);

-- What is due is found by its instant alone.
CREATE INDEX booking_due_idx ON booking (alliance_id, due_at, id) WHERE due_at IS NOT NULL;

ALTER TABLE booking ADD CONSTRAINT booking_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE booking ADD CONSTRAINT booking_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE booking ADD CONSTRAINT booking_voucher_id_fk FOREIGN KEY (alliance_id, voucher_id) REFERENCES voucher (alliance_id, id);
ALTER TABLE booking ADD CONSTRAINT booking_private_order_id_fk FOREIGN KEY (alliance_id, private_order_id) REFERENCES private_order (alliance_id, id);
ALTER TABLE booking ADD CONSTRAINT booking_holder_id_fk FOREIGN KEY (alliance_id, holder_id) REFERENCES person (alliance_id, id);
ALTER TABLE booking ADD CONSTRAINT booking_provider_id_fk FOREIGN KEY (alliance_id, provider_id) REFERENCES organisation (alliance_id, id);
ALTER TABLE booking ADD CONSTRAINT booking_service_id_fk FOREIGN KEY (alliance_id, service_id) REFERENCES offered_service (alliance_id, id);
ALTER TABLE booking ADD CONSTRAINT booking_place_id_fk FOREIGN KEY (alliance_id, place_id) REFERENCES place (alliance_id, id);
ALTER TABLE booking ADD CONSTRAINT booking_redemption_id_fk FOREIGN KEY (alliance_id, redemption_id) REFERENCES redemption (alliance_id, id);
ALTER TABLE booking ADD CONSTRAINT booking_booked_by_fk FOREIGN KEY (alliance_id, booked_by) REFERENCES account (alliance_id, id);

-- What must hold whatever the code does.
ALTER TABLE booking ADD CONSTRAINT booking_one_title CHECK (num_nonnulls(voucher_id, private_order_id) = 1);
-- Something is proposed by somebody, and of an open booking alone; what is confirmed has a moment.
ALTER TABLE booking ADD CONSTRAINT booking_proposal CHECK (
  (proposed_start IS NULL) = (proposed_by IS NULL)
  AND (state <> 'proposed' OR (proposed_start IS NOT NULL AND starts_at IS NULL))
  AND (state <> 'confirmed' OR starts_at IS NOT NULL)
  AND (proposed_start IS NULL OR state IN ('proposed', 'confirmed')));
-- What is open has an instant at which it ends by itself; what ended says when, and of its voucher or order why.
ALTER TABLE booking ADD CONSTRAINT booking_open CHECK (
  (due_at IS NOT NULL) = (state IN ('proposed', 'confirmed')) AND (ended_at IS NULL) = (due_at IS NOT NULL)
  AND (end_reason IS NOT NULL) = (state = 'ended'));
-- Who ended it stands where somebody did.
ALTER TABLE booking ADD CONSTRAINT booking_ended_by CHECK (
  CASE WHEN state IN ('declined', 'cancelled') THEN ended_by IS NOT NULL WHEN state = 'charged' THEN true ELSE ended_by IS NULL END);
-- The voucher of a late cancellation may be taken where the service had said so, and never when the provider cancels.
ALTER TABLE booking ADD CONSTRAINT booking_chargeable CHECK (
  chargeable_until IS NULL
  OR (state IN ('cancelled', 'missed', 'charged') AND ended_by IS DISTINCT FROM 'provider'
      AND voucher_id IS NOT NULL AND cancellation_hours IS NOT NULL));
ALTER TABLE booking ADD CONSTRAINT booking_charged CHECK (
  (state = 'charged') = (redemption_id IS NOT NULL) AND (state <> 'charged' OR chargeable_until IS NOT NULL));
ALTER TABLE booking ADD CONSTRAINT booking_cancellation_hours CHECK (cancellation_hours BETWEEN 0 AND 720);
-- A voucher is good for one service: one moment at a time.
CREATE UNIQUE INDEX booking_one_open ON booking (alliance_id, voucher_id) WHERE state IN ('proposed', 'confirmed');
CREATE UNIQUE INDEX booking_redemption_id_key ON booking (redemption_id);

-- Until how many hours before the moment a booking is cancelled without any consequence; none said: always.
ALTER TABLE offered_service ADD COLUMN cancellation_hours INTEGER;
ALTER TABLE offered_service ADD CONSTRAINT offered_service_cancellation_hours CHECK (cancellation_hours BETWEEN 0 AND 720);

-- Its first price, whose it is and what it is stay what they were; what it asks for of cancellations may change, and
-- counts from the next booking on.
CREATE OR REPLACE FUNCTION guard_offered_service() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM admission
              WHERE admission.alliance_id = OLD.alliance_id AND admission.organisation_id = OLD.organisation_id
                AND (OLD.application_id IS NULL OR admission.application_id = OLD.application_id))
     AND (to_jsonb(NEW) - '{withdrawn_on,cancellation_hours}'::text[])
         IS DISTINCT FROM (to_jsonb(OLD) - '{withdrawn_on,cancellation_hours}'::text[]) THEN
    RAISE EXCEPTION 'offered service: once offered it is withdrawn, never changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

-- What was booked never becomes another booking; what ended stays as it ended, but that a late cancellation is charged,
-- or no longer. What it may be charged for is settled when it ends.
CREATE FUNCTION guard_booking() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'booking: never deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.id, NEW.alliance_id, NEW.voucher_id, NEW.private_order_id, NEW.holder_id, NEW.provider_id, NEW.service_id,
      NEW.place_id, NEW.cancellation_hours, NEW.booked_by, NEW.created_at)
     IS DISTINCT FROM (OLD.id, OLD.alliance_id, OLD.voucher_id, OLD.private_order_id, OLD.holder_id, OLD.provider_id,
      OLD.service_id, OLD.place_id, OLD.cancellation_hours, OLD.booked_by, OLD.created_at) THEN
    RAISE EXCEPTION 'booking: what it is of never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state NOT IN ('proposed', 'confirmed') AND NOT (
       NEW.state = OLD.state AND NEW.chargeable_until IS NULL
       OR NEW.state = 'charged' AND OLD.state IN ('cancelled', 'missed') AND OLD.chargeable_until IS NOT NULL) THEN
    RAISE EXCEPTION 'booking: % does not become %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER booking_guard BEFORE UPDATE OR DELETE ON booking
  FOR EACH ROW EXECUTE FUNCTION guard_booking();

ALTER TABLE booking ENABLE ROW LEVEL SECURITY;
ALTER TABLE booking FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON booking TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE ON booking TO reciproca_app;
