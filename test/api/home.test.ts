import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from './support.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function shown(language: string) {
  const response = await fetch(`${api.url}/`, { headers: { 'accept-language': language } });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^text\/html/);
  return { text: await response.text(), headers: response.headers };
}

describe('the address that every mail and letter ends with', () => {
  it.each([
    ['it', 'Ha ricevuto un codice di invito?'],
    ['en', 'Did you get an invitation code?'],
  ])('says in %s what to do with a code', async (language, question) => {
    const { text, headers } = await shown(language);
    expect(text).toContain(`<html lang="${language}">`);
    expect(headers.get('content-language')).toBe(language);
    expect(text).toContain(question);
    expect(text).toContain('/v1/session/invitation');
  });

  it('names an operation that the pages have, and leads only to addresses that answer', async () => {
    const { text } = await shown('it');
    const operation = /#\/(\w+)\/(\w+)"/.exec(text)!;
    const { operationId, tags } = api.document.paths['/v1/session/invitation']!['post'] as unknown as {
      operationId: string;
      tags: string[];
    };
    expect([operation[1], operation[2]]).toEqual([tags[0], operationId]);
    for (const [, address] of text.matchAll(/href="([^"]+)"/g))
      expect((await fetch(`${api.url}${address}`)).status, address).toBe(200);
  });

  it('holds nothing that its own policy forbids', async () => {
    const { text, headers } = await shown('it');
    expect(headers.get('content-security-policy')).toMatch(/script-src 'self'.*script-src-attr 'none'/);
    expect(text).not.toMatch(/<script|<style|\son\w+=|\sstyle=/);
  });
});
