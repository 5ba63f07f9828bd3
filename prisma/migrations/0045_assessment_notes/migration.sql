-- What caseworkers note about a case for each other (docs/privacy.md). A correction is another note: none is changed.
CREATE TABLE assessment_note (
    id UUID NOT NULL,
    alliance_id UUID NOT NULL,
    assessment_id UUID NOT NULL,
    text_sealed BYTEA NOT NULL,
    written_by UUID NOT NULL,
    written_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT assessment_note_pkey PRIMARY KEY (id)
);
CREATE INDEX assessment_note_alliance_id_assessment_id_idx ON assessment_note(alliance_id, assessment_id);
ALTER TABLE assessment_note ADD CONSTRAINT assessment_note_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);
ALTER TABLE assessment_note ADD CONSTRAINT assessment_note_assessment_id_fk FOREIGN KEY (alliance_id, assessment_id) REFERENCES assessment (alliance_id, id);
ALTER TABLE assessment_note ADD CONSTRAINT assessment_note_written_by_fk FOREIGN KEY (alliance_id, written_by) REFERENCES account (alliance_id, id);

ALTER TABLE assessment_note ENABLE ROW LEVEL SECURITY;
ALTER TABLE assessment_note FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON assessment_note TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT ON assessment_note TO reciproca_app;

CREATE TRIGGER tell_change AFTER INSERT OR UPDATE OR DELETE ON assessment_note
  FOR EACH ROW EXECUTE FUNCTION tell_change('cases');
