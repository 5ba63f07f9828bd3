/** A run of words that stayed, came or went. */
export interface Run {
  readonly kind: 'same' | 'added' | 'removed';
  readonly words: string;
}

/** How one text became another, word by word: the longest row of words that both have stays. */
export function wordDiff(before: string, after: string): readonly Run[] {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  const common = lengths(old, now);
  const runs: { kind: Run['kind']; words: string[] }[] = [];
  const add = (kind: Run['kind'], word: string) => {
    if (runs.at(-1)?.kind === kind) runs.at(-1)!.words.push(word);
    else runs.push({ kind, words: [word] });
  };
  let [at, to] = [0, 0];
  while (at < old.length || to < now.length) {
    if (at < old.length && to < now.length && old[at] === now[to]) {
      add('same', old[at]!);
      at += 1;
      to += 1;
    } else if (to >= now.length || (at < old.length && common[at + 1]![to]! >= common[at]![to + 1]!)) {
      add('removed', old[at]!);
      at += 1;
    } else {
      add('added', now[to]!);
      to += 1;
    }
  }
  return runs.map(({ kind, words }) => ({ kind, words: words.join(' ') }));
}

/** For each place in both texts, how many words the rest has in common. */
function lengths(old: readonly string[], now: readonly string[]): readonly Uint16Array[] {
  const rows = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  for (let at = old.length - 1; at >= 0; at -= 1)
    for (let to = now.length - 1; to >= 0; to -= 1)
      rows[at]![to] =
        old[at] === now[to] ? rows[at + 1]![to + 1]! + 1 : Math.max(rows[at + 1]![to]!, rows[at]![to + 1]!);
  return rows;
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** Blocks of two texts, each with its counterpart; what has none came or went whole. */
export function pairBlocks(
  before: readonly string[],
  after: readonly string[],
): readonly (readonly [string | undefined, string | undefined])[] {
  const pairs: [string | undefined, string | undefined][] = [];
  let at = 0;
  for (const block of after) {
    const match = before.findIndex((other, index) => index >= at && isAlike(other, block));
    if (match === -1) {
      pairs.push([undefined, block]);
      continue;
    }
    for (const gone of before.slice(at, match)) pairs.push([gone, undefined]);
    pairs.push([before[match], block]);
    at = match + 1;
  }
  return [...pairs, ...before.slice(at).map((gone): [string, undefined] => [gone, undefined])];
}

/** Half of the words of the longer one are in the other, too. */
function isAlike(one: string, other: string): boolean {
  const [few, many] = [wordsOf(one), wordsOf(other)].toSorted((a, b) => a.length - b.length);
  const known = new Set(few);
  return many!.filter((word) => known.has(word)).length * 2 >= many!.length;
}
