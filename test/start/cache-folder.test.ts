import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ownCacheFolder } from '../../runtime/embedded/cache-folder.ts';

afterEach(() => vi.unstubAllEnvs());

describe('a folder of the cache for what is run as it lies there', () => {
  it('is written to by nobody else, whatever the umask', async () => {
    const cache = await mkdtemp(join(tmpdir(), 'reciproca-cache-'));
    vi.stubEnv('XDG_CACHE_HOME', cache);
    const before = process.umask(0o002);
    try {
      const folder = await ownCacheFolder('bundles');
      expect(folder).toBe(join(cache, 'reciproca', 'bundles'));
      expect((await stat(folder!)).mode & 0o777).toBe(0o700);
    } finally {
      process.umask(before);
      await rm(cache, { recursive: true });
    }
  });

  it('is done without where nothing can be written', async () => {
    vi.stubEnv('XDG_CACHE_HOME', '/dev/null/nowhere');
    vi.stubEnv('TMPDIR', '/dev/null/nowhere');
    expect(await ownCacheFolder('bundles')).toBeUndefined();
  });
});
