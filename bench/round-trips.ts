import pg from 'pg';

/** Counts what this process asks of Postgres from now on, each question and its answer as one. */
export function countRoundTrips(): { readonly sofar: () => number } {
  let asked = 0;
  const client = pg.Client.prototype as { query: (...said: unknown[]) => unknown };
  const { query } = client;
  client.query = function counted(...said: unknown[]) {
    asked += 1;
    return query.apply(this, said);
  };
  return { sofar: () => asked };
}
