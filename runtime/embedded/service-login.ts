import pg from 'pg';

/**
 * Makes the login that the service connects as: it is a member of reciproca_app and nothing more, so that
 * even a statement slipped into the service cannot become the superuser. Name and password are those in
 * `serviceUrl`.
 */
export async function makeServiceLogin(superuserUrl: string, serviceUrl: string): Promise<void> {
  const { username, password } = new URL(serviceUrl);
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const name = pg.escapeIdentifier(username);
    const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [username]);
    if (found.rowCount === 0) await client.query(`CREATE ROLE ${name} LOGIN IN ROLE reciproca_app`);
    await client.query(`ALTER ROLE ${name} PASSWORD ${pg.escapeLiteral(decodeURIComponent(password))}`);
  } finally {
    await client.end();
  }
}
