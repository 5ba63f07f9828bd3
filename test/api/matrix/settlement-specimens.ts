import { randomUUID } from 'node:crypto';
import { draftOf } from '../../../activities/provider-invoice/draft.ts';
import { bankStatement } from '../../../cli/cases/bank-statement.ts';
import { toDateColumn } from '../../../domain/plain-date.ts';
import { toPlainDate } from '../../../domain/time.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import { plantRedemptions, plantTill } from '../../support/planted-redemption.ts';
import { plantVouchers, plantWallet } from '../../support/planted-voucher.ts';
import { makePerson } from '../world.ts';
import type { Specimen, Specimens, World } from './specimen.ts';

let nth = 0;

async function makeBatch(
  { api, home, insiders }: World,
  rest: Partial<Prisma.SettlementBatchUncheckedCreateInput> = {},
): Promise<string> {
  nth += 1;
  const row = await api.inAlliance(
    (tx) =>
      tx.db.settlementBatch.create({
        data: {
          allianceId: tx.allianceId,
          code: `LP-2026-9${nth}`,
          cutOffAt: tx.now,
          executionOn: toDateColumn('2199-01-01'),
          totalCents: 9_800,
          approvalsWanted: 1,
          drawnBy: insiders.provider.accountId,
          drawnAt: tx.now,
          ...rest,
        },
      }),
    home.allianceId,
  );
  return row.id;
}

/** Approved by somebody else; its payments are none, for what is looked at here is who may call. */
async function makeExported(world: World): Promise<string> {
  const id = await makeBatch(world);
  const { api, home, insiders } = world;
  const exported = { exportedBy: insiders.provider.accountId, debtorName: 'Fondo', debtorIban: 'IT' };
  await api.inAlliance(async (tx) => {
    await makeItem(tx.db, id, world);
    const approved = {
      approvedBy: insiders.employer.accountId,
      approvedAt: tx.now,
      state: 'approved',
    } as const;
    await tx.db.settlementBatch.update({ where: { id }, data: approved });
    await tx.db.settlementBatch.update({
      where: { id },
      data: { ...exported, exportedAt: tx.now, state: 'exported' },
    });
    await tx.db.settlementItem.updateMany({ where: { batchId: id }, data: { state: 'sent' } });
  }, home.allianceId);
  return id;
}

function makeItem(db: Prisma.TransactionClient, batchId: string, { home }: World) {
  return db.settlementItem.create({
    data: {
      allianceId: home.allianceId,
      batchId,
      providerId: home.providerId,
      payee: 'provider',
      grossCents: 9_800,
      nettedCents: 0,
      amountCents: 9_800,
      payeeName: 'Prova',
      iban: 'IT60X0542811101000000123456',
      endToEndId: randomUUID().slice(0, 30),
    },
  });
}

const batch = (make: (world: World) => Promise<string>): Specimen => ({
  names: 'alliance',
  make: async (world) => ({ params: { batchId: await make(world) } }),
});

const item = (query?: string): Specimen => ({
  names: 'owner',
  make: async (world) => {
    const batchId = await makeExported(world);
    const { api, home } = world;
    const row = await api.inAlliance(
      (tx) => tx.db.settlementItem.findFirstOrThrow({ where: { batchId } }),
      home.allianceId,
    );
    return { params: { itemId: row.id }, ...(query ? { query } : {}) };
  },
});

async function makeBankLine({ api, home, insiders }: World): Promise<string> {
  const row = await api.inAlliance(
    (tx) =>
      tx.db.bankLine.create({
        data: {
          allianceId: tx.allianceId,
          bankRef: randomUUID(),
          bookedOn: toDateColumn('2026-06-01'),
          amountCents: 100,
          outcome: 'unknown',
          enteredBy: insiders.fundOfficer.accountId,
          enteredAt: tx.now,
        },
      }),
    home.allianceId,
  );
  return row.id;
}

/** Taken at the till of the provider at home, of a voucher that somebody else's employer paid. */
async function redeemedVoucher(world: World): Promise<string> {
  const id = await makeRedemption(world);
  const row = await world.api.inAlliance(({ db }) => db.redemption.findUniqueOrThrow({ where: { id } }));
  return row.voucherId;
}

async function makeRedemption({ api, home, insiders, offer }: World): Promise<string> {
  const personId = await makePerson(api, { allianceId: home.allianceId });
  const row = await api.inAlliance(async (tx) => {
    const whose = { employerId: home.employerId, personId, createdBy: insiders.fundOfficer.accountId };
    const wallet = await plantWallet(tx, { ...whose, cents: 10_000 });
    const service = { id: offer.serviceId, providerId: home.providerId, vatTreatment: 'exempt' as const };
    const vouchers = await plantVouchers(tx, api.vault, wallet, { service, nominalCents: 10_000 });
    const till = { provider: offer, tillUserId: await plantTill(tx, offer) };
    const [redemption] = await plantRedemptions(tx, till, vouchers, 200);
    return redemption!;
  }, home.allianceId);
  return row.id;
}

const seat = { address: 'Via Prova 1', postalCode: '24060', comune: 'Casazza', province: 'BG' };
const account = 'IT60X0542811101000000123456';

/** Of the account on record, with one line that nobody here asked for. */
async function statementAbout({ api, home, insiders }: World): Promise<string> {
  await api.inAlliance(
    (tx) =>
      tx.db.settlementAccount.create({
        data: {
          allianceId: tx.allianceId,
          holderName: 'Fondo',
          iban: account,
          setBy: insiders.administrator.accountId,
          setAt: tx.now,
        },
      }),
    home.allianceId,
  );
  const entries = [{ ref: randomUUID(), amountCents: 100 }];
  return bankStatement({ id: 'EC', iban: account, on: '2026-06-01', entries });
}

