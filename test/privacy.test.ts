import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type pg from 'pg';
import { processWorkflowId } from '../workflows/contract.ts';
import { signIn } from './support/caller.ts';
import { eventually } from './support/eventually.ts';
import { everyRow } from './support/seed.ts';
import { openStack, type Stack } from './support/stack.ts';
import { decodedText } from './holds/support/decoded.ts';
import { everyHistory } from './holds/support/histories.ts';
import { leaksIn, leaksInBytes, planted } from './holds/support/planted.ts';
import { plantCase, type PlantedCase } from './holds/support/planted-case.ts';
import { startService, type ServiceChild } from './holds/support/service-child.ts';
import { openOffice } from './holds/support/journey.ts';

/** What every case says to Temporal, in a result and in a failure. */
const sealedWords = ['remainingMs', 'submitDossier failed'];

let stack: Stack;
let superuser: pg.Client;
let api: ServiceChild, worker: ServiceChild;
let url: string;
let story: PlantedCase;

beforeAll(async () => {
  stack = await openStack({ worker: false, env: { LOG_LEVEL: 'silent' } });
  superuser = await stack.test.superuser();
  const env = { LOG_LEVEL: 'debug' };
  api = startService('api-process', stack.config, { env });
  worker = startService('worker-process', stack.config, { env });
  const [{ port }] = await Promise.all([api.ready, worker.ready]);
  url = `http://127.0.0.1:${port}`;
  const office = await openOffice({ url, as: (name) => signIn(url, name) });
  story = await plantCase(stack, office, superuser);
}, 240_000);
afterAll(async () => {
  await Promise.all([api, worker].map((child) => child?.kill()));
  await stack.close();
});

describe('planted personal data', () => {
  it('stands in no decoded payload, failure, memo, attribute or id of any history', async () => {
    const told = await everythingTemporalTells();
    expect(told).toContain(story.assessmentId);
    for (const words of sealedWords) expect(told).toContain(words);
    expect(leaksIn(told)).toEqual([]);
  });

  it('stands nowhere in Temporal’s file', async () => {
    const folder = join(stack.config.dataDir, 'temporal');
    const files = (await readdir(folder)).filter((name) => name.startsWith('temporal.db'));
    const bytes = Buffer.concat(await Promise.all(files.map((name) => readFile(join(folder, name)))));
    const text = bytes.toString('latin1');
    expect(text).toContain(story.assessmentId);
    expect(leaksInBytes(bytes)).toEqual([]);
    // Not even what tells nothing of anybody: whatever is said to Temporal is sealed.
    for (const words of sealedWords) expect(text).not.toContain(words);
  });

  it('stands in no line that API and worker log at debug level, not even of what went wrong', () => {
    const log = api.log() + worker.log();
    expect(log).toContain('activity failed');
    expect(log).toContain('request failed');
    expect(leaksIn(log)).toEqual([]);
  });

  it('stands in no column of any table, in the clear', async () => {
    const leaks: string[] = [];
    let isSeen = false;
    for (const [table, rows] of await everyRow(superuser)) {
      isSeen ||= rows.some((row) => row.includes(story.assessmentId));
      for (const row of rows) leaks.push(...leaksIn(row).map((word) => `${table}: ${word}`));
    }
    expect(isSeen).toBe(true);
    expect([...new Set(leaks)]).toEqual([]);
  });

  it('is never part of an address: it carries ids, dates, numbers and the service’s own words', async () => {
    const free = operations(await openApi()).flatMap(({ path, parameters }) =>
      parameters
        .filter((parameter) => parameter.in !== 'header' && !isBounded(parameter))
        .filter(({ name }) => !ownWords.includes(name))
        .map(({ name }) => `${path} ${name}`),
    );
    expect(free).toEqual([]);
  });
});

describe('an employer', () => {
  it('gets no mail', async () => {
    const { rows } = await superuser.query<{ template: string }>(
      `SELECT template FROM mail m
        WHERE recipient_kind = 'organisation'
          AND NOT EXISTS (SELECT 1 FROM organisation o WHERE o.id = m.recipient_id AND 'provider' = ANY (o.roles))
           OR EXISTS (SELECT 1 FROM account a WHERE a.id = m.recipient_id AND 'employer' = ANY (a.roles))`,
    );
    expect(rows).toEqual([]);
    expect((await superuser.query('SELECT 1 FROM mail')).rowCount).toBeGreaterThan(0);
  });

  it('sees nothing of the applicant wherever it looks, and cannot tell that there is one', async () => {
    const seen = await seenBy('Roberto');
    const ids = Object.values(story.ids);
    const leaks = seen.flatMap(({ path, text }) =>
      [...leaksIn(text), ...ids.filter((id) => text.includes(id))].map((leak) => `${path}: ${leak}`),
    );
    expect(leaks).toEqual([]);
    expect(seen.map(({ status }) => status)).toContain(200);
  });
});

