import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import { contentHash } from '../../rules/canonical.ts';
import {
  publishVersion,
  retireVersion,
  reviseVersion,
  sendVersion,
  shipVersionOne,
  submitVersion,
} from '../../rules/publishing.ts';
import { shippedVersionOrThrow } from '../../rules/shipped.ts';
import { listVersions, loadVersion, versionInForce } from '../../rules/store.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { changed, shippedCopy } from './change.ts';

/** A clock the test sets, so that publishing has a before and an after. */
const clock = { instant: new Date('2026-06-01T08:00:00Z'), now: () => Promise.resolve(clock.instant) };

let test: TestDatabase;
let allianceId: string;
let [author, publisher] = ['', ''];

beforeAll(async () => {
  test = await openTestDatabase({ clock });
});
afterAll(() => test.close());

beforeEach(async () => {
  clock.instant = new Date('2026-06-01T08:00:00Z');
  allianceId = await test.addAlliance();
  [author, publisher] = [await addAdministrator('Ada'), await addAdministrator('Bice')];
});

function as<T>(accountId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return test.database.inAlliance(allianceId, { kind: 'account', id: accountId }, work);
}

async function addAdministrator(label: string): Promise<string> {
  const data = { allianceId, label, roles: ['administrator' as const], createdAt: clock.instant };
  return (await as('00000000-0000-0000-0000-000000000000', (tx) => tx.db.account.create({ data }))).id;
}

const ship = () =>
  as(author, (tx) =>
    shipVersionOne(tx, {
      authorId: author,
      publisherId: publisher,
      effectiveAt: new Date('2026-01-01T00:00:00Z'),
    }),
  );
const send = (content: unknown = withRaisedCap()) => as(author, (tx) => sendVersion(tx, content));
const submit = (id: string, who = author) => as(who, (tx) => submitVersion(tx, id));
const publish = (id: string, at: Date, who = publisher) => as(who, (tx) => publishVersion(tx, id, at));
const inForce = (instant: Date) => as(author, (tx) => versionInForce(tx, 'fund-access', instant));

/** RS-2026.1 with a highest cap of 1,600 euro, and the one case it changes. */
function withRaisedCap(): unknown {
  const content = shippedCopy('fund-access') as {
    parameters: { name: string; value: unknown }[];
    cases: { name: { en: string }; expect: { remainingCapCents?: number } }[];
  };
  content.parameters.find(({ name }) => name === 'capMaxCents')!.value = 160_000;
  content.cases.find(({ name }) => name.en.includes('five people'))!.expect.remainingCapCents = 160_000;
  return content;
}

describe('the road of a rule set version', () => {
  it('starts with the shipped rule sets as version 1, once', async () => {
    const shipped = await ship();
    expect(shipped.map(({ ruleSet, version, state }) => [ruleSet, version, state])).toEqual([
      ['fragility-score', 1, 'published'],
      ['fund-access', 1, 'published'],
    ]);
    expect(await ship()).toEqual([]);
    const { content, contentHash: hash } = await inForce(clock.instant);
    expect(content).toEqual(shippedVersionOrThrow('fund-access'));
    expect(hash).toBe(contentHash(shippedVersionOrThrow('fund-access')));
  });

  it('goes from draft to review to published, and is in force from its instant in Rome on', async () => {
    await ship();
    const draft = await send();
    expect(draft).toMatchObject({ version: 2, state: 'draft', authorId: author, casesReport: null });
    const submitted = await submit(draft.id);
    expect(submitted).toMatchObject({
      state: 'inReview',
      casesReport: { green: true, contentHash: draft.contentHash },
    });
    const midnight = instantOf('2026-07-01', '00:00');
    const published = await publish(draft.id, midnight);
    expect(published).toMatchObject({ state: 'published', publisherId: publisher, effectiveAt: midnight });
    expect((await inForce(new Date(midnight.getTime() - 1))).version).toBe(1);
    expect((await inForce(midnight)).version).toBe(2);
    expect(midnight.toISOString()).toBe('2026-06-30T22:00:00.000Z');
  });

  it('keeps the parameters of each version as rows of their own', async () => {
    await ship();
    const draft = await send();
    expect(await as(author, (tx) => tx.db.parameter.count({ where: { ruleVersionId: draft.id } }))).toBe(0);
    await submit(draft.id);
    const rows = await as(author, (tx) =>
      tx.db.parameter.findMany({ where: { name: 'capMaxCents' }, orderBy: { id: 'asc' } }),
    );
    expect(rows.map(({ value }) => value)).toEqual([140_000, 160_000]);
    expect(rows[1]).toMatchObject({
      ruleVersionId: draft.id,
      validFrom: new Date('2026-01-01'),
      validUntil: null,
    });
  });

  it('leaves a pinned version readable long after it was retired', async () => {
    const [, first] = await ship();
    const draft = await send();
    await submit(draft.id);
    await publish(draft.id, clock.instant);
    await as(publisher, (tx) => retireVersion(tx, first!.id));
    expect(await as(author, (tx) => loadVersion(tx, first!.id))).toMatchObject({
      state: 'retired',
      version: 1,
    });
    expect((await inForce(clock.instant)).version).toBe(2);
    expect((await inForce(new Date(clock.instant.getTime() - 1))).version).toBe(1);
  });

  it('numbers versions that two administrators send at once', async () => {
    await ship();
    await Promise.all([send(), send(), as(publisher, (tx) => sendVersion(tx, withRaisedCap()))]);
    const versions = await as(author, (tx) => listVersions(tx, 'fund-access'));
    expect(versions.map(({ version }) => version)).toEqual([4, 3, 2, 1]);
  });

  it('lets the author correct a draft until it is submitted', async () => {
    const draft = await send(changed('fund-access', '/title/it', 'Accesso, seconda stesura'));
    const revised = await as(author, (tx) => reviseVersion(tx, draft.id, withRaisedCap()));
    expect(revised.contentHash).not.toBe(draft.contentHash);
    await submit(draft.id);
    await expect(as(author, (tx) => reviseVersion(tx, draft.id, withRaisedCap()))).rejects.toMatchObject({
      code: 'stepNotPossible',
    });
  });
});

