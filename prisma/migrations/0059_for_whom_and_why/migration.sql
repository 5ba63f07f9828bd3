-- Whoever orders for several people with their own money reads for whom each order is; of old orders nobody said it.
-- NOT VALID: to look at old rows, Postgres would read as the owner, whom forced row-level security stops.
ALTER TABLE private_order ADD COLUMN beneficiary_id UUID;
ALTER TABLE private_order ADD CONSTRAINT private_order_beneficiary_id_fk FOREIGN KEY (alliance_id, beneficiary_id) REFERENCES person (alliance_id, id) NOT VALID;

-- What a bank line was closed with, in words, where no word of the list says it. A line that no bank ever had leaves its
-- reference free for the true one.
ALTER TABLE bank_line ADD COLUMN reason_sealed BYTEA;
ALTER TABLE bank_line ADD CONSTRAINT bank_line_reason CHECK (
  explanation IS NULL OR explanation NOT IN ('other', 'enteredByMistake') OR reason_sealed IS NOT NULL) NOT VALID;
DROP INDEX bank_line_ref_once;
CREATE UNIQUE INDEX bank_line_ref_once ON bank_line (alliance_id, bank_ref, (amount_cents > 0))
  WHERE explanation IS DISTINCT FROM 'enteredByMistake';
GRANT UPDATE (reason_sealed) ON bank_line TO reciproca_app;

-- Since when an organisation is paid to the account that it has: whoever approves a payment compares with it.
ALTER TABLE organisation ADD COLUMN iban_since TIMESTAMPTZ(3);
