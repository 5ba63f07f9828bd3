-- A dispute is decided once, and what the decision grants is given back once, whatever the code does.
CREATE UNIQUE INDEX redemption_refund_dispute_id_key ON redemption_refund(dispute_id);

-- Of what the bank has paid a part of the rest is paid as well, also while it is disputed: until it is paid whole nobody
-- could give it back, and so nobody could decide for the holder.
CREATE FUNCTION is_frozen(p_redemption_id UUID) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT is_disputed(p_redemption_id) AND NOT EXISTS (
    SELECT FROM settlement_line l JOIN settlement_item i ON i.id = l.item_id
     WHERE l.redemption_id = p_redemption_id AND l.refund_transfer_id IS NULL AND l.released_at IS NULL
       AND i.state = 'confirmed')
$$;

CREATE OR REPLACE FUNCTION guard_disputed_line() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM redemption WHERE id = NEW.redemption_id FOR NO KEY UPDATE;
  IF NEW.refund_transfer_id IS NULL AND is_frozen(NEW.redemption_id) THEN
    RAISE EXCEPTION 'settlement line: its redemption is disputed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION guard_disputed_item() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state = 'sent' AND OLD.state <> 'sent' AND EXISTS (
    SELECT FROM settlement_line l
     WHERE l.item_id = NEW.id AND l.refund_transfer_id IS NULL AND l.released_at IS NULL AND is_frozen(l.redemption_id)) THEN
    RAISE EXCEPTION 'settlement item: one of its redemptions is disputed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
