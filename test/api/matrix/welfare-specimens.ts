import { randomUUID } from 'node:crypto';
import { liveColumns } from '../../../domain/live-voucher.ts';
import { bookPrefund } from '../../../activities/welfare-plan/prefund.ts';
import { toDateColumn } from '../../../domain/plain-date.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import { impossibleTaxCode } from '../../../prisma/seed/impossible-numbers.ts';
import { makePerson } from '../world.ts';
import type { Specimen, Specimens, World } from './specimen.ts';

const taxCode = impossibleTaxCode({ number: 77, birthDate: '1980-05-17', sex: 'F' });

type PlanSketch = Partial<Prisma.WelfarePlanUncheckedCreateInput>;

/** A plan of the employer at home. */
async function makePlan({ api, home, insiders }: World, sketch: PlanSketch = {}): Promise<string> {
  return api.inAlliance(async (tx) => {
    const row = await tx.db.welfarePlan.create({
      data: {
        allianceId: home.allianceId,
        organisationId: home.employerId,
        name: 'Piano',
        source: 'bindingRegulation',
        population: 'everybody',
        validFrom: toDateColumn('2020-01-01'),
        validUntil: toDateColumn('2199-12-31'),
        carryOver: 'nextPlan',
        createdBy: insiders.employer.accountId,
        createdAt: tx.now,
        ...sketch,
      },
    });
    return row.id;
  }, home.allianceId);
}

const plan = (sketch?: PlanSketch): Specimen => ({
  names: 'owner',
  make: async (world) => ({ params: { planId: await makePlan(world, sketch) } }),
});

/** An active plan with money behind it, and somebody who works for its employer and has a tax code. */
async function readyToCredit(world: World): Promise<{ planId: string }> {
  const { api, home, insiders } = world;
  const { allianceId, employerId: organisationId } = home;
  await api.inAlliance(
    (tx) =>
      bookPrefund(tx, {
        organisationId,
        amountCents: 100_00,
        bankRef: randomUUID(),
        recordedBy: insiders.fundOfficer.accountId,
      }),
    allianceId,
  );
  const isThere = await api.inAlliance(async (tx) => {
    const taxCodePrint = await api.vault.fingerprint(tx, taxCode);
    return (await tx.db.person.count({ where: { taxCodePrint } })) > 0;
  }, allianceId);
  if (!isThere) {
    const personId = await makePerson(api, { allianceId, taxCode });
    await api.inAlliance(
      (tx) =>
        tx.db.employment.create({
          data: { allianceId, personId, organisationId, startedOn: toDateColumn('2020-01-01') },
        }),
      allianceId,
    );
  }
  return { planId: await makePlan(world, { state: 'active' }) };
}

function listOfOne(): FormData {
  const form = new FormData();
  form.set('file', new Blob([`codice fiscale;importo\n${taxCode};1,00\n`]), 'accrediti.csv');
  return form;
}

/** A cumulative voucher of an earlier system, each time another. */
function liveVoucher(): string {
  const cells = ['buono', taxCode, '1,00', '', '', '', '', '2026-01-15', '2199-12-31', 'comma 3'];
  const line = [...cells, 'regolamento', 'multiuso', 'promesso', randomUUID()].join(';');
  return `${liveColumns.join(';')}\n${line}\n`;
}

async function makeWallet(world: World): Promise<string> {
  const { api, home } = world;
  const planId = await makePlan(world, { state: 'active' });
  return api.inAlliance(async (tx) => {
    const { allianceId, now: createdAt } = tx;
    const row = await tx.db.wallet.create({
      data: { allianceId, planId, personId: home.personId, createdAt },
    });
    return row.id;
  }, home.allianceId);
}

let monthsBack = 0;

/** A month of which the employer has no invoice yet. */
function nextMonth(): string {
  monthsBack += 1;
  return new Date(Date.UTC(2025, -monthsBack, 1)).toISOString().slice(0, 7);
}

async function makeInvoice({ api, home, insiders }: World): Promise<string> {
  return api.inAlliance(async (tx) => {
    const row = await tx.db.employerInvoice.create({
      data: {
        allianceId: home.allianceId,
        organisationId: home.employerId,
        month: toDateColumn(`${nextMonth()}-01`),
        shareCents: 0,
        prefundCents: 100,
        drawnUpBy: insiders.fundOfficer.accountId,
        drawnUpAt: tx.now,
      },
    });
    return row.id;
  }, home.allianceId);
}

const nothing: Specimen = { names: 'nothing', make: () => ({}) };
const prefund: Specimen = {
  names: 'owner',
  make: ({ home }) => ({ params: { organisationId: home.employerId } }),
};

/** Employers' plans, wallets, what employers pay. */
export const welfareSpecimens: Specimens = {
  writeWelfarePlan: {
    names: 'nothing',
    make: () => ({
      body: {
        name: 'Piano',
        source: 'voluntary',
        population: 'site',
        populationValue: 'Sede di Lovere',
        membersToday: 12,
        validFrom: '2026-01-01',
        validUntil: '2199-12-31',
        carryOver: 'fund',
      },
    }),
  },
  listWelfarePlans: nothing,
  getWelfarePlan: plan(),
  activateWelfarePlan: plan(),
  closeWelfarePlan: plan({ state: 'active' }),
  nameNextWelfarePlan: {
    names: 'owner',
    make: async (world) => ({
      params: { planId: await makePlan(world, { validUntil: toDateColumn('2198-12-31') }) },
      body: { nextPlanId: await makePlan(world) },
    }),
  },
  getWelfarePlanTotals: plan({ state: 'active' }),
  creditWallet: {
    names: 'owner',
    make: async (world) => ({ params: await readyToCredit(world), body: { taxCode, amountCents: 100 } }),
  },
  findEmployee: {
    names: 'owner',
    make: async (world) => ({ params: await readyToCredit(world), body: { taxCode } }),
  },
  creditWalletsFromFile: {
    names: 'owner',
    make: async (world) => ({ params: await readyToCredit(world), raw: listOfOne() }),
  },
  importOpeningBalances: {
    names: 'alliance',
    make: async (world) => {
      const raw = listOfOne();
      raw.set('totalCents', '100');
      raw.set('bankRef', randomUUID());
      return { params: await readyToCredit(world), raw };
    },
  },
  importLiveVouchers: {
    names: 'alliance',
    make: async (world) => {
      const params = await readyToCredit(world);
      const raw = new FormData();
      raw.set('file', new Blob([liveVoucher()]), 'buoni.csv');
      for (const [name, cents] of Object.entries({ prefundCents: 0, walletCents: 0, voucherCents: 100 }))
        raw.set(name, String(cents));
      raw.set('bankRef', randomUUID());
      return { params, raw };
    },
  },
  listWallets: nothing,
  listPlanWallets: plan(),
  listWalletMovements: {
    names: 'owner',
    make: async (world) => ({ params: { walletId: await makeWallet(world) } }),
  },
  recordPrefund: {
    names: 'alliance',
    make: ({ home }) => ({
      body: { organisationId: home.employerId, amountCents: 100, bankRef: randomUUID() },
    }),
  },
  getPrefund: prefund,
  listPrefundMovements: prefund,
  drawUpEmployerInvoice: {
    names: 'alliance',
    make: ({ home }) => ({
      body: { organisationId: home.employerId, month: nextMonth(), prefundCents: 100 },
    }),
  },
  listEmployerInvoices: nothing,
  payEmployerInvoice: {
    names: 'alliance',
    make: async (world) => ({
      params: { invoiceId: await makeInvoice(world) },
      body: { bankRef: randomUUID(), amountCents: 100 },
    }),
  },
};