describe('how a household tells of its needs', () => {
  const wordsOfNeeds = ['eliotropite', 'sodalitosi'];

  it.each(['Elena', 'Anna', 'Teresa'])('is not told to whom delivers, pays or decides: %s', async (name) => {
    const seen = await seenBy(name);
    const leaks = seen.filter(({ text }) => wordsOfNeeds.some((word) => text.includes(word)));
    expect(leaks.map(({ path }) => path)).toEqual([]);
    expect(seen.filter(({ text }) => text.includes('"service":"other"')).length).toBeGreaterThan(0);
  });

  it('leaves a provider with the service, the units, and whom it serves', async () => {
    const elena = await signIn(url, 'Elena');
    const [order] = (await elena.get('/v1/orders')).body.items;
    expect(order).toMatchObject({
      service: 'other',
      unit: 'hour',
      units: 2,
      serves: { givenName: 'Zaffirella' },
    });
    const mails = (await elena.get('/v1/dev/mailbox')).body.items as { id: string; template: string }[];
    const mail = mails.find(({ template }) => template === 'providerOrder')!;
    const headers = { authorization: `Bearer ${elena.token}` };
    const source = await (await fetch(`${url}/v1/dev/mailbox/${mail.id}`, { headers })).text();
    // Mail folds its lines where it likes.
    expect(source.replaceAll(/=\r?\n/g, '')).toContain('altro servizio');
    expect(leaksIn(source)).toEqual([]);
  });

  it('is read in the dossier, by whoever may open it and says why', async () => {
    const chiara = await signIn(url, 'Chiara');
    const at = `/v1/assessments/${story.assessmentId}`;
    expect((await chiara.get(`${at}/dossier`)).status).toBe(422);
    expect((await chiara.get(`${at}/dossier?reason=check`)).body.needs).toMatchObject([
      { position: 1, description: planted.otherNeed },
    ]);
    expect(leaksIn(JSON.stringify((await chiara.get(at)).body))).toEqual([]);
  });
});

describe('a name planted where it must not be', () => {
  it('is found: as an argument of an Update', async () => {
    const handle = stack.services.client.workflow.getHandle(
      processWorkflowId('fragilityAssessment', story.openAssessmentId),
    );
    const { submissionId, allianceId } = story;
    await handle.executeUpdate('submitDossier', {
      args: [{ allianceId, submissionId, name: 'Zaffirella Quarzintesta' }],
    });
    await eventually(async () => leaksIn(await everythingTemporalTells()).length > 0);
    expect(leaksIn(await everythingTemporalTells())).toEqual(['zaffirella', 'quarzintesta']);
  });
});

/** What somebody gets from every address there is, with the ids of the story. */
/** It never ends, and says of which kind a change is, never of whom: test/api/changes. */
const endless = '/v1/changes';

async function seenBy(name: string) {
  const caller = await signIn(url, name);
  const seen: { path: string; status: number; text: string }[] = [];
  const reads = operations(await openApi()).filter(
    ({ method, path }) => method === 'get' && path !== endless,
  );
  for (const { path } of reads) {
    const { status, body } = await caller.get(fillIn(path, story.ids));
    seen.push({ path, status, text: JSON.stringify(body ?? '') });
  }
  return seen;
}

/** Histories of all runs, and what their descriptions add: memos, search attributes, activities under way. */
async function everythingTemporalTells(): Promise<string> {
  const { client, keyRing } = stack.services;
  const histories = await everyHistory(stack.services);
  const descriptions = await Promise.all(
    histories.map(({ workflowId }) => client.workflow.getHandle(workflowId).describe()),
  );
  return decodedText(keyRing, [histories, descriptions.map(({ raw }) => raw)]);
}

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly schema: { readonly [keyword: string]: unknown };
}
interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
}
type Document = { readonly paths: Record<string, Record<string, { readonly parameters?: Parameter[] }>> };

async function openApi(): Promise<Document> {
  return (await (await fetch(`${url}/openapi.json`)).json()) as Document;
}

function operations({ paths }: Document): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [] }]) => ({ path, method, parameters })),
  );
}

/** What a list is filtered by: steps, kinds, accounts, instants, and names of organisations. A new one is looked at first. */
const ownWords = [
  'waitingFor',
  'dueBefore',
  'cutOffAt',
  'q',
  'kind',
  'subjectKind',
  'action',
  'actorId',
  'from',
  'until',
];

/** Nobody can write a name into it. */
function isBounded({ schema }: Parameter): boolean {
  const bounded = ['format', 'pattern', 'enum', 'const'].some((keyword) => keyword in schema);
  return bounded || ['integer', 'number', 'boolean'].includes(String(schema['type']));
}

function fillIn(path: string, ids: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_all, name: string) => ids[name] ?? story.assessmentId);
}
