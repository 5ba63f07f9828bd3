import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askRetirement, retireVersion } from '../../rules/publishing.ts';
import type { TestDatabase } from '../support/database.ts';
import { officeClock, openOfficeDatabase, openRuleOffice, type RuleOffice } from './rule-office.ts';

let test: TestDatabase;
let office: RuleOffice;
let versionId: string;

beforeAll(async () => {
  test = await openOfficeDatabase();
});
afterAll(() => test.close());

/** Version 2 in force, version 1 under it. */
beforeEach(async () => {
  office = await openRuleOffice(test, await test.appClient());
  await office.ship();
  ({ id: versionId } = await office.send());
  await office.submit(versionId);
  await office.publish(versionId, officeClock.instant);
});

const ask = (who: string) => office.as(who, (tx) => askRetirement(tx, versionId));
const retire = (who: string) => office.as(who, (tx) => retireVersion(tx, versionId));
const versionNow = async () => (await office.inForce(officeClock.instant)).version;

describe('a version that was published', () => {
  it('is retired by nobody alone, its author and its publisher included', async () => {
    const both = [office.author, office.publisher];
    for (const who of both)
      await expect(retire(who)).rejects.toMatchObject({
        code: 'stepNotPossible',
        refusal: { possible: ['askRetirement'] },
      });
    for (const who of both) {
      await ask(who);
      await expect(retire(who)).rejects.toMatchObject({ code: 'samePerson' });
    }
    expect(await versionNow()).toBe(2);
    expect(await retire(office.author)).toMatchObject({
      state: 'retired',
      retirementAskedBy: office.publisher,
    });
    expect(await versionNow()).toBe(1);
  });

  it('is asked about once it is published, and as long as another is in force', async () => {
    const { id } = await office.send();
    await expect(office.as(office.author, (tx) => askRetirement(tx, id))).rejects.toMatchObject({
      code: 'stepNotPossible',
      refusal: { possible: ['retireVersion'] },
    });
    await office.retire(versionId);
    const { id: only } = await office.inForce(officeClock.instant);
    await expect(office.as(office.author, (tx) => askRetirement(tx, only))).rejects.toMatchObject({
      code: 'stepNotPossible',
      refusal: { possible: ['publishVersion'] },
    });
  });
});

describe('by direct SQL as the application’s role, a version that was published', () => {
  const retiring =
    "UPDATE rule_version SET state = 'retired', retired_at = $2, retired_by = $3 WHERE id = $1";

  it('is retired by nobody alone', async () => {
    const by = (who: string | null) => office.sql(retiring, [versionId, officeClock.instant, who]);
    await expect(by(office.author)).rejects.toThrow(/rule_version_retired_by_two/);
    await ask(office.author);
    await expect(by(office.author)).rejects.toThrow(/rule_version_retired_by_two/);
    await expect(by(null)).rejects.toThrow(/rule_version_retired_by_two/);
    await expect(by(office.allianceId)).rejects.toThrow(/rule_version_retired_by_fk/);
    await by(office.publisher);
  });

  it('is asked about before it is retired, not at once with it nor afterwards', async () => {
    const asking = `${retiring.replace(' WHERE', ', retirement_asked_by = $4 WHERE')}`;
    await expect(
      office.sql(asking, [versionId, officeClock.instant, office.publisher, office.author]),
    ).rejects.toThrow(/asked while it is published/);
    await office.retire(versionId);
    for (const change of ['retirement_asked_by', 'retired_by'])
      await expect(
        office.sql(`UPDATE rule_version SET ${change} = NULL WHERE id = $1`, [versionId]),
      ).rejects.toThrow(/asked while it is published|never changes/);
  });
});
