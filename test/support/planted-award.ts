import { randomUUID } from 'node:crypto';
import { dossierSubject } from '../../activities/fragility-assessment/dossier.ts';
import type { OpenSubmission, Step } from '../../activities/submission.ts';
import { placeNextHold } from '../../activities/fund/allocation.ts';
import { approveDisbursement } from '../../activities/fund/approve.ts';
import { recordUnits } from '../../activities/fund/delivery.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Award } from '../../prisma/generated/client.ts';
import { demoAllianceId } from '../../prisma/seed/index.ts';
import { accountId } from '../../prisma/seed/personas.ts';
import { caseHouseholds, type CaseHousehold } from '../holds/support/households.ts';
import { testActor } from './database.ts';
import { openSeededDatabase } from './seeded-database.ts';
import { seedVault as vault } from './seed.ts';

export const unitPriceCents = 5_000;
export const decider = accountId('teresa');
export const caseworker = accountId('chiara');
export const officer = accountId('anna');

/** The demonstration's territory on a database alone: steps are taken by calling them, no process is behind them. */
export async function openTerritory(households: number) {
  const test = await openSeededDatabase();
  const services = { database: test.database, vault, publicUrl: 'http://localhost' };
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    test.database.inAlliance(demoAllianceId, testActor, work);
  const chosen = await caseHouseholds({ services, allianceId: demoAllianceId }, households);
  const take = (step: Step, subjectId: string, body: unknown = {}, by: string = officer) =>
    within((tx) => step(tx, submissionOf(subjectId, body, by), services));
  const awaiting = (household: CaseHousehold, units = 2): Promise<Award> =>
    within((tx) => plantAward(tx, household, units));
  const held = async (household: CaseHousehold, units = 2): Promise<Award> => {
    const { id } = await awaiting(household, units);
    while ((await placeNextHold(services, { allianceId: demoAllianceId })).more);
    return within((tx) => tx.db.award.findUniqueOrThrow({ where: { id } }));
  };
  return {
    test,
    services,
    within,
    households: chosen,
    take,
    /** An award that waits for the Fund. */
    awaiting,
    /** An award whose money is held. */
    held,
    /** An award approved, with so many of its units recorded. */
    async delivering(household: CaseHousehold, { units = 2, recorded = 0 } = {}) {
      const award = await held(household, units);
      await take(approveDisbursement, award.id);
      const order = await within((tx) =>
        tx.db.providerOrder.findFirstOrThrow({ where: { awardId: award.id } }),
      );
      if (recorded > 0)
        await take(recordUnits as Step, award.id, {
          orderId: order.id,
          units: recorded,
          deliveredOn: toPlainDate(new Date()),
        });
      const delivered = await within((tx) =>
        tx.db.deliveredUnit.findMany({ where: { awardId: award.id }, orderBy: { number: 'asc' } }),
      );
      return { award, order, unitIds: delivered.map(({ id }) => id) };
    },
    close: () => test.close(),
  };
}

export type Territory = Awaited<ReturnType<typeof openTerritory>>;

export function submissionOf(subjectId: string, body: unknown, by: string): OpenSubmission<never> {
  return {
    id: randomUUID(),
    accountId: by,
    tokenId: randomUUID(),
    subjectId,
    params: {},
    body: body as never,
  };
}

/** An award that waits for the Fund, with the assessment and the need it comes from. */
async function plantAward(tx: Tx, household: CaseHousehold, units: number): Promise<Award> {
  const { householdId, applicantId, providerId } = household;
  const { allianceId, now } = tx;
  const version = await tx.db.ruleVersion.findFirstOrThrow({ where: { ruleSet: 'fund-access' } });
  const assessment = await tx.db.assessment.create({
    data: {
      allianceId,
      protocolNumber: randomUUID(),
      dossierCode: randomUUID(),
      householdId,
      applicantId,
      beneficiaryId: applicantId,
      channel: 'desk',
      state: 'granted',
      waitingFor: 'nothing',
      receivedAt: now,
      termEndsOn: now,
      accessVersionId: version.id,
      createdAt: now,
    },
  });
  const what = { service: 'other', unit: 'hour' as const, units, unitPriceCents, providerId };
  const descriptionSealed = await vault.seal(tx, dossierSubject(assessment.id), 'need', 'Assistenza');
  const needOf = { assessmentId: assessment.id, position: 1, forPersonId: applicantId, descriptionSealed };
  const need = await tx.db.need.create({ data: { ...what, ...needOf, allianceId } });
  const award = await tx.db.award.create({
    data: {
      allianceId,
      assessmentId: assessment.id,
      householdId,
      waitingFor: 'fund.allocation',
      amountCents: units * unitPriceCents,
      capCents: 2_000_000,
      scoreHundredths: 6_000,
      iseeSealed: await vault.seal(tx, dossierSubject(assessment.id), 'isee', 500_000),
      completeAt: now,
      proposedBy: decider,
      createdAt: now,
    },
  });
  await tx.db.providerOrder.create({
    data: { ...what, allianceId, awardId: award.id, needId: need.id, code: randomUUID(), createdAt: now },
  });
  return award;
}
