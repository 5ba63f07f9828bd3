-- Who said that what was asked for has come: whoever was asked, or the caseworker at whose desk it was brought.
ALTER TABLE document_request ADD COLUMN answered_by UUID,
  ADD CONSTRAINT document_request_answered_by CHECK (answered_by IS NULL OR answered_at IS NOT NULL);
