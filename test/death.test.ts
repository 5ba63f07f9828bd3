import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeBackDeath } from '../activities/death.ts';
import { disputeUnits } from '../activities/fund/dispute.ts';
import { recordDeath } from '../activities/fund/release.ts';
import { queueMail } from '../activities/mail.ts';
import type { Step } from '../activities/submission.ts';
import { addDays } from '../domain/plain-date.ts';
import { toPlainDate } from '../domain/time.ts';
import { caseworker, openTerritory, type Territory } from './support/planted-award.ts';

const today = toPlainDate(new Date());
let territory: Territory;
let next = 0;
beforeAll(async () => {
  territory = await openTerritory(4);
});
afterAll(() => territory.close());

const household = () => territory.households[(next += 1)]!;
const take = (step: unknown, awardId: string, body: unknown) =>
  territory.take(step as Step, awardId, body, caseworker);
const awardNow = (id: string) => territory.within((tx) => tx.db.award.findUniqueOrThrow({ where: { id } }));

describe('a death', () => {
  it('stops the mail of the dead and of the case, with what it said, and nobody else’s', async () => {
    const home = household();
    const award = await territory.held(home);
    const other = territory.households.find(({ householdId }) => householdId !== home.householdId)!;
    const queued: readonly (readonly [string, string | undefined])[] = [
      [home.applicantId, undefined],
      [other.applicantId, award.id],
      [other.applicantId, award.assessmentId],
      [other.applicantId, undefined],
    ];
    for (const [index, [recipientId, about]] of queued.entries())
      await territory.within((tx) =>
        queueMail(tx, territory.services.vault, {
          template: 'withdrawalRegistered',
          recipientId,
          params: { protocolNumber: 'x' },
          dedupeKey: `${award.id}/${index}`,
          ...(about ? { about: { kind: 'award', id: about } } : {}),
        }),
      );
    await take(recordDeath, award.id, { diedOn: today });
    const found = await territory.within(({ db }) =>
      db.mail.findMany({
        where: { dedupeKey: { startsWith: `${award.id}/` } },
        orderBy: { dedupeKey: 'asc' },
      }),
    );
    expect(found.map(({ state, sealed }) => [state, sealed !== null])).toEqual([
      ['cancelled', false],
      ['cancelled', false],
      ['cancelled', false],
      ['queued', true],
    ]);
  });

  it('is of a day between birth and today', async () => {
    const award = await territory.held(household());
    for (const diedOn of [addDays(today, 1), '1899-12-31'])
      await expect(take(recordDeath, award.id, { diedOn })).rejects.toMatchObject({
        refusal: { errors: [{ pointer: '/body/diedOn' }] },
      });
    await take(recordDeath, award.id, { diedOn: today });
  });

  it('recorded by mistake is taken back: the person is written to again, the money stays given back', async () => {
    const home = household();
    const { award, unitIds } = await territory.delivering(home, { units: 3, recorded: 1 });
    await take(disputeUnits, award.id, { unitIds, reason: 'x' });
    await take(recordDeath, award.id, { diedOn: today });
    const { releasedCents } = await awardNow(award.id);
    await territory.within((tx) => takeBackDeath(tx, territory.services.vault, home.applicantId));
    const person = await territory.within(({ db }) =>
      db.person.findUniqueOrThrow({ where: { id: home.applicantId } }),
    );
    expect(person.deceasedOn).toBeNull();
    expect(await awardNow(award.id)).toMatchObject({ lettersStopped: false, releasedCents });
  });
});
