import { refundRedemption } from '../../activities/till/refund.ts';
import { portionHalfUp } from '../../domain/money.ts';
import type { PlainDate } from '../../domain/plain-date.ts';
import type { AccountName } from '../../ledger/accounts.ts';
import { accountBalance } from '../../ledger/balances.ts';
import type { Redemption } from '../../prisma/generated/client.ts';
import type { Caller, Reply, TestApi } from '../api/support.ts';
import { makeOrganisation, makePerson } from '../api/world.ts';
import { plantProvider, type PlantedProvider } from './planted-provider.ts';
import { plantRedemptions, plantTill } from './planted-redemption.ts';
import { plantVouchers, plantWallet } from './planted-voucher.ts';

export interface PaidProvider extends PlantedProvider {
  readonly tillUserId: string;
}

/** IBANs by which the bank of the tests knows what to do with a payment; their check digits are right. */
export const magic = {
  confirms: 'IT60X0542811101000000123456',
  rejects: 'DE89370400440532013000',
  answersLate: 'FR1420041010050500013M02606',
  answersTwice: 'ES9121000418450200051332',
  losesTheReply: 'NL91ABNA0417164300',
} as const;

/** The account that pays. */
export const ownIban = 'IT40S0542811101000000123456';

/** An alliance with employers' money in the bank, providers that take vouchers, and three people who pay them. */
export async function openSettlement(api: TestApi, prefundCents = 5_000_000) {
  const people = await whoPays(api);
  const { drawer, approver, second, administrator } = people;
  const wallet = await openWallet(api, drawer, prefundCents);
  let nth = 0;
  const desk = {
    api,
    wallet,
    ...people,
    setAccount: () =>
      administrator.post('/v1/settlement/account', { holderName: 'Fondo di prova', iban: ownIban }),
    provider: (iban: string | null = magic.confirms, name?: string): Promise<PaidProvider> =>
      api.inAlliance(async (tx) => {
        const provider = await plantProvider(tx, { name: name ?? `Cooperativa ${++nth}` });
        await tx.db.organisation.update({ where: { id: provider.organisationId }, data: { iban } });
        return { ...provider, tillUserId: await plantTill(tx, provider) };
      }),
    /** So many vouchers of an amount, all taken by the provider, 2 % of each pledged. */
    earns: (provider: PaidProvider, nominalCents: number, count = 1): Promise<Redemption[]> =>
      api.inAlliance(async (tx) => {
        const vatTreatment = 'exempt' as const;
        const service = { id: provider.serviceId, providerId: provider.organisationId, vatTreatment };
        const vouchers = await plantVouchers(tx, api.vault, wallet, { service, nominalCents, count });
        const fundCents = portionHalfUp(nominalCents, { numerator: 2, denominator: 100 });
        const till = { provider, tillUserId: provider.tillUserId };
        return plantRedemptions(tx, till, vouchers, fundCents);
      }),
    /** Given back whole at the till that took it. */
    refund: (redemptionId: string) =>
      api.inAlliance(async (tx) => {
        const { tillUserId } = await tx.db.redemption.findUniqueOrThrow({ where: { id: redemptionId } });
        const till = await tx.db.tillUser.findUniqueOrThrow({ where: { id: tillUserId } });
        return refundRedemption(tx, api, till, { redemptionId, wantedCents: undefined });
      }),
    drawUp: (by: Caller = drawer, executionOn: PlainDate = '2199-12-01'): Promise<Reply> =>
      by.post('/v1/settlement/batches', { executionOn }),
    /** Drawn up and approved; its id. */
    async approved(executionOn?: PlainDate): Promise<string> {
      const batch = (await okOrThrow(desk.drawUp(drawer, executionOn))).body as {
        id: string;
        approvalsWanted: number;
      };
      const path = `/v1/settlement/batches/${batch.id}`;
      await okOrThrow(approver.post(`${path}/approval`));
      if (batch.approvalsWanted === 2) await okOrThrow(second.post(`${path}/approval`));
      return batch.id;
    },
    export: (batchId: string): Promise<Reply> => drawer.post(`/v1/settlement/batches/${batchId}/export`),
    /** Drawn up, approved and exported; its id. */
    async sent(): Promise<string> {
      const id = await desk.approved();
      await okOrThrow(desk.export(id));
      return id;
    },
    /** What INPS says of a provider, as a Fund officer enters it. */
    owesInps: (organisationId: string, debtCents: number, verifiedOn: PlainDate): Promise<Reply> =>
      drawer.post('/v1/settlement/inps-debts', { organisationId, verifiedOn, debtCents }),
    discard: (batchId: string): Promise<Reply> => drawer.post(`/v1/settlement/batches/${batchId}/discard`),
    items: (batchId: string) =>
      api.inAlliance((tx) =>
        tx.db.settlementItem.findMany({ where: { batchId }, orderBy: { endToEndId: 'asc' } }),
      ),
    balance: (account: AccountName) =>
      api.inAlliance(async (tx) => (await accountBalance(tx, account)).balanceCents),
    import: (csv: string) => drawer.post('/v1/settlement/bank-lines', { csv }),
  };
  await okOrThrow(desk.setAccount());
  return desk;
}

async function whoPays(api: TestApi) {
  const [drawer, approver, second, administrator, auditor] = [
    await api.signIn('fundOfficer'),
    await api.signIn('fundOfficer'),
    await api.signIn('fundOfficer'),
    await api.signIn('administrator'),
    await api.signIn('auditor'),
  ];
  return { drawer, approver, second, administrator, auditor };
}

/** One employee with all the credit, paid in before. */
async function openWallet(api: TestApi, drawer: Caller, cents: number) {
  const personId = await makePerson(api);
  const employerId = await makeOrganisation(api, ['employer']);
  return api.inAlliance((tx) =>
    plantWallet(tx, { employerId, personId, createdBy: drawer.accountId, cents }),
  );
}

export type SettlementDesk = Awaited<ReturnType<typeof openSettlement>>;

export async function okOrThrow(reply: Promise<Reply>): Promise<Reply> {
  const answered = await reply;
  if (answered.status >= 300) throw new Error(`${answered.status} ${answered.text}`);
  return answered;
}