describe('the road refuses', () => {
  it('what is wrong, with every error at its place', async () => {
    const wrong = changed('fund-access', '/rules/0/conditions/all/0/fact', 'shoeSize');
    await expect(send(wrong)).rejects.toMatchObject({
      code: 'ruleVersionInvalid',
      refusal: {
        errors: [
          { pointer: '/rules/0/conditions/all/0/fact', message: { it: expect.stringContaining('shoeSize') } },
        ],
      },
    });
    expect(await as(author, (tx) => listVersions(tx, 'fund-access'))).toEqual([]);
  });

  it('a red case, naming it with what was expected and what was found', async () => {
    const draft = await send(changed('fund-access', '/parameters/3/value', 80_100));
    await expect(submit(draft.id)).rejects.toMatchObject({
      code: 'ruleCasesRed',
      refusal: {
        errors: expect.arrayContaining([
          {
            pointer: '/cases/0/expect/remainingCapCents',
            message: {
              it: expect.stringMatching(/^Caso 10.*: atteso 96000, trovato 96080\.$/),
              en: expect.stringMatching(/^Case 10.*: expected 96000, found 96080\.$/),
            },
          },
        ]),
      },
    });
    expect(await as(author, (tx) => loadVersion(tx, draft.id))).toMatchObject({ state: 'draft' });
  });

  it('a rule no case proves', async () => {
    const content = shippedCopy('fund-access') as { cases: { facts: { finalBand: string } }[] };
    content.cases = content.cases.filter(({ facts }) => facts.finalBand !== 'veryHigh');
    const draft = await send(content);
    await expect(submit(draft.id)).rejects.toMatchObject({
      code: 'ruleCasesRed',
      refusal: {
        errors: [{ pointer: '/rules/6', message: { en: 'No case proves the rule cap-part-very-high.' } }],
      },
    });
  });

  it('the author as publisher', async () => {
    const draft = await send();
    await submit(draft.id);
    await expect(publish(draft.id, clock.instant, author)).rejects.toMatchObject({ code: 'samePerson' });
    await expect(publish(draft.id, clock.instant)).resolves.toMatchObject({ state: 'published' });
  });

  it('an instant in the past, and one on which a parameter has no value', async () => {
    const draft = await send();
    await submit(draft.id);
    await expect(publish(draft.id, new Date(clock.instant.getTime() - 1))).rejects.toMatchObject({
      code: 'invalidRequest',
    });
    const ending = await send(changed('fund-access', '/parameters/12/validUntil', '2026-12-31'));
    await submit(ending.id);
    await expect(publish(ending.id, instantOf('2027-01-01', '00:00'))).rejects.toMatchObject({
      code: 'ruleVersionInvalid',
    });
    await expect(publish(ending.id, instantOf('2026-12-31', '23:59'))).resolves.toMatchObject({
      state: 'published',
    });
  });

  it('a step out of order', async () => {
    const draft = await send();
    await expect(publish(draft.id, clock.instant)).rejects.toMatchObject({ code: 'stepNotPossible' });
    await submit(draft.id);
    await expect(submit(draft.id)).rejects.toMatchObject({ code: 'stepNotPossible' });
    await publish(draft.id, clock.instant);
    await expect(publish(draft.id, clock.instant)).rejects.toMatchObject({ code: 'stepNotPossible' });
  });

  it('another person’s draft, another rule set in its place, another alliance’s version', async () => {
    const draft = await send();
    await expect(submit(draft.id, publisher)).rejects.toMatchObject({ code: 'notAllowed' });
    await expect(as(publisher, (tx) => reviseVersion(tx, draft.id, withRaisedCap()))).rejects.toMatchObject({
      code: 'notAllowed',
    });
    await expect(
      as(author, (tx) => reviseVersion(tx, draft.id, shippedCopy('fragility-score'))),
    ).rejects.toMatchObject({ code: 'ruleVersionInvalid' });
    allianceId = await test.addAlliance();
    await expect(submit(draft.id)).rejects.toMatchObject({ code: 'notFound' });
    await expect(as(author, (tx) => loadVersion(tx, randomUUID()))).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  it('to retire the only version in force, or one twice', async () => {
    const [, first] = await ship();
    await expect(as(publisher, (tx) => retireVersion(tx, first!.id))).rejects.toMatchObject({
      code: 'stepNotPossible',
    });
    const draft = await send();
    await as(author, (tx) => retireVersion(tx, draft.id));
    await expect(as(author, (tx) => retireVersion(tx, draft.id))).rejects.toMatchObject({
      code: 'stepNotPossible',
    });
  });

  it('to apply a rule set of which no version is in force', async () => {
    await expect(inForce(clock.instant)).rejects.toThrow(/no version of fund-access is in force/);
  });
});

describe('by direct SQL as the application’s role', () => {
  let app: pg.Client;
  beforeAll(async () => {
    app = await test.appClient();
  });

  async function sql(statement: string, values: readonly unknown[] = []): Promise<void> {
    await app.query('BEGIN');
    try {
      await app.query("SELECT set_config('app.alliance', $1, true)", [allianceId]);
      await app.query(statement, [...values]);
      await app.query('COMMIT');
    } catch (error) {
      await app.query('ROLLBACK');
      throw error;
    }
  }

  async function inReview(): Promise<string> {
    const { id } = await send();
    await submit(id);
    return id;
  }

  it('nothing can be edited after submission', async () => {
    const id = await inReview();
    for (const change of [
      'content = content || \'{"edition": "mine"}\'',
      "content_hash = 'mine'",
      'cases_report = \'{"green": true}\'',
      "submitted_at = submitted_at + interval '1 day'",
    ])
      await expect(sql(`UPDATE rule_version SET ${change} WHERE id = $1`, [id])).rejects.toThrow(
        /never change after submission/,
      );
    for (const change of ["rule_set = 'fortune'", 'version = 99', `author_id = '${publisher}'`])
      await expect(sql(`UPDATE rule_version SET ${change} WHERE id = $1`, [id])).rejects.toThrow(
        /never change/,
      );
  });

  it('nobody publishes their own version', async () => {
    const id = await inReview();
    const publishing =
      "UPDATE rule_version SET state = 'published', publisher_id = $2, effective_at = $3, published_at = $3 WHERE id = $1";
    await expect(sql(publishing, [id, author, clock.instant])).rejects.toThrow(/rule_version_second_person/);
    await expect(sql(publishing, [id, randomUUID(), clock.instant])).rejects.toThrow(
      /rule_version_publisher_id_fk/,
    );
    await expect(sql(publishing, [id, publisher, clock.instant])).resolves.toBeUndefined();
  });

  it('nothing is published without a publisher, an instant or a green report of this very content', async () => {
    const id = await inReview();
    await expect(sql("UPDATE rule_version SET state = 'published' WHERE id = $1", [id])).rejects.toThrow(
      /rule_version_published/,
    );
    const draft = await send();
    const submitting =
      "UPDATE rule_version SET state = 'inReview', submitted_at = $2, cases_report = $3 WHERE id = $1";
    for (const report of [
      null,
      '{}',
      JSON.stringify({ green: false, contentHash: draft.contentHash }),
      JSON.stringify({ green: true, contentHash: 'of another content' }),
    ])
      await expect(sql(submitting, [draft.id, clock.instant, report])).rejects.toThrow(/rule_version_green/);
    const green = JSON.stringify({ green: true, contentHash: draft.contentHash });
    await expect(sql(submitting, [draft.id, null, green])).rejects.toThrow(/rule_version_green/);
  });

  it('a version starts as a draft and its state only goes forward', async () => {
    const id = await inReview();
    await expect(sql("UPDATE rule_version SET state = 'draft' WHERE id = $1", [id])).rejects.toThrow(
      /inReview cannot become draft/,
    );
    await publish(id, clock.instant);
    await expect(sql("UPDATE rule_version SET state = 'inReview' WHERE id = $1", [id])).rejects.toThrow(
      /published cannot become inReview/,
    );
    for (const change of ["effective_at = effective_at - interval '1 day'", 'publisher_id = NULL'])
      await expect(sql(`UPDATE rule_version SET ${change} WHERE id = $1`, [id])).rejects.toThrow(
        /never change/,
      );
    await expect(sql("UPDATE rule_version SET state = 'retired' WHERE id = $1", [id])).rejects.toThrow(
      /rule_version_retired/,
    );
    await sql("UPDATE rule_version SET state = 'retired', retired_at = $2 WHERE id = $1", [
      id,
      clock.instant,
    ]);
    await expect(
      sql("UPDATE rule_version SET state = 'published', retired_at = NULL WHERE id = $1", [id]),
    ).rejects.toThrow(/never changes|cannot become/);
    const insert = `INSERT INTO rule_version (id, alliance_id, rule_set, version, content, content_hash, state, author_id, created_at)
      SELECT gen_random_uuid(), alliance_id, rule_set, 99, content, content_hash, 'inReview', author_id, created_at FROM rule_version WHERE id = $1`;
    await expect(sql(insert, [id])).rejects.toThrow(/every version starts as a draft/);
  });

  it('no version and no parameter is deleted, and no parameter is edited or added later', async () => {
    const id = await inReview();
    for (const table of ['rule_version', 'parameter']) {
      await expect(sql(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied/);
      await expect(sql(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(/permission denied/);
    }
    await expect(sql("UPDATE parameter SET value = '1' WHERE rule_version_id = $1", [id])).rejects.toThrow(
      /never the row of an old one/,
    );
    const insert = `INSERT INTO parameter (id, alliance_id, rule_version_id, name, value, unit, source)
      VALUES (gen_random_uuid(), $2, $1, 'luck', '7', 'count', 'nowhere')`;
    await expect(sql(insert, [id, allianceId])).rejects.toThrow(/no longer a draft/);
  });

  it('not even a superuser deletes what was submitted or empties the tables', async () => {
    const id = await inReview();
    const superuser = await test.superuser();
    await superuser.query("SELECT set_config('app.alliance', $1, false)", [allianceId]);
    await expect(superuser.query('DELETE FROM parameter WHERE rule_version_id = $1', [id])).rejects.toThrow(
      /never the row/,
    );
    await expect(superuser.query('TRUNCATE parameter')).rejects.toThrow(/never emptied/);
    await expect(superuser.query('TRUNCATE rule_version CASCADE')).rejects.toThrow(/never emptied/);
    const draft = await send();
    await superuser.query('ALTER TABLE parameter DISABLE TRIGGER parameter_guard');
    await superuser.query('DELETE FROM parameter WHERE rule_version_id = $1', [id]);
    await superuser.query('ALTER TABLE parameter ENABLE TRIGGER parameter_guard');
    await expect(superuser.query('DELETE FROM rule_version WHERE id = $1', [id])).rejects.toThrow(
      /inReview cannot be deleted/,
    );
    await expect(
      superuser.query('DELETE FROM rule_version WHERE id = $1', [draft.id]),
    ).resolves.toMatchObject({ rowCount: 1 });
  });

  it('a content altered around every guard is noticed when it is read', async () => {
    const id = await inReview();
    const superuser = await test.superuser();
    await superuser.query('ALTER TABLE rule_version DISABLE TRIGGER rule_version_guard');
    await superuser.query(
      "UPDATE rule_version SET content = jsonb_set(content, '{edition}', '\"forged\"') WHERE id = $1",
      [id],
    );
    await superuser.query('ALTER TABLE rule_version ENABLE TRIGGER rule_version_guard');
    await expect(as(author, (tx) => loadVersion(tx, id))).rejects.toThrow(/it was altered/);
  });
});
