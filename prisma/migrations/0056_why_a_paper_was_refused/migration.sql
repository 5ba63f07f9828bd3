-- A provider reads on its page why a paper was refused, and not in a mail alone.
ALTER TABLE provider_document ADD COLUMN words_sealed BYTEA;
