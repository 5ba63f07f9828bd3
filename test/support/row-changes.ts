import type { Client } from 'pg';

/**
 * Has every committed change of every row noted from now on. What is returned tells those since it was last asked,
 * each as its table and what was done there. A "no" that is kept under its key, to be told again alike, is none.
 */
export async function watchRows(superuser: Client): Promise<() => Promise<readonly string[]>> {
  await superuser.query(watching);
  let answered = await countOf(superuser);
  return async () => {
    const { rows } = await superuser.query<{ what: string }>('DELETE FROM watch.change RETURNING what');
    const changes = rows.map(({ what }) => what);
    const before = answered;
    answered = await countOf(superuser);
    return answered === before ? changes : [...changes, `${answered - before} submissions`];
  };
}

/** A submission is there before its answer is: only what it came to says whether it is a change. */
async function countOf(superuser: Client): Promise<number> {
  const { rows } = await superuser.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM submission WHERE NOT coalesce(result ? 'refusal', false)`,
  );
  return rows[0]!.count;
}

/** Noted with its owner's rights, whoever changes the row and with whichever. */
const watching = `
  CREATE SCHEMA watch;
  CREATE TABLE watch.change (what text NOT NULL);
  CREATE FUNCTION watch.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = watch AS $$
  BEGIN
    INSERT INTO change VALUES (TG_OP || ' ' || TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME);
    RETURN NULL;
  END $$;
  DO $$
  DECLARE
    watched regclass;
  BEGIN
    FOR watched IN SELECT format('%I.%I', schemaname, tablename)::regclass
                     FROM pg_tables WHERE schemaname IN ('public', 'ledger') AND tablename <> 'submission'
    LOOP
      EXECUTE format('CREATE TRIGGER watched AFTER INSERT OR UPDATE OR DELETE ON %s
                        FOR EACH ROW EXECUTE FUNCTION watch.note()', watched);
    END LOOP;
  END $$`;
