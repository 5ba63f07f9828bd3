-- The register of an Italian public office begins anew each calendar year (DPR 445/2000 art. 57), and so do the codes
-- of dossiers, which carry their year too. One row a series and year; the row lock orders whoever asks at once.
CREATE TABLE numbering (
    alliance_id UUID NOT NULL,
    series TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,

    CONSTRAINT numbering_pkey PRIMARY KEY (alliance_id, series, year),
    CONSTRAINT numbering_series CHECK (series IN ('dossier', 'protocol')),
    CONSTRAINT numbering_counts_up CHECK (last > 0)
);
ALTER TABLE numbering ADD CONSTRAINT numbering_alliance_fk FOREIGN KEY (alliance_id) REFERENCES alliance (id);

-- What was given so far: its year is that of the newest number. Forced row-level security would hide every row from
-- the owner, and the count below would then compare nothing with nothing.
ALTER TABLE alliance NO FORCE ROW LEVEL SECURITY;
ALTER TABLE assessment NO FORCE ROW LEVEL SECURITY;
ALTER TABLE letter NO FORCE ROW LEVEL SECURITY;
INSERT INTO numbering (alliance_id, series, year, last)
SELECT a.id, given.series, given.year, given.last
  FROM alliance a
  CROSS JOIN LATERAL (VALUES
    ('dossier', a.next_case - 1,
     (SELECT max(split_part(s.dossier_code, '-', 2)::int) FROM assessment s WHERE s.alliance_id = a.id)),
    ('protocol', a.next_protocol - 1,
     (SELECT max(split_part(n.number, '/', 1)::int)
        FROM (SELECT protocol_number AS number FROM assessment WHERE alliance_id = a.id
              UNION ALL SELECT protocol_number FROM letter WHERE alliance_id = a.id) n))
  ) AS given (series, last, year)
 WHERE given.last > 0;
DO $$
BEGIN
  IF (SELECT count(*) FROM numbering)
     <> (SELECT count(*) FILTER (WHERE next_case > 1) + count(*) FILTER (WHERE next_protocol > 1) FROM alliance) THEN
    RAISE EXCEPTION 'numbering: not every alliance''s numbers were taken over';
  END IF;
END $$;
ALTER TABLE letter FORCE ROW LEVEL SECURITY;
ALTER TABLE assessment FORCE ROW LEVEL SECURITY;
ALTER TABLE alliance FORCE ROW LEVEL SECURITY;
ALTER TABLE alliance DROP COLUMN next_case, DROP COLUMN next_protocol;

ALTER TABLE numbering ENABLE ROW LEVEL SECURITY;
ALTER TABLE numbering FORCE ROW LEVEL SECURITY;
CREATE POLICY of_alliance ON numbering TO reciproca_app, reciproca_owner
  USING (alliance_id = (SELECT current_alliance())) WITH CHECK (alliance_id = (SELECT current_alliance()));
GRANT SELECT, INSERT, UPDATE ON numbering TO reciproca_app;
