import { expect } from 'vitest';
import { declareRelative } from '../../activities/voucher/family.ts';
import { addDays, toDateColumn } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { AccountName } from '../../ledger/accounts.ts';
import { accountBalance } from '../../ledger/balances.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { shipVersionOne } from '../../rules/publishing.ts';
import { startApi, type Caller, type Reply, type TestApi } from '../api/support.ts';
import { makeOrganisation, makePerson } from '../api/world.ts';
import { plantProvider, type PlantedProvider } from './planted-provider.ts';
import { plantWallet, type PlantedWallet } from './planted-voucher.ts';

/** Somebody with credit, who orders for themselves. */
export interface Employee {
  readonly caller: Caller;
  readonly personId: string;
  readonly wallet: PlantedWallet;
}

/** The service with the rules in force, an employer, and a provider whose week costs 140.00. */
export interface VoucherDesk {
  readonly api: TestApi;
  readonly today: string;
  readonly employerId: string;
  readonly caseworker: Caller;
  readonly provider: Caller;
  readonly camp: PlantedProvider;
  readonly employee: (
    cents: number,
    plan?: Partial<Prisma.WelfarePlanUncheckedCreateInput>,
  ) => Promise<Employee>;
  readonly order: (who: Employee, more?: object) => Promise<Reply>;
  /** The ids of the vouchers that come of it. */
  readonly ordered: (who: Employee, more?: object) => Promise<readonly string[]>;
  readonly balance: (account: AccountName) => Promise<number>;
  readonly declareChild: (who: Employee, childId: string) => Promise<void>;
}

/** A week that anybody may go to, by a provider of the territory. */
export const weekOffer = {
  name: 'Laboratorio di una settimana',
  category: 'culture',
  unit: 'week',
  unitPriceCents: 14_000,
  vatTreatment: 'reduced5',
  taxLetters: ['f', 'comma3'],
} satisfies Partial<Prisma.OfferedServiceUncheckedCreateInput>;

const atHome = {
  relation: 'child',
  cohabiting: true,
  alimony: false,
  fiscallyDependent: true,
  nonSelfSufficient: false,
  yearlyIncomeCents: 0,
} as const;

export async function openVoucherDesk(): Promise<VoucherDesk> {
  const api = await startApi();
  const today = toPlainDate(new Date());
  const [author, publisher] = [await api.signIn('administrator'), await api.signIn('administrator')];
  const caseworker = await api.signIn('caseworker');
  const employerId = await makeOrganisation(api, ['employer']);
  const camp = await api.inAlliance(async (tx) => {
    await shipVersionOne(tx, {
      authorId: author.accountId,
      publisherId: publisher.accountId,
      effectiveAt: new Date('2026-01-01T00:00:00Z'),
    });
    return plantProvider(tx, { name: 'Cooperativa Lago', service: weekOffer });
  });
  const provider = await api.signIn('provider', { organisationId: camp.organisationId });
  const order: VoucherDesk['order'] = ({ caller, wallet, personId }, more = {}) =>
    caller.post(`/v1/wallets/${wallet.walletId}/orders`, {
      serviceId: camp.serviceId,
      beneficiaryId: personId,
      units: 1,
      serviceFrom: today,
      ...more,
    });
  return {
    api,
    today,
    employerId,
    caseworker,
    provider,
    camp,
    order,
    async employee(cents, plan = {}) {
      const personId = await makePerson(api, { givenName: 'Elena' });
      const caller = await api.signIn('employee', { personId });
      const inForce = { validUntil: toDateColumn(addDays(today, 90)), ...plan };
      const createdBy = caseworker.accountId;
      await employ(api, personId, employerId);
      const wallet = await api.inAlliance((tx) =>
        plantWallet(tx, { employerId, personId, cents, createdBy, plan: inForce }),
      );
      return { caller, wallet, personId };
    },
    async ordered(who, more) {
      const reply = await order(who, more);
      expect(reply.status, reply.text).toBe(201);
      return (reply.body['vouchers'] as { id: string }[]).map(({ id }) => id);
    },
    async declareChild({ personId: employeeId, caller }, relativeId) {
      const validFrom = `${today.slice(0, 4)}-01-01`;
      await api.inAlliance((tx) =>
        declareRelative({ ...tx, actor: { kind: 'account', id: caller.accountId } }, api, {
          employeeId,
          relativeId,
          validFrom,
          validUntil: null,
          detail: atHome,
        }),
      );
    },
    async balance(account) {
      const { balanceCents } = await api.inAlliance((tx) => accountBalance(tx, account));
      return balanceCents;
    },
  };
}

function employ(api: TestApi, personId: string, organisationId: string) {
  return api.inAlliance(({ db, allianceId }) =>
    db.employment.create({
      data: { allianceId, personId, organisationId, startedOn: toDateColumn('2020-01-01') },
    }),
  );
}

/** That a reply is a problem of this kind. */
export function expectRefused(reply: Reply, code: string): void {
  expect([reply.status, reply.body['type']], reply.text).toEqual([
    code === 'invalid-request' ? 422 : 409,
    `urn:reciproca:problem:${code}`,
  ]);
}
