import type { SqlMutant } from '../support/mutant.ts';
import { migrationTexts } from '../support/migration-texts.ts';

const isolation = 'test/isolation.test.ts';
const records = 'test/record-guards.test.ts';

const named = (pattern: RegExp): string[] => [
  ...new Set([...migrationTexts.matchAll(pattern)].map(([, name]) => name!)),
];
const tables = named(/ADD CONSTRAINT (\w+)_alliance_fk /g);
/** Those of the rules have a test of their own. */
const checks = named(/CONSTRAINT (?!rule_version)(\w+) CHECK/g);

/** Whether no later migration took it away again. */
const stands = (index: string): boolean =>
  migrationTexts.lastIndexOf(`CREATE UNIQUE INDEX ${index} `) >
  migrationTexts.lastIndexOf(`DROP INDEX ${index};`);
const uniqueIndexes = named(/CREATE UNIQUE INDEX (\w+) ON (?!ledger)/g).filter(stands);

const mutant = (name: string, provenBy: string, sql: string): SqlMutant => ({
  name: `records: ${name}`,
  provenBy,
  sql,
});

/** The guards that the tables of the book of record have whatever the code does. */
export const recordMutants: readonly SqlMutant[] = [
  ...checks.map((name) =>
    mutant(
      `${name} dropped`,
      records,
      `DO $$ BEGIN EXECUTE (SELECT format('ALTER TABLE %s DROP CONSTRAINT ${name}', conrelid::regclass)
                              FROM pg_constraint WHERE conname = '${name}'); END $$`,
    ),
  ),
  ...uniqueIndexes.map((name) => mutant(`${name} dropped`, records, `DROP INDEX ${name}`)),
  ...tables.map((table) =>
    mutant(`${table} not isolated`, isolation, `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`),
  ),
  ...['person', 'assessment', 'award', 'document'].map((table) =>
    mutant(`${table} open to its owner`, isolation, `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`),
  ),
  ...['person', 'award'].map((table) =>
    mutant(
      `${table} takes rows of another alliance`,
      isolation,
      `DROP POLICY of_alliance ON ${table}; CREATE POLICY of_alliance ON ${table} TO reciproca_app, reciproca_owner
         USING (alliance_id = (SELECT current_alliance())) WITH CHECK (true)`,
    ),
  ),
  mutant(
    'without an alliance nothing is found instead of an error',
    isolation,
    `CREATE OR REPLACE FUNCTION current_alliance() RETURNS uuid LANGUAGE sql STABLE AS
       $$ SELECT nullif(current_setting('app.alliance', true), '')::uuid $$`,
  ),
  mutant(
    'everything can be deleted',
    isolation,
    'GRANT DELETE ON ALL TABLES IN SCHEMA public TO reciproca_app',
  ),
  ...['audit', 'settlement', 'letter', 'assessment_note'].map((table) =>
    mutant(`${table} can be changed`, isolation, `GRANT UPDATE ON ${table} TO reciproca_app`),
  ),
  mutant(
    'everything can be emptied',
    isolation,
    'GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO reciproca_app',
  ),
  ...tables.map((table) =>
    mutant(
      `${table} refers to anything`,
      isolation,
      `DO $$ DECLARE name text; BEGIN
         FOR name IN SELECT conname FROM pg_constraint WHERE contype = 'f' AND conrelid = '${table}'::regclass LOOP
           EXECUTE format('ALTER TABLE ${table} DROP CONSTRAINT %I', name);
         END LOOP; END $$`,
    ),
  ),
  mutant(
    'the persona chooser opens any alliance',
    'test/api/session.test.ts',
    `CREATE OR REPLACE FUNCTION gate_personas()
       RETURNS TABLE (alliance_id uuid, account_id uuid, label text, roles role[], locale text)
       LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
     $$ SELECT a.alliance_id, a.id, a.label, a.roles, a.locale FROM account a WHERE a.persona
         ORDER BY a.created_at, a.id $$`,
  ),
];