/** What the provider at home was asked to invoice for one redemption, both sides of the invoice being known. */
async function makeInvoice(world: World): Promise<string> {
  const [batchId, redemptionId] = [await makeExported(world), await makeRedemption(world)];
  const { api, home, insiders } = world;
  return api.inAlliance(async (tx) => {
    const { allianceId, now } = tx;
    const by = { allianceId, setBy: insiders.administrator.accountId, setAt: now };
    const terms = { invoiceDays: 15, blocksPayment: false };
    const recipient = { name: 'Consorzio', vatNumber: '00743110157', recipientCode: '0000000', ...terms };
    await tx.db.invoiceParty.createMany({
      data: [
        { ...by, ...seat, ...recipient },
        { ...by, ...seat, organisationId: home.providerId, taxRegime: 'RF01' },
      ],
    });
    const { id: providerId } = await tx.db.organisation.update({
      where: { id: home.providerId },
      data: { vatNumber: '01234567897' },
    });
    const asked = { batchId, providerId, kind: 'invoice', totalCents: 10_000, drawnAt: now } as const;
    nth += 1;
    const { id } = await tx.db.providerInvoice.create({
      data: { ...asked, allianceId, code: `PF-2026-${nth}` },
    });
    await tx.db.providerInvoiceLine.create({
      data: { allianceId, invoiceId: id, redemptionId, amountCents: 10_000, vatTreatment: 'exempt' },
    });
    return id;
  }, home.allianceId);
}

/** The draft itself, which its provider could as well have sent as it is. */
function draftAbout({ api, home }: World, invoiceId: string): Promise<string> {
  return api.inAlliance(
    async (tx) => draftOf(tx, await tx.db.providerInvoice.findUniqueOrThrow({ where: { id: invoiceId } })),
    home.allianceId,
  );
}

const invoice = (bodyOf?: (world: World, invoiceId: string) => Promise<unknown>): Specimen => ({
  names: 'owner',
  make: async (world) => {
    const invoiceId = await makeInvoice(world);
    return { params: { invoiceId }, ...(bodyOf ? { body: await bodyOf(world, invoiceId) } : {}) };
  },
});

let day = 0;

/** A day of which nobody entered a balance before. */
function freshDay(): string {
  day += 1;
  return new Date(Date.UTC(1990, 0, day)).toISOString().slice(0, 10);
}

const nothing = (body?: () => unknown): Specimen => ({
  names: 'nothing',
  make: () => (body ? { body: body() } : {}),
});

/** Who pays providers, who looks at it, and each provider its own payments. */
export const settlementSpecimens: Specimens = {
  dryRunSettlement: nothing(),
  drawUpBatch: nothing(() => ({ executionOn: '2199-01-01' })),
  listBatches: nothing(),
  getBatch: batch(makeBatch),
  approveBatch: batch(makeBatch),
  discardBatch: batch(makeBatch),
  exportBatch: batch(makeExported),
  readPaymentFile: batch(makeExported),
  listSettlementItems: nothing(),
  getOwedToProvider: nothing(),
  listSettlementLines: item(),
  readStatement: item('format=csv'),
  traceFundEntry: {
    names: 'alliance',
    make: async (world) => ({ params: { reference: await redeemedVoucher(world) } }),
  },
  traceRedemption: {
    names: 'alliance',
    make: async (world) => ({ params: { redemptionId: await makeRedemption(world) } }),
  },
  importBankLines: nothing(() => ({
    csv: `riferimento;data;importo;end_to_end;esito\r\n${randomUUID()};01/06/2026;1,00;;eseguito\r\n`,
  })),
  importBankStatement: {
    names: 'alliance',
    namedInBody: true,
    make: async (world) => ({ body: { xml: await statementAbout(world) } }),
  },
  setInvoiceRecipient: nothing(() => ({
    name: 'Consorzio',
    vatNumber: '00743110157',
    recipientCode: '0000000',
    ...seat,
  })),
  setInvoiceIssuer: nothing(() => ({ ...seat, taxRegime: 'RF01' })),
  listProviderInvoices: nothing(),
  readInvoiceDraft: invoice(),
  uploadProviderInvoice: invoice(async (world, invoiceId) => ({ xml: await draftAbout(world, invoiceId) })),
  recordProviderInvoice: invoice(({ api }) => {
    nth += 1;
    return api.inAlliance(({ now }) =>
      Promise.resolve({ number: `F/${nth}`, issuedOn: toPlainDate(now), totalCents: 10_000 }),
    );
  }),
  listBankLines: nothing(),
  explainBankLine: {
    names: 'alliance',
    make: async (world) => ({
      params: { bankLineId: await makeBankLine(world) },
      body: { explanation: 'other', reason: 'Prova' },
    }),
  },
  getSettlementAccount: nothing(),
  getInvoiceRecipient: nothing(),
  getInpsStanding: {
    names: 'alliance',
    make: ({ home }) => ({ params: { organisationId: home.providerId } }),
  },
  setSettlementAccount: nothing(() => ({ holderName: 'Fondo', iban: 'IT60X0542811101000000123456' })),
  declareInpsDebt: {
    names: 'alliance',
    make: ({ home }) => ({
      body: { organisationId: home.providerId, verifiedOn: '2026-01-02', debtCents: 0 },
    }),
  },
  enterBankBalance: nothing(() => ({ balanceOn: freshDay(), balanceCents: 100 })),
  listBankBalances: nothing(),
  getNetworkVolume: nothing(),
};
