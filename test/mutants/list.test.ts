import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { read, root } from '../support/tree.ts';
import { concernedBy } from './changed.ts';
import { mutants } from './list.ts';

describe('the mutants', () => {
  it('replace a text that stands exactly once in its file', () => {
    const astray = mutants.flatMap((mutant) => {
      if (!('file' in mutant)) return [];
      const times = read(mutant.file).split(mutant.find).length - 1;
      return times === 1 ? [] : [`${mutant.name}: ${times} times in ${mutant.file}: ${mutant.find}`];
    });
    expect(mutants.length).toBeGreaterThan(300);
    expect(astray).toEqual([]);
  });

  it('have names of their own, and a test file that is there', () => {
    expect(mutants.length).toBe(new Set(mutants.map(({ name }) => name)).size);
    expect(mutants.filter(({ provenBy }) => !existsSync(join(root, provenBy)))).toEqual([]);
  });

  it('are concerned by a change of their file or test first, then of their folder', () => {
    const guard = { provenBy: 'test/a.test.ts', find: '', replace: '' };
    const near = { ...guard, name: 'near', file: 'api/one.ts' };
    const far = { ...guard, name: 'far', file: 'api/two.ts' };
    const away = { ...guard, name: 'away', file: 'vault/one.ts', provenBy: 'test/b.test.ts' };
    const sql = { name: 'sql', provenBy: 'test/c.test.ts', sql: '' };
    const concerned = (...changed: string[]) =>
      concernedBy(changed, [sql, far, away, near]).map(({ name }) => name);
    expect(concerned('api/one.ts')).toEqual(['near', 'far']);
    expect(concerned('test/b.test.ts')).toEqual(['away']);
    expect(concerned('prisma/migrations/0009/migration.sql')).toEqual(['sql']);
    expect(concerned('README.md')).toEqual([]);
  });
});
