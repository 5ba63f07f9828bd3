import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { build, mergeConfig } from 'vite';
import config from './vite.config.ts';

/**
 * Builds the console into the folder it is told, each file beside itself compressed. A process of its own: React and
 * Vite take their mode from NODE_ENV, and whoever wants the console may be in another, as tests are.
 */
const folder = process.argv[2]!;
process.on('disconnect', () => process.exit(1));

// Read above and not by Vite, which would write beside the packages: whoever starts may not be who installed them.
const whole = mergeConfig(config, { build: { outDir: folder, emptyOutDir: true } });
await build({ ...whole, configFile: false });

const encodings = { br: promisify(brotliCompress), gz: promisify(gzip) };
const assets = join(folder, 'assets');
for (const name of await readdir(assets)) {
  if (!/\.(js|css|svg)$/.test(name)) continue;
  const plain = await readFile(join(assets, name));
  for (const [ending, compress] of Object.entries(encodings)) {
    const compressed = await compress(plain);
    // A few words grow by being compressed.
    if (compressed.length < plain.length) await writeFile(join(assets, `${name}.${ending}`), compressed);
  }
}
process.exit(0);
