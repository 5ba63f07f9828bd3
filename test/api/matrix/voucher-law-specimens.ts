import { adviseUse } from '../../../activities/voucher/use.ts';
import { toPlainDate } from '../../../domain/time.ts';
import type { Caller } from '../support.ts';
import { makeDocument, makePerson } from '../world.ts';
import type { Specimen, Specimens, World } from './specimen.ts';

/** Somebody new with credit of the employer at home, of whom nobody else knows. */
async function makeEmployee({ api, home, insiders }: World): Promise<string> {
  const { allianceId, employerId: organisationId } = home;
  const personId = await makePerson(api, { allianceId });
  await api.inAlliance(async (tx) => {
    const plan = await tx.db.welfarePlan.create({
      data: {
        allianceId,
        organisationId,
        name: 'Piano di prova',
        source: 'voluntary',
        population: 'everybody',
        validFrom: new Date('2026-01-01'),
        validUntil: new Date('2199-12-31'),
        carryOver: 'fund',
        state: 'active',
        createdBy: insiders.administrator.accountId,
        createdAt: tx.now,
      },
    });
    await tx.db.wallet.create({ data: { allianceId, planId: plan.id, personId, createdAt: tx.now } });
  }, allianceId);
  return personId;
}

/** Somebody for whom the person at home acts. */
async function makeRelative({ api, home }: World): Promise<string> {
  const { allianceId, personId: representativeId } = home;
  const personId = await makePerson(api, { allianceId });
  const documentId = await makeDocument(api, { kind: 'person', id: personId }, allianceId);
  await api.inAlliance(
    (tx) =>
      tx.db.relation.create({
        data: {
          allianceId,
          kind: 'parent',
          personId,
          representativeId,
          documentId,
          validFrom: new Date('2020-01-01'),
          createdAt: tx.now,
        },
      }),
    allianceId,
  );
  return personId;
}

async function makeDeclaration(world: World): Promise<string> {
  const { api, home, insiders } = world;
  const { allianceId, personId: employeeId } = home;
  const detail = {
    relation: 'child',
    cohabiting: null,
    alimony: null,
    fiscallyDependent: false,
    nonSelfSufficient: false,
    yearlyIncomeCents: null,
  };
  const relativeId = await makeRelative(world);
  const row = await api.inAlliance(async (tx) => {
    const detailSealed = await api.vault.seal(
      tx,
      { kind: 'person', id: employeeId },
      'familyDeclaration',
      detail,
    );
    return tx.db.familyDeclaration.create({
      data: {
        allianceId,
        employeeId,
        relativeId,
        detailSealed,
        validFrom: new Date('2026-01-01'),
        declaredBy: insiders.caseworker.accountId,
        declaredAt: tx.now,
      },
    });
  }, allianceId);
  return row.id;
}

async function makeEntry(world: World): Promise<string> {
  const { api, home, insiders } = world;
  const personId = await makeEmployee(world);
  const row = await api.inAlliance(
    (tx) =>
      tx.db.fringeEntry.create({
        data: {
          allianceId: home.allianceId,
          personId,
          employerId: home.employerId,
          kind: 'goodsInKind',
          month: new Date('2026-01-01'),
          amountCents: 100,
          enteredBy: insiders.employer.accountId,
          enteredAt: tx.now,
        },
      }),
    home.allianceId,
  );
  return row.id;
}

/** Why a voucher that the person at home ordered was lawful. */
function makeReasons({ api, home }: World): Promise<string> {
  return api.inAlliance(async (tx) => {
    const { personId: holderId, employerId } = home;
    const advice = await adviseUse(tx, api, {
      holderId,
      beneficiaryId: holderId,
      employerId,
      familyMode: 'strict',
      service: { taxLetters: ['f'] },
      nominalCents: 1_000,
      count: 1,
      listPriceCents: 1_000,
      serviceFrom: toPlainDate(tx.now),
      ownMoneyCents: 0,
    });
    return 'decisionId' in advice ? advice.decisionId : '';
  }, home.allianceId);
}

const ofEmployer = (call: (world: World, caller: Caller) => object | Promise<object>): Specimen => ({
  names: 'owner',
  make: async (world, caller) => ({
    params: { organisationId: world.home.employerId },
    ...(await call(world, caller)),
  }),
});

/** Who is family, what of a year's limit is left, and what payroll gets. */
export const voucherLawSpecimens: Specimens = {
  declareFamily: {
    names: 'owner',
    make: async (world) => ({
      params: { personId: world.home.personId },
      body: {
        relation: 'child',
        relativeId: await makeRelative(world),
        cohabiting: true,
        alimony: false,
        fiscallyDependent: true,
        nonSelfSufficient: false,
        yearlyIncomeCents: 0,
        validFrom: '2026-01-01',
        validUntil: '2150-12-31',
      },
    }),
  },
  endFamilyDeclaration: {
    names: 'owner',
    make: async (world) => ({
      params: { declarationId: await makeDeclaration(world) },
      body: { lastDay: '2026-06-30' },
    }),
  },
  listFamilyDeclarations: {
    names: 'owner',
    make: ({ home }) => ({ params: { personId: home.personId }, query: 'reason=check' }),
  },
  explainVoucher: {
    names: 'owner',
    make: async (world) => ({ params: { decisionId: await makeReasons(world) } }),
  },
  getFringe: {
    names: 'owner',
    make: ({ home }) => ({ params: { personId: home.personId }, query: 'year=2026' }),
  },
  // An employer’s payroll is of its own people.
  listFringe: { ...ofEmployer(() => ({ query: 'year=2026' })), tellsPeopleTo: 'employer', tellsNames: true },
  listFringeEntries: { ...ofEmployer(() => ({ query: 'year=2026' })), tellsPeopleTo: 'employer' },
  exportPayroll: ofEmployer(() => ({ query: 'year=2026&month=1' })),
  enterFringe: ofEmployer(async (world) => ({
    body: {
      personId: await makeEmployee(world),
      kind: 'mealElectronic',
      month: toPlainDate(new Date()),
      amountCents: 800,
      days: 20,
    },
  })),
  withdrawFringe: {
    names: 'owner',
    make: async (world) => ({ params: { entryId: await makeEntry(world) } }),
  },
  allowFringeExcess: ofEmployer(async (world) => ({
    body: { personId: await makeEmployee(world), year: 2026 },
  })),
};
