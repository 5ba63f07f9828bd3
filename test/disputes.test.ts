import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disputeUnits, resolveDispute } from '../activities/fund/dispute.ts';
import type { Step } from '../activities/submission.ts';
import { accountId } from '../prisma/seed/personas.ts';
import { caseworker, openTerritory, unitPriceCents, type Territory } from './support/planted-award.ts';

const colleague = accountId('marco');

let territory: Territory;
let next = 0;
beforeAll(async () => {
  territory = await openTerritory(3);
});
afterAll(() => territory.close());

async function disputed(by: string, follows: string | null = null) {
  const home = territory.households[next++]!;
  const { award, unitIds } = await territory.delivering(home, { recorded: 1 });
  await territory.within(({ db }) =>
    db.assessment.update({ where: { id: award.assessmentId }, data: { caseworkerId: follows } }),
  );
  await territory.take(disputeUnits as Step, award.id, { unitIds, reason: 'x' }, by);
  const task = await territory.within(({ db }) =>
    db.task.findFirstOrThrow({ where: { subjectId: award.id, kind: 'resolveDispute' } }),
  );
  const decide = (accept: boolean, who: string) =>
    territory.take(resolveDispute as Step, award.id, { unitIds, accept, reason: 'x' }, who);
  const unit = () =>
    territory.within(({ db }) => db.deliveredUnit.findUniqueOrThrow({ where: { id: unitIds[0]! } }));
  return { task, decide, unit, award };
}

describe('a dispute', () => {
  it.each([true, false])('is decided (%s) by nobody who recorded it', async (accept) => {
    const { decide, unit } = await disputed(caseworker);
    await expect(decide(accept, caseworker)).rejects.toMatchObject({
      code: 'samePerson',
      refusal: { detail: { en: expect.stringContaining('another caseworker does') as string } },
    });
    expect(await unit()).toMatchObject({ state: 'disputed', resolvedAt: null });
    await decide(accept, colleague);
    expect(await unit()).toMatchObject({
      state: accept ? 'confirmed' : 'rejected',
      amountCents: unitPriceCents,
      disputedBy: caseworker,
      resolvedBy: colleague,
    });
  });

  it('recorded by whoever follows the case is asked of the others', async () => {
    const { task, unit } = await disputed(caseworker, caseworker);
    expect(task).toMatchObject({ state: 'open', assigneeId: null, excludedIds: [caseworker] });
    const byHand = territory.within(async ({ db }) => {
      const { id } = await unit();
      await db.deliveredUnit.update({
        where: { id },
        data: { state: 'rejected', resolvedBy: caseworker },
      });
    });
    await expect(byHand).rejects.toThrow(/delivered_unit_two_people/);
  });
});
