import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Every file that belongs to the tree, by its path from the root: what git tracks or would track. */
export function filesOfTree(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return listed.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));
}

export interface LongFunction {
  readonly place: string;
  readonly lines: number;
}

/** How a line looks that opens the body of a function, of any of the ways to write one. */
const opensFunction = [
  /=> \{$/,
  /\bfunction\b.*\{$/,
  /^\s*(?:async )?\w+(?:<.*>)?\(.*\).*\{$/,
  /^\s*\)(?:: .*)? \{$/,
];

/** A suite is a table of contents; the tests in it are the functions. */
const opensSuite = /^\s*(?:it|test|describe)?describe[.\w]*\(/;

/**
 * The functions of a file with their lengths in lines. It trusts the formatter: a body that opens at the end of a
 * line closes at the next line of the same indentation that begins with its brace.
 */
export function functionsOf(path: string, text: string): readonly LongFunction[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    if (!opensFunction.some((pattern) => pattern.test(line)) || opensSuite.test(line)) return [];
    const closing = `${/^\s*/.exec(line)![0]}}`;
    const length = lines.slice(index + 1).findIndex((later) => later.startsWith(closing)) + 2;
    return [{ place: `${path}:${index + 1}`, lines: length }];
  });
}

/** The sources of ours that a file names, by import or as the path of a process, relative to itself or the root. */
export function sourcesNamedIn(path: string, text: string): readonly string[] {
  const names = [...text.matchAll(/['"`]([\w./-]+\.tsx?)['"`]/g)].map((match) => match[1]!);
  return names.flatMap((name) =>
    [resolve(root, dirname(path), name), resolve(root, name)]
      .filter((file) => existsSync(file))
      .map((file) => relative(root, file)),
  );
}

/** Everything that can be reached from some files by naming it, themselves included. */
export function reachableFrom(entries: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...entries];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    waiting.push(...sourcesNamedIn(path, read(path)));
  }
  return reached;
}

/** The links of a Markdown file that lead into the tree, without what follows a `#`. */
export function linksOf(text: string): readonly string[] {
  const prose = text.replace(/```[\s\S]*?```/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1]!.replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target));
}
