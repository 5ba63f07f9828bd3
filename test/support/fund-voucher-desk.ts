import type { Step } from '../../activities/submission.ts';
import { issueFundVouchers } from '../../activities/fund/fund-vouchers.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { AccountName } from '../../ledger/accounts.ts';
import { accountBalance } from '../../ledger/balances.ts';
import { openTerritory } from './planted-award.ts';
import { plantProvider } from './planted-provider.ts';

const today = toPlainDate(new Date());

/** The territory, with so many awards that give units as vouchers, and what becomes of them. */
export async function openFundVoucherDesk(awards: number) {
  const territory = await openTerritory(awards + 1);
  let next = 0;
  return {
    territory,
    /** An award in delivery, and a service of its provider that meets the need. */
    delivering: async (units: number, recorded = 0) => {
      const household = territory.households[(next += 1)]!;
      const { award, order, unitIds } = await territory.delivering(household, { units, recorded });
      const { serviceId } = await territory.within((tx) =>
        plantProvider(tx, { organisationId: order.providerId, service: { category: 'culture' } }),
      );
      const give = (count: number, more: object = {}) =>
        territory.take(issueFundVouchers as Step, award.id, {
          orderId: order.id,
          serviceId,
          units: count,
          serviceFrom: today,
          ...more,
        });
      return { household, awardId: award.id, orderId: order.id, unitIds, give };
    },
    balance: async (account: AccountName) =>
      (await territory.within((tx) => accountBalance(tx, account))).balanceCents,
    vouchersOf: (awardId: string) =>
      territory.within(({ db }) => db.voucher.findMany({ where: { awardId }, orderBy: { number: 'asc' } })),
    orderOf: (id: string) =>
      territory.within(({ db }) => db.providerOrder.findUniqueOrThrow({ where: { id } })),
    awardOf: (id: string) => territory.within(({ db }) => db.award.findUniqueOrThrow({ where: { id } })),
  };
}

export type FundVoucherDesk = Awaited<ReturnType<typeof openFundVoucherDesk>>;
