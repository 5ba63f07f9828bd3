import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';

/** Names a version of sources and of what is installed: whatever is made of them is made again when it changes. */
export async function sourceHash(
  folders: readonly URL[],
  isSource: (name: string) => boolean,
): Promise<string> {
  const hash = createHash('sha256');
  hash.update(await readFile(new URL('../package-lock.json', import.meta.url)));
  for (const folder of folders) {
    for (const name of (await readdir(folder, { recursive: true })).toSorted())
      if (isSource(name)) hash.update(name).update(await readFile(new URL(name, folder)));
  }
  return hash.digest('hex').slice(0, 24);
}
