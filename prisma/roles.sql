-- Three roles, made once per cluster by whoever migrates:
--   reciproca_owner owns tables and functions, and is itself bound by row-level security;
--   reciproca_app   is what the service runs as;
--   reciproca_gate  owns the few functions that answer before an alliance is known.
DO $$
BEGIN
  PERFORM pg_advisory_xact_lock(72707370);
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'reciproca_owner') THEN CREATE ROLE reciproca_owner NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'reciproca_app')   THEN CREATE ROLE reciproca_app NOLOGIN;   END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'reciproca_gate')  THEN CREATE ROLE reciproca_gate NOLOGIN;  END IF;
  IF NOT pg_has_role('reciproca_owner', 'MEMBER') THEN EXECUTE format('GRANT reciproca_owner TO %I', current_user); END IF;
  IF NOT pg_has_role('reciproca_app', 'MEMBER')   THEN EXECUTE format('GRANT reciproca_app TO %I', current_user);   END IF;
  IF NOT pg_has_role('reciproca_owner', 'reciproca_gate', 'MEMBER') THEN GRANT reciproca_gate TO reciproca_owner; END IF;
  EXECUTE format('GRANT CREATE, CONNECT, TEMPORARY ON DATABASE %I TO reciproca_owner', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO reciproca_app', current_database());
  GRANT ALL ON SCHEMA public TO reciproca_owner WITH GRANT OPTION;
  GRANT USAGE ON SCHEMA public TO reciproca_app, reciproca_gate;
END $$;
