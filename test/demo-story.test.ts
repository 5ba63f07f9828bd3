import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tellStory } from '../cli/demo/story.ts';
import { openStack, type Stack } from './support/stack.ts';

let stack: Stack;
let lines: string[];

beforeAll(async () => {
  stack = await openStack();
  lines = await told();
}, 180_000);

afterAll(() => stack.close());

async function told(): Promise<string[]> {
  const said: string[] = [];
  await tellStory(stack.url, (line) => said.push(line));
  return said;
}

/** Pastes a line of the story into a shell, and reads the answer. */
async function paste(line: string): Promise<Record<string, unknown>> {
  const { stdout } = await promisify(execFile)('sh', ['-c', line]);
  return JSON.parse(stdout) as Record<string, unknown>;
}

it('ends with lines to paste, by which Lucia confirms and Anna pays', async () => {
  const [confirm, settle, look] = lines.map((line) => line.trim()).filter((line) => line.startsWith('curl '));
  expect(await paste(confirm!)).toMatchObject({ awardId: expect.any(String) as string });
  expect(await paste(settle!)).toMatchObject({ awardId: expect.any(String) as string });
  expect(await paste(look!)).toMatchObject({ paidCents: 19_000 });
});

it('told again, files nothing and says what to do', async () => {
  const chiara = await stack.as('Chiara');
  const assessments = async () => (await chiara.get('/v1/assessments?limit=200')).body;
  const before = await assessments();
  expect((await told()).join(' ')).toMatch(/has had 950.00 €.* Nothing was filed\. .*DATA_DIR/);
  expect(await assessments()).toEqual(before);
});
