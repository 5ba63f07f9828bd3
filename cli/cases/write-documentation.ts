import { readFile, writeFile } from 'node:fs/promises';
import { caseJsonSchema, keyTables } from './documentation.ts';

const docs = new URL('../../docs/', import.meta.url);
const schemaFile = new URL('case.schema.json', docs);
const guideFile = new URL('cases.md', docs);
const marks = /(<!-- keys: [^>]*-->\n)[^]*(<!-- end of keys -->)/;

/** The two documents as the code has them; a test compares them with those in docs/. */
export async function currentDocumentation(): Promise<{ readonly schema: string; readonly guide: string }> {
  const guide = await readFile(guideFile, 'utf8');
  return {
    schema: `${JSON.stringify(caseJsonSchema(), null, 2)}\n`,
    guide: guide.replace(marks, (_, start: string, end: string) => `${start}\n${keyTables()}\n\n${end}`),
  };
}

/** Writes the JSON schema and the tables of keys into docs/. */
export async function writeDocumentation(): Promise<void> {
  const { schema, guide } = await currentDocumentation();
  await writeFile(schemaFile, schema);
  await writeFile(guideFile, guide);
}
