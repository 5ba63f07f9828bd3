-- Written by nobody and read by nobody: a submission is accepted when it is done, a dossier item names its documents
-- inside what is sealed, and each settlement has its own settled_by.
ALTER TABLE submission DROP COLUMN accepted_at;
ALTER TABLE dossier_item DROP COLUMN document_id;
ALTER TABLE award DROP COLUMN settled_by;
