import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { gzipSync } from 'node:zlib';

export interface FirstLoad {
  readonly files: number;
  /** By the one measure that every browser and every year has in common. */
  readonly gzipBytes: number;
  /** What came over the wire, with what the API answered and all headers. */
  readonly wireBytes: number;
}

/** All that a browser which has nothing fetches until a page stands there. */
export async function firstLoadOf(
  page: Page,
  consoleFolder: string,
  open: () => Promise<void>,
): Promise<FirstLoad> {
  const paths = new Set<string>();
  let wireBytes = 0;
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => (wireBytes += encodedDataLength));
  page.on('request', (request) => paths.add(new URL(request.url()).pathname));
  await open();
  await devtools.detach();
  const files = [...paths].filter((path) => path.startsWith('/assets/'));
  const sizes = files.map((path) => gzipSize(join(consoleFolder, path)));
  return { files: files.length, gzipBytes: sizes.reduce((one, other) => one + other, 0), wireBytes };
}

function gzipSize(path: string): number {
  return Math.min(statSync(path).size, gzipSync(readFileSync(path), { level: 9 }).length);
}
