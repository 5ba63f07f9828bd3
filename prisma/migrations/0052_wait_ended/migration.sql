-- Documents are answered for only where somebody answered: who stopped waiting, or that the day passed, is kept apart.
ALTER TABLE document_request ADD COLUMN stopped_at TIMESTAMPTZ(3), ADD COLUMN stopped_by UUID;

ALTER TABLE document_request NO FORCE ROW LEVEL SECURITY;
ALTER TABLE assessment NO FORCE ROW LEVEL SECURITY;
ALTER TABLE task NO FORCE ROW LEVEL SECURITY;
-- Declared complete while documents were awaited: both were written at one moment.
UPDATE document_request r SET stopped_at = r.answered_at, stopped_by = t.completed_by, answered_at = NULL
  FROM task t
 WHERE t.alliance_id = r.alliance_id AND t.subject_kind = 'assessment' AND t.subject_id = r.assessment_id
   AND t.kind = 'declareComplete' AND t.completed_at = r.answered_at;
-- The day passed: the term runs again, and nobody answered.
UPDATE document_request r SET stopped_at = a.documents_answered_at
  FROM assessment a
 WHERE a.alliance_id = r.alliance_id AND a.id = r.assessment_id
   AND r.answered_at IS NULL AND r.stopped_at IS NULL AND a.documents_answered_at IS NOT NULL;
ALTER TABLE document_request FORCE ROW LEVEL SECURITY;
ALTER TABLE assessment FORCE ROW LEVEL SECURITY;
ALTER TABLE task FORCE ROW LEVEL SECURITY;

ALTER TABLE document_request ADD CONSTRAINT document_request_one_end CHECK
  ((answered_at IS NULL OR stopped_at IS NULL) AND (stopped_by IS NULL OR stopped_at IS NOT NULL));
