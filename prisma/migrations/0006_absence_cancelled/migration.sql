-- An absence that never came about is kept, with the moment from which it no longer counts: until then whoever stood in
-- could see and take the work.
ALTER TABLE absence ADD COLUMN cancelled_at TIMESTAMPTZ(3);
