import { spawn } from 'node:child_process';
import { text as textOf } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Letter } from '../activities/letters/letter.ts';
import { letters } from './support/letters.ts';

describe('a letter', () => {
  it('is the same bytes in another process, whichever letters and signs that one wrote before', async () => {
    const named = (name: string): Letter => ({ ...letters.closure, recipient: { name, address: null } });
    const all = [...Object.values(letters), named('Łukasz Țepeș Наталя Αθηνά 5 µm'), named('Αθηνά μ ﬁ fi Ĳ')];
    const one = await hashesIn(all, { TZ: 'Europe/Rome', LANG: 'it_IT.UTF-8' });
    const other = await hashesIn(all.toReversed(), { TZ: 'Pacific/Auckland', LANG: 'C' });
    expect(new Set(one).size).toBe(all.length);
    expect(other.toReversed()).toEqual(one);
  });
});

/** Each letter's hash, as a process of its own gives it that renders them in this order. */
async function hashesIn(all: readonly Letter[], env: Record<string, string>): Promise<string[]> {
  const script = fileURLToPath(new URL('./support/render-process.ts', import.meta.url));
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(all));
  return (await textOf(child.stdout)).trim().split('\n');
}
