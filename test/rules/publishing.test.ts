import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../domain/time.ts';
import { contentHash } from '../../rules/canonical.ts';
import { askRetirement, retireVersion, reviseVersion, sendVersion } from '../../rules/publishing.ts';
import { shippedVersionOrThrow } from '../../rules/shipped.ts';
import { listVersions, loadVersion } from '../../rules/store.ts';
import type { TestDatabase } from '../support/database.ts';
import { changed, shippedCopy } from './change.ts';
import {
  officeClock,
  openOfficeDatabase,
  openRuleOffice,
  withRaisedCap,
  type RuleOffice,
} from './rule-office.ts';

let test: TestDatabase;
let office: RuleOffice;

beforeAll(async () => {
  test = await openOfficeDatabase();
});
afterAll(() => test.close());

beforeEach(async () => {
  officeClock.instant = new Date('2026-06-01T08:00:00Z');
  office = await openRuleOffice(test);
});

describe('the road of a rule set version', () => {
  it('starts with the shipped rule sets as version 1, once', async () => {
    const shipped = await office.ship();
    expect(shipped.map(({ ruleSet, version, state }) => [ruleSet, version, state])).toEqual([
      ['fragility-score', 1, 'published'],
      ['fund-access', 1, 'published'],
      ['charter-compliance', 1, 'published'],
      ['provider-proximity', 1, 'published'],
      ['fund-contribution', 1, 'published'],
      ['voucher-use', 1, 'published'],
      ['booking-charge', 1, 'published'],
      ['voucher-dispute', 1, 'published'],
    ]);
    expect(await office.ship()).toEqual([]);
    const { content, contentHash: hash } = await office.inForce(officeClock.instant);
    expect(content).toEqual(shippedVersionOrThrow('fund-access'));
    expect(hash).toBe(contentHash(shippedVersionOrThrow('fund-access')));
  });

  it('goes from draft to review to published, and is in force from its instant in Rome on', async () => {
    await office.ship();
    const draft = await office.send();
    expect(draft).toMatchObject({ version: 2, state: 'draft', authorId: office.author, casesReport: null });
    const submitted = await office.submit(draft.id);
    expect(submitted).toMatchObject({
      state: 'inReview',
      casesReport: { green: true, contentHash: draft.contentHash },
    });
    const midnight = instantOf('2026-07-01', '00:00');
    const published = await office.publish(draft.id, midnight);
    expect(published).toMatchObject({
      state: 'published',
      publisherId: office.publisher,
      effectiveAt: midnight,
    });
    expect((await office.inForce(new Date(midnight.getTime() - 1))).version).toBe(1);
    expect((await office.inForce(midnight)).version).toBe(2);
    expect(midnight.toISOString()).toBe('2026-06-30T22:00:00.000Z');
  });

  it('keeps the parameters of each version as rows of their own', async () => {
    await office.ship();
    const draft = await office.send();
    expect(
      await office.as(office.author, (tx) => tx.db.parameter.count({ where: { ruleVersionId: draft.id } })),
    ).toBe(0);
    await office.submit(draft.id);
    const rows = await office.as(office.author, (tx) =>
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
    const [, first] = await office.ship();
    const draft = await office.send();
    await office.submit(draft.id);
    await office.publish(draft.id, officeClock.instant);
    await office.retire(first!.id);
    expect(await office.as(office.author, (tx) => loadVersion(tx, first!.id))).toMatchObject({
      state: 'retired',
      version: 1,
    });
    expect((await office.inForce(officeClock.instant)).version).toBe(2);
    expect((await office.inForce(new Date(officeClock.instant.getTime() - 1))).version).toBe(1);
  });

  it('gives the rules back to the version before when the latest is retired', async () => {
    await office.ship();
    const draft = await office.send();
    await office.submit(draft.id);
    await office.publish(draft.id, officeClock.instant);
    const published = officeClock.instant;
    officeClock.instant = new Date(published.getTime() + 60_000);
    await office.retire(draft.id);
    expect((await office.inForce(officeClock.instant)).version).toBe(1);
    expect((await office.inForce(published)).version).toBe(2);
  });

  it('numbers versions that two administrators send at once', async () => {
    await office.ship();
    await Promise.all([
      office.send(),
      office.send(),
      office.as(office.publisher, (tx) => sendVersion(tx, withRaisedCap())),
    ]);
    const versions = await office.as(office.author, (tx) => listVersions(tx, 'fund-access'));
    expect(versions.map(({ version }) => version)).toEqual([4, 3, 2, 1]);
  });

  it('keeps one in force when the last two are retired at once', async () => {
    await office.ship();
    const draft = await office.send();
    await office.submit(draft.id);
    await office.publish(draft.id, officeClock.instant);
    const versions = await office.as(office.author, (tx) => listVersions(tx, 'fund-access'));
    for (const { id } of versions) await office.as(office.publisher, (tx) => askRetirement(tx, id));
    let arrived = 0;
    let open: () => void;
    const both = new Promise<void>((resolve) => (open = resolve));
    const outcomes = await Promise.allSettled(
      versions.map(({ id }) =>
        office.as(office.author, async (tx) => {
          await tx.db.$queryRaw`SELECT 1`;
          if (++arrived === versions.length) open();
          await both;
          const retired = await retireVersion(tx, id);
          // Nobody commits before both have looked, unless the second has to wait.
          await pause(500);
          return retired;
        }),
      ),
    );
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'stepNotPossible' },
    });
    expect(await office.inForce(officeClock.instant)).toMatchObject({ state: 'published' });
  });

  it('lets the office.author correct a draft until it is submitted', async () => {
    const draft = await office.send(changed('fund-access', '/title/it', 'Accesso, seconda stesura'));
    const revised = await office.as(office.author, (tx) => reviseVersion(tx, draft.id, withRaisedCap()));
    expect(revised.contentHash).not.toBe(draft.contentHash);
    await office.submit(draft.id);
    await expect(
      office.as(office.author, (tx) => reviseVersion(tx, draft.id, withRaisedCap())),
    ).rejects.toMatchObject({
      code: 'stepNotPossible',
    });
  });
});

