-- When whoever owes documents was last reminded of them: by itself a week before, or by a caseworker, once a day at most.
ALTER TABLE document_request ADD COLUMN reminded_at TIMESTAMPTZ(3);
