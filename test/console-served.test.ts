import express from 'express';
import { readdirSync, readFileSync } from 'node:fs';
import { get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consolePages } from '../api/console-pages.ts';
import { consoleBundle } from '../runtime/console-bundle.ts';

let folder: string;
let server: Server;
let script: string;
let plain: Buffer;

beforeAll(async () => {
  folder = await consoleBundle();
  server = express().use(consolePages(folder)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  script = /src="(\/assets\/[^"]+)"/.exec(readFileSync(join(folder, 'index.html'), 'utf8'))![1]!;
  plain = readFileSync(join(folder, script));
}, 120_000);
afterAll(() => server.close());

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly bytes: Buffer;
}

/** As it travels: nothing is decompressed on the way. */
function ask(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, headers }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk));
      reply.on('end', () =>
        resolve({ status: reply.statusCode, headers: reply.headers, bytes: Buffer.concat(chunks) }),
      );
    }).on('error', reject);
  });
}

describe('the console that is served', () => {
  it('is built for use, whatever the mode of whoever asks for it', () => {
    expect(process.env['NODE_ENV']).toBe('test');
    const scripts = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js'));
    const forDevelopment = scripts.filter((name) =>
      /jsxDEV|react-dom[^/]*\.development/.test(readFileSync(join(folder, 'assets', name), 'utf8')),
    );
    expect(scripts.length).toBeGreaterThan(100);
    expect(forDevelopment).toEqual([]);
  });

  it.each([
    ['br', 'gzip, deflate, br, zstd', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['gzip', 'br;q=0, gzip', gunzipSync],
  ] as const)('comes as %s to whoever takes %s', async (encoding, taken, decompressed) => {
    const { headers, bytes } = await ask(script, { 'accept-encoding': taken });
    expect(headers).toMatchObject({
      'content-encoding': encoding,
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    });
    expect(bytes.length).toBeLessThan(plain.length / 2.5);
    expect(decompressed(bytes)).toEqual(plain);
  });

  it.each(['', 'identity', 'br;q=0, gzip;q=0'])('comes as it is to whoever takes “%s”', async (taken) => {
    const { headers, bytes } = await ask(script, taken ? { 'accept-encoding': taken } : {});
    expect(headers).not.toHaveProperty('content-encoding');
    expect(headers.vary).toBe('Accept-Encoding');
    expect(bytes).toEqual(plain);
  });

  it('is another to a cache in each encoding, and not sent twice', async () => {
    const tags = [];
    for (const taken of ['br', 'gzip', 'identity']) {
      const { etag } = (await ask(script, { 'accept-encoding': taken })).headers;
      const again = await ask(script, { 'accept-encoding': taken, 'if-none-match': etag! });
      expect([again.status, again.bytes.length]).toEqual([304, 0]);
      tags.push(etag);
    }
    expect(new Set(tags).size).toBe(3);
  });

  it('comes whole: no piece of what is compressed is of use', async () => {
    const piece = { 'accept-encoding': 'br', range: 'bytes=99999999-' };
    const { status, bytes } = await ask(script, piece);
    expect([status, brotliDecompressSync(bytes)]).toEqual([200, plain]);
  });
});
