import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { refusalKinds } from '../domain/refusal-codes.ts';
import { shippedVersions } from '../rules/shipped.ts';
import { filesOfTree, functionsOf, linksOf, read, reachableFrom, root } from './support/tree.ts';

const MAX_FILE_LINES = 300;
const MAX_FUNCTION_LINES = 70;

const files = filesOfTree();
const sources = files.filter((path) => /\.tsx?$/.test(path) && !/\/generated\/|\.d\.ts$/.test(path));
const pages = files.filter((path) => path.endsWith('.md'));
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const commands = Object.values(scripts).flatMap((script) => script.match(/[\w./-]+\.ts/g) ?? []);
const oxlint = join(root, 'node_modules/.bin/oxlint');

describe('a file', () => {
  it('declares types under a name of its own', () => {
    // TypeScript leaves a.d.ts out of what a folder includes where a.ts stands beside it, and says nothing.
    const leftOut = files.filter(
      (path) => path.endsWith('.d.ts') && files.includes(path.replace(/\.d\.ts$/, '.ts')),
    );
    expect(leftOut).toEqual([]);
  });

  it('is read in one sitting: 300 lines at most', () => {
    const long = sources
      .map((path) => ({ path, lines: read(path).split('\n').length - 1 }))
      .filter(({ lines }) => lines > MAX_FILE_LINES);
    expect(sources.length).toBeGreaterThan(300);
    expect(long).toEqual([]);
  });

  it('holds functions of 70 lines at most', () => {
    const functions = sources.flatMap((path) => functionsOf(path, read(path)));
    expect(functions.length).toBeGreaterThan(2_000);
    expect(functions.filter(({ lines }) => lines > MAX_FUNCTION_LINES)).toEqual([]);
  });

  it('is there when a command of package.json names it', () => {
    expect(commands.length).toBeGreaterThan(5);
    expect(commands.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('is reached from a command, a process or a test', () => {
    const entries = sources.filter(
      (path) => /\.(test|config|browser)\.ts$/.test(path) || commands.includes(path),
    );
    const reached = reachableFrom([...entries, 'workflows/index.ts', 'console/main.tsx']);
    expect(reached.size).toBeGreaterThan(300);
    expect(sources.filter((path) => !reached.has(path))).toEqual([]);
  });

  it('leaves no test out by hand, and none of the browser’s on any condition', () => {
    const left = sources.filter((path) => {
      const byHand = /^\s*(?:it|test|describe)\.(?:skip|only|todo|fails)\b/m;
      const onCondition = /\.(?:skipIf|runIf)\(/;
      return byHand.test(read(path)) || (path.endsWith('.browser.ts') && onCondition.test(read(path)));
    });
    expect(left).toEqual([]);
  });

  it('names no path of somebody’s machine, no package registry, and people by their roles', () => {
    const foreign =
      /(?<![\w.])\/(?:root|home|Users|work)\/\w|registry\.npmjs|pythonhosted|\bhelpers?\b|\bagents?\b/i;
    const texts = files.filter((path) => /\.(ts|md|json|ya?ml|sql|sh)$|Dockerfile|\.example$/.test(path));
    const named = texts
      .filter(
        (path) => path !== 'test/tidy.test.ts' && path !== 'package-lock.json' && !/\/generated\//.test(path),
      )
      .flatMap((path) =>
        read(path)
          .split('\n')
          .flatMap((line, index) => (foreign.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
      );
    expect(named).toEqual([]);
  });
});

describe('the measure of functions', () => {
  const body = (lines: number) => Array.from({ length: lines }, () => '    work();').join('\n');

  it.each([
    ['a function', (text: string) => `export async function one(a: A): Promise<B> {\n${text}\n}\n`],
    ['one with many parameters', (text: string) => `function one(\n  a: A,\n): B {\n${text}\n}\n`],
    ['a method', (text: string) => `const it = {\n  async one(a) {\n${text}\n  },\n};\n`],
    ['an arrow function', (text: string) => `const one = (a: A): B => {\n${text}\n};\n`],
    ['a test', (text: string) => `describe('it', () => {\n  it('does', async () => {\n${text}\n  });\n});\n`],
  ])('sees %s', (_what, around) => {
    const longest = (lines: number) =>
      Math.max(...functionsOf('a.ts', around(body(lines))).map((measured) => measured.lines));
    expect(longest(10)).toBe(12);
    expect(longest(90)).toBe(92);
  });
});

describe('the layers', () => {
  const imports = (from: string) => `import { a } from '${from}';\nexport const b = a;\n`;
  const forbidden: Readonly<Record<string, string>> = {
    'domain/one.ts': '../ledger/post.ts',
    'domain/instruments/two.ts': '../../prisma/database.ts',
    'prisma/one.ts': '../activities/one.ts',
    'vault/one.ts': '../ledger/post.ts',
    'ledger/one.ts': '../activities/one.ts',
    'rules/one.ts': '../../rules/../vault/vault.ts',
    'rules/two.ts': '../signatures/verify-signed-copy.ts',
    'signatures/one.ts': '../prisma/database.ts',
    'signatures/two.ts': 'node:fs',
    'workflows/one.ts': '../activities/one.ts',
    'workflows/two.ts': 'node:fs',
    'workflows/three.ts': '../prisma/database.ts',
    'activities/fund/one.ts': '../../api/routes.ts',
    'activities/two.ts': '../runtime/config.ts',
    'api/one.ts': '../runtime/config.ts',
    'runtime/one.ts': '../cli/main.ts',
    'cli/one.ts': '../test/support/stack.ts',
    'console/screens/one.ts': '../../activities/tasks.ts',
  };
  const allowed: Readonly<Record<string, string>> = {
    'domain/instruments/ok.ts': '../money.ts',
    'ledger/ok.ts': '../domain/money.ts',
    'signatures/ok.ts': '../domain/text.ts',
    'signatures/fine.ts': 'node:crypto',
    'activities/fund/ok.ts': '../../ledger/post.ts',
    'activities/ok.ts': '../signatures/verify-signed-copy.ts',
    'api/ok.ts': '../activities/tasks.ts',
    'console/screens/ok.ts': '../../domain/money.ts',
    'runtime/ok.ts': '../api/app.ts',
  };

  it('are kept by the lint: each import that goes the wrong way is named, and no other', async () => {
    const files = Object.entries({ ...forbidden, ...allowed }).map(([path, from]) => [path, imports(from)]);
    expect(await complaintsAbout(files)).toEqual(Object.keys(forbidden).toSorted());
  });

  it('stand: the lint has nothing to say about the tree', async () => {
    expect(await complaintsIn(root)).toEqual([]);
  });
});

describe('a screen', () => {
  const part = (work: string, shown: string) =>
    `import { useEffect, useState } from 'react';
    export function Part({ a }: { readonly a: number }) {\n${work}\nreturn ${shown};\n}\n`;
  const inOrder = 'const [b, set] = useState(0);\nuseEffect(() => { document.title = `${a}`; }, [a]);';
  const isRead = '<img src="/a.png" alt={`${b}`} onLoad={() => set(1)} />';
  const wrong = {
    'console/parts/condition.tsx': part(`if (a > 1) return null;\n${inOrder}`, isRead),
    'console/parts/dependency.tsx': part(inOrder.replace('[a]', '[]'), isRead),
    'console/parts/picture.tsx': part(inOrder, isRead.replace('alt', 'title')),
  };

  it('keeps the rules of React and of accessibility, or the lint names it', async () => {
    const files = Object.entries({ ...wrong, 'console/parts/right.tsx': part(inOrder, isRead) });
    expect(await complaintsAbout(files)).toEqual(Object.keys(wrong).toSorted());
  });
});

/** Of files that are not ours. */
async function complaintsAbout(files: readonly (readonly string[])[]): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'reciproca-lint-'));
  try {
    await cp(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    for (const [path, text] of files) {
      await mkdir(dirname(join(folder, path!)), { recursive: true });
      await writeFile(join(folder, path!), text!);
    }
    return await complaintsIn(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The files the lint complains about, without its checks that need types: `npm run lint` makes those. */
async function complaintsIn(folder: string): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)(oxlint, ['--format', 'json', '--threads', '1', '.'], {
    cwd: folder,
    maxBuffer: 16 * 1024 * 1024,
  }).catch((error: unknown) => error as { stdout: string });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly { filename: string }[] };
  return [...new Set(diagnostics.map(({ filename }) => filename))].toSorted();
}

describe('every workflow', () => {
  it('has a recorded history that its code of today must still understand', () => {
    const workflows = [...read('workflows/index.ts').matchAll(/from '\.\/([\w-]+)\.ts'/g)].map(
      (match) => match[1]!,
    );
    expect(workflows.length).toBeGreaterThan(2);
    const recorded = files.filter((path) => path.startsWith('test/histories/') && path.endsWith('.json'));
    const without = workflows.filter((stem) => !recorded.some((path) => path.includes(`/${stem}`)));
    expect(without).toEqual([]);
  });
});

describe('every rule set', () => {
  it('in rules/ is shipped, with cases of its own', () => {
    const folders = new Set(files.flatMap((path) => /^rules\/([\w-]+)\/\d+\.json$/.exec(path)?.[1] ?? []));
    expect(shippedVersions.map(({ ruleSet }) => ruleSet).toSorted()).toEqual([...folders].toSorted());
    for (const { ruleSet, cases, rules } of shippedVersions)
      expect(cases.length, ruleSet).toBeGreaterThanOrEqual(rules.length);
  });
});

describe('every text for people', () => {
  it('is there in both languages', () => {
    const empty = sources.flatMap((path) =>
      read(path)
        .split('\n')
        .flatMap((line, index) =>
          /\b(?:it|en): (?:''|""|``)/.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [],
        ),
    );
    expect(empty).toEqual([]);
    expect(oneSided(refusalKinds, 'refusalKinds')).toEqual([]);
    expect(shippedVersions.flatMap((version) => oneSided(version, version.ruleSet))).toEqual([]);
    expect(oneSided([{ it: 'sì', en: ' ' }, { it: 'sì' }, { it: 'sì', en: 'yes' }], 'made')).toHaveLength(2);
  });
});

/** Where, within a value, a text lacks one of its languages. */
function oneSided(value: unknown, place: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { it, en } = value as { it?: unknown; en?: unknown };
  if (it !== undefined || en !== undefined)
    return [it, en].every((text) => typeof text === 'string' && text.trim() !== '') ? [] : [place];
  return Object.entries(value).flatMap(([key, part]) => oneSided(part, `${place}.${key}`));
}

describe('every name', () => {
  /** Words of the schema that mean in code what they mean anywhere. */
  const plain = new Set(
    `absence account alliance audit channel content contribution data deadline delivered document employment heartbeat item
     key kind letter mail member organisation parameter person relation role rule state submission task token
     version wakeup`.split(/\s+/),
  );

  it('of a table or a list of values is made of plain words and of words that the glossary explains', () => {
    const rows = read('GLOSSARY.md').match(/^\| .*$/gm) ?? [];
    const explained = new Set(rows.flatMap((row) => wordsOf(row.split('|')[2]!.trim())));
    expect(explained.size).toBeGreaterThan(50);
    const names = [...read('prisma/schema.prisma').matchAll(/^(?:model|enum) (\w+) \{/gm)].map(
      (match) => match[1]!,
    );
    expect(names.length).toBeGreaterThan(40);
    const isKnown = (word: string) => plain.has(word) || explained.has(word);
    expect(names.filter((name) => !wordsOf(name).every(isKnown))).toEqual([]);
  });
});

/** "fundAllocation" is "fund" and "allocation". */
function wordsOf(name: string): readonly string[] {
  return name.split(/(?=[A-Z])/).map((word) => word.toLowerCase());
}

describe('every link', () => {
  it('of a page into the tree leads somewhere', () => {
    const links = pages.flatMap((page) => linksOf(read(page)).map((target) => ({ page, target })));
    expect(links.length).toBeGreaterThan(30);
    expect(links.filter(({ page, target }) => !existsSync(join(root, dirname(page), target)))).toEqual([]);
  });
});
