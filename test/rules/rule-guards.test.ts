import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadVersion } from '../../rules/store.ts';
import type { TestDatabase } from '../support/database.ts';
import { changed } from './change.ts';
import { officeClock, openOfficeDatabase, openRuleOffice, type RuleOffice } from './rule-office.ts';

let test: TestDatabase;
let office: RuleOffice;

beforeAll(async () => {
  test = await openOfficeDatabase();
});
afterAll(() => test.close());

beforeEach(async () => {
  office = await openRuleOffice(test, await test.appClient());
});

describe('by direct SQL as the application’s role', () => {
  async function inReview(): Promise<string> {
    const { id } = await office.send();
    await office.submit(id);
    return id;
  }

  it('nothing can be edited after submission', async () => {
    const id = await inReview();
    for (const change of [
      'content = content || \'{"edition": "mine"}\'',
      "content_hash = 'mine'",
      'cases_report = \'{"green": true}\'',
      "submitted_at = submitted_at + interval '1 day'",
      "reason = 'mine'",
    ])
      await expect(office.sql(`UPDATE rule_version SET ${change} WHERE id = $1`, [id])).rejects.toThrow(
        /never changes? after submission/,
      );
    for (const change of ["rule_set = 'fortune'", 'version = 99', `author_id = '${office.publisher}'`])
      await expect(office.sql(`UPDATE rule_version SET ${change} WHERE id = $1`, [id])).rejects.toThrow(
        /never change/,
      );
  });

  it('no reason is empty, or longer than a page', async () => {
    const { id } = await office.send();
    for (const reason of ['', '  ', 'x'.repeat(1001)])
      await expect(
        office.sql('UPDATE rule_version SET reason = $2 WHERE id = $1', [id, reason]),
      ).rejects.toThrow(/rule_version_reason_length/);
  });

  it('nobody publishes their own version', async () => {
    const id = await inReview();
    const publishing =
      "UPDATE rule_version SET state = 'published', publisher_id = $2, effective_at = $3, published_at = $3 WHERE id = $1";
    await expect(office.sql(publishing, [id, office.author, officeClock.instant])).rejects.toThrow(
      /rule_version_second_person/,
    );
    await expect(office.sql(publishing, [id, randomUUID(), officeClock.instant])).rejects.toThrow(
      /rule_version_publisher_id_fk/,
    );
    await expect(
      office.sql(publishing, [id, office.publisher, officeClock.instant]),
    ).resolves.toBeUndefined();
  });

  it('nothing is published without a office.publisher, an instant or a green report of this very content', async () => {
    const id = await inReview();
    await expect(
      office.sql("UPDATE rule_version SET state = 'published' WHERE id = $1", [id]),
    ).rejects.toThrow(/rule_version_published/);
    const draft = await office.send();
    const submitting =
      "UPDATE rule_version SET state = 'inReview', submitted_at = $2, cases_report = $3 WHERE id = $1";
    for (const report of [
      null,
      '{}',
      JSON.stringify({ green: false, contentHash: draft.contentHash }),
      JSON.stringify({ green: true, contentHash: 'of another content' }),
    ])
      await expect(office.sql(submitting, [draft.id, officeClock.instant, report])).rejects.toThrow(
        /rule_version_green/,
      );
    const green = JSON.stringify({ green: true, contentHash: draft.contentHash });
    await expect(office.sql(submitting, [draft.id, null, green])).rejects.toThrow(/rule_version_green/);
  });

  it('a version starts as a draft and its state only goes forward', async () => {
    const id = await inReview();
    await expect(office.sql("UPDATE rule_version SET state = 'draft' WHERE id = $1", [id])).rejects.toThrow(
      /inReview cannot become draft/,
    );
    await office.publish(id, officeClock.instant);
    await expect(
      office.sql("UPDATE rule_version SET state = 'inReview' WHERE id = $1", [id]),
    ).rejects.toThrow(/published cannot become inReview/);
    for (const change of ["effective_at = effective_at - interval '1 day'", 'publisher_id = NULL'])
      await expect(office.sql(`UPDATE rule_version SET ${change} WHERE id = $1`, [id])).rejects.toThrow(
        /never change/,
      );
    await office.sql('UPDATE rule_version SET retirement_asked_by = $2 WHERE id = $1', [id, office.author]);
    await expect(
      office.sql("UPDATE rule_version SET state = 'retired', retired_by = $2 WHERE id = $1", [
        id,
        office.publisher,
      ]),
    ).rejects.toThrow(/"rule_version_retired"/);
    await office.sql(
      "UPDATE rule_version SET state = 'retired', retired_at = $2, retired_by = $3 WHERE id = $1",
      [id, officeClock.instant, office.publisher],
    );
    await expect(
      office.sql("UPDATE rule_version SET retired_at = retired_at + interval '1 day' WHERE id = $1", [id]),
    ).rejects.toThrow(/when it was retired never changes/);
    const insert = `INSERT INTO rule_version (id, alliance_id, rule_set, version, content, content_hash, state, author_id, created_at)
      SELECT gen_random_uuid(), alliance_id, rule_set, 99, content, content_hash, 'inReview', author_id, created_at FROM rule_version WHERE id = $1`;
    await expect(office.sql(insert, [id])).rejects.toThrow(/every version starts as a draft/);
  });

  it('no version and no parameter is deleted, and no parameter is edited or added later', async () => {
    const id = await inReview();
    for (const table of ['rule_version', 'parameter']) {
      await expect(office.sql(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied/);
      await expect(office.sql(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(/permission denied/);
    }
    await expect(
      office.sql("UPDATE parameter SET value = '1' WHERE rule_version_id = $1", [id]),
    ).rejects.toThrow(/never the row of an old one/);
    const insert = `INSERT INTO parameter (id, alliance_id, rule_version_id, name, value, unit, source)
      VALUES (gen_random_uuid(), $2, $1, 'luck', '7', 'count', 'nowhere')`;
    await expect(office.sql(insert, [id, office.allianceId])).rejects.toThrow(/no longer a draft/);
  });

  it('not even a superuser deletes what was submitted or empties the tables', async () => {
    const id = await inReview();
    const superuser = await test.superuser();
    await superuser.query("SELECT set_config('app.alliance', $1, false)", [office.allianceId]);
    await expect(superuser.query('DELETE FROM parameter WHERE rule_version_id = $1', [id])).rejects.toThrow(
      /never the row/,
    );
    await expect(superuser.query('TRUNCATE parameter')).rejects.toThrow(/parameter is never emptied/);
    await expect(superuser.query('TRUNCATE rule_version CASCADE')).rejects.toThrow(
      /rule_version is never emptied/,
    );
    const draft = await office.send();
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

  it('a report forged as green passes SQL, and the cases run again before publishing say no', async () => {
    const draft = await office.send(changed('fund-access', '/parameters/3/value', 80_100));
    const forged = JSON.stringify({ green: true, contentHash: draft.contentHash });
    await office.sql(
      "UPDATE rule_version SET state = 'inReview', submitted_at = $2, cases_report = $3 WHERE id = $1",
      [draft.id, officeClock.instant, forged],
    );
    await expect(office.publish(draft.id, officeClock.instant)).rejects.toMatchObject({
      code: 'ruleCasesRed',
    });
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
    await expect(office.as(office.author, (tx) => loadVersion(tx, id))).rejects.toThrow(/it was altered/);
  });
});
