import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { inject, describe, expect, it } from 'vitest';
import { schemaAsSql } from '../prisma/diff.ts';
import { migrate } from '../prisma/migrate.ts';
import { emptyDatabase } from './support/database.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));

/** Columns with type, nullability and default, and every index, as the catalogue tells them. */
const shape = `
  SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
         || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') AS line
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
   WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
  UNION ALL
  SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
   ORDER BY 1`;

async function shapeOf(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ line: string }>(shape);
  await client.end();
  return rows.map((row) => row.line);
}

describe('the schema', () => {
  it('is what the migrations build: every column and index of prisma/schema.prisma stands in the database', async () => {
    const url = await emptyDatabase('schema_drift');
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(await schemaAsSql());
    await client.end();
    const wanted = await shapeOf(url);
    const migrated = new Set(await shapeOf(inject('templateUrl')));
    expect(wanted.length).toBeGreaterThan(250);
    expect(wanted.filter((line) => !migrated.has(line))).toEqual([]);
    const columns = (lines: Iterable<string>) => [...lines].filter((line) => !line.startsWith('CREATE'));
    expect(columns(migrated)).toEqual(columns(wanted));
  });

  it('has its generated client up to date', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'reciproca-generate-'));
    try {
      await cp(join(root, 'prisma/schema.prisma'), join(folder, 'schema.prisma'));
      await run(
        process.execPath,
        [
          join(root, 'node_modules/prisma/build/index.js'),
          'generate',
          '--schema',
          join(folder, 'schema.prisma'),
        ],
        {
          cwd: root,
          env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
        },
      );
      for (const file of await readdir(join(folder, 'generated'), { recursive: true, withFileTypes: true })) {
        if (!file.isFile()) continue;
        const fresh = await readFile(join(file.parentPath, file.name), 'utf8');
        const committed = join(file.parentPath, file.name).replace(
          join(folder, 'generated'),
          join(root, 'prisma/generated'),
        );
        expect(await readFile(committed, 'utf8'), `${file.name}: run npm run generate`).toBe(fresh);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('migrates once: a second run applies nothing', async () => {
    const url = await emptyDatabase('migrate_twice');
    const first = await migrate(url);
    expect(first.applied).toContain('0001_book_of_record');
    expect(await migrate(url)).toEqual({ applied: [] });
  });
});