describe('the road refuses', () => {
  it('what is wrong, with every error at its place', async () => {
    const wrong = changed('fund-access', '/rules/0/conditions/all/0/fact', 'shoeSize');
    await expect(office.send(wrong)).rejects.toMatchObject({
      code: 'ruleVersionInvalid',
      refusal: {
        errors: [
          { pointer: '/rules/0/conditions/all/0/fact', message: { it: expect.stringContaining('shoeSize') } },
        ],
      },
    });
    expect(await office.as(office.author, (tx) => listVersions(tx, 'fund-access'))).toEqual([]);
  });

  it('a red case, naming it with what was expected and what was found', async () => {
    const draft = await office.send(changed('fund-access', '/parameters/3/value', 80_100));
    await expect(office.submit(draft.id)).rejects.toMatchObject({
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
    expect(await office.as(office.author, (tx) => loadVersion(tx, draft.id))).toMatchObject({
      state: 'draft',
    });
  });

  it('a rule no case proves', async () => {
    const content = shippedCopy('fund-access') as { cases: { facts: { finalBand: string } }[] };
    content.cases = content.cases.filter(({ facts }) => facts.finalBand !== 'veryHigh');
    const draft = await office.send(content);
    await expect(office.submit(draft.id)).rejects.toMatchObject({
      code: 'ruleCasesRed',
      refusal: {
        errors: [{ pointer: '/rules/6', message: { en: 'No case proves the rule cap-part-very-high.' } }],
      },
    });
  });

  it('the office.author as publisher', async () => {
    const draft = await office.send();
    await office.submit(draft.id);
    await expect(office.publish(draft.id, officeClock.instant, office.author)).rejects.toMatchObject({
      code: 'samePerson',
    });
    await expect(office.publish(draft.id, officeClock.instant)).resolves.toMatchObject({
      state: 'published',
    });
  });

  it('an instant in the past, and one on which a parameter has no value', async () => {
    const draft = await office.send();
    await office.submit(draft.id);
    await expect(office.publish(draft.id, new Date(officeClock.instant.getTime() - 1))).rejects.toMatchObject(
      {
        code: 'invalidRequest',
      },
    );
    const ending = await office.send(changed('fund-access', '/parameters/12/validUntil', '2026-12-31'));
    await office.submit(ending.id);
    await expect(office.publish(ending.id, instantOf('2027-01-01', '00:00'))).rejects.toMatchObject({
      code: 'ruleVersionInvalid',
    });
    await expect(office.publish(ending.id, instantOf('2026-12-31', '23:59'))).resolves.toMatchObject({
      state: 'published',
    });
  });

  it('a step out of order', async () => {
    const draft = await office.send();
    await expect(office.publish(draft.id, officeClock.instant)).rejects.toMatchObject({
      code: 'stepNotPossible',
    });
    await office.submit(draft.id);
    await expect(office.submit(draft.id)).rejects.toMatchObject({ code: 'stepNotPossible' });
    await office.publish(draft.id, officeClock.instant);
    await expect(office.publish(draft.id, officeClock.instant)).rejects.toMatchObject({
      code: 'stepNotPossible',
    });
  });

  it('another person’s draft, another rule set in its place, another alliance’s version', async () => {
    const draft = await office.send();
    await expect(office.submit(draft.id, office.publisher)).rejects.toMatchObject({ code: 'notAllowed' });
    await expect(
      office.as(office.publisher, (tx) => reviseVersion(tx, draft.id, withRaisedCap())),
    ).rejects.toMatchObject({
      code: 'notAllowed',
    });
    await expect(
      office.as(office.author, (tx) => reviseVersion(tx, draft.id, shippedCopy('fragility-score'))),
    ).rejects.toMatchObject({ code: 'ruleVersionInvalid' });
    const elsewhere = await openRuleOffice(test);
    await expect(elsewhere.submit(draft.id)).rejects.toMatchObject({ code: 'notFound' });
    await expect(office.as(office.author, (tx) => loadVersion(tx, randomUUID()))).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  it('to retire the only version in force, or one twice', async () => {
    const [, first] = await office.ship();
    await expect(office.as(office.publisher, (tx) => retireVersion(tx, first!.id))).rejects.toMatchObject({
      code: 'stepNotPossible',
    });
    const draft = await office.send();
    await office.as(office.author, (tx) => retireVersion(tx, draft.id));
    await expect(office.as(office.author, (tx) => retireVersion(tx, draft.id))).rejects.toMatchObject({
      code: 'stepNotPossible',
    });
  });

  it('to apply a rule set of which no version is in force', async () => {
    await expect(office.inForce(officeClock.instant)).rejects.toThrow(
      /No version of fund-access is in force/,
    );
  });
});
