-- A paper has a last day, an authorisation that says it has none excepted: docs/decisions/0032-every-paper-has-an-end.md.
-- What was taken without one before counts for a year from its own day.
ALTER TABLE provider_document NO FORCE ROW LEVEL SECURITY;
UPDATE provider_document SET valid_until = issued_on + interval '1 year'
 WHERE valid_until IS NULL AND category <> 'authorisation';
ALTER TABLE provider_document FORCE ROW LEVEL SECURITY;
ALTER TABLE provider_document ADD CONSTRAINT provider_document_ends
  CHECK (valid_until IS NOT NULL OR category = 'authorisation');

-- A task may be about one row of its subject: one of a provider's papers.
ALTER TABLE task ADD COLUMN target_id UUID;
-- A paper and the task to look at it are written at one instant.
ALTER TABLE task NO FORCE ROW LEVEL SECURITY;
ALTER TABLE provider_document NO FORCE ROW LEVEL SECURITY;
ALTER TABLE admission NO FORCE ROW LEVEL SECURITY;
UPDATE task SET target_id = paper.id
  FROM admission JOIN provider_document paper USING (alliance_id, organisation_id)
 WHERE task.kind = 'checkDocument' AND task.subject_id = admission.id AND task.created_at = paper.created_at;
ALTER TABLE task FORCE ROW LEVEL SECURITY;
ALTER TABLE provider_document FORCE ROW LEVEL SECURITY;
ALTER TABLE admission FORCE ROW LEVEL SECURITY;

-- A link asked for at the open door opens beside the one before: whoever knows a mailbox does not close its links.
-- Every other invitation of an account is still the only one that opens.
ALTER TABLE invitation ADD COLUMN beside BOOLEAN NOT NULL DEFAULT false;
DROP INDEX invitation_open_once;
CREATE UNIQUE INDEX invitation_open_once ON invitation (alliance_id, account_id)
  WHERE used_at IS NULL AND withdrawn_at IS NULL AND NOT beside;

-- Counts of tries whose period is long over are forgotten.
GRANT DELETE ON attempt_count TO reciproca_app;
