-- With which API token another was made: it stops with it. What a session made is its holder's own.
ALTER TABLE token ADD CONSTRAINT token_alliance_key UNIQUE (alliance_id, id);
ALTER TABLE token ADD COLUMN parent_id UUID;
ALTER TABLE token ADD CONSTRAINT token_parent_id_fk
  FOREIGN KEY (alliance_id, parent_id) REFERENCES token (alliance_id, id);
CREATE INDEX token_alliance_id_parent_id_idx ON token(alliance_id, parent_id);
