-- A dispute is decided once, and what the decision grants is given back once, whatever the code does.
CREATE UNIQUE INDEX redemption_refund_dispute_id_key ON redemption_refund(dispute_id);
