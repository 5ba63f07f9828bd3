-- Why a unit is disputed, and why it was decided so: until now in the audit trail alone, where nobody who decides reads.
ALTER TABLE delivered_unit ADD COLUMN dispute_sealed BYTEA, ADD COLUMN decision_sealed BYTEA;
