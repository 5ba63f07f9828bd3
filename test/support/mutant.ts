import pg from 'pg';

/** A guard taken out of the migrated database, to prove that a test notices. */
export interface SqlMutant {
  readonly name: string;
  readonly sql: string;
  readonly provenBy: string;
}

/** Applies the named mutant; without a name, nothing. `npm run test:mutants` sets RECIPROCA_MUTANT. */
export async function applyMutant(superuserUrl: string, name: string | undefined): Promise<void> {
  if (!name) return;
  const { sqlMutants } = await import('../mutants.ts');
  const mutant = sqlMutants.find((candidate) => candidate.name === name);
  if (!mutant) return;
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  await client.query(mutant.sql);
  await client.end();
}
