import { addDays } from '../../../domain/plain-date.ts';
import { toPlainDate } from '../../../domain/time.ts';
import { plantVouchers, plantWallet } from '../../support/planted-voucher.ts';
import type { Specimens, World } from './specimen.ts';

/** Bought by the person at home with their employer's credit, at the provider at home. */
async function makeVoucher({ api, home, offer, insiders }: World): Promise<string> {
  const [voucher] = await api.inAlliance(async (tx) => {
    const today = toPlainDate(tx.now);
    const wallet = await plantWallet(tx, {
      employerId: home.employerId,
      personId: home.personId,
      createdBy: insiders.employer.accountId,
      cents: 1_000,
      plan: { validUntil: new Date(addDays(today, 300)) },
    });
    return plantVouchers(tx, api.vault, wallet, {
      service: { id: offer.serviceId, providerId: home.providerId, vatTreatment: 'exempt' },
      nominalCents: 1_000,
      expiresOn: addDays(today, 40),
    });
  }, home.allianceId);
  return voucher!.id;
}

/** One for the whole matrix. */
const planted = new WeakMap<World, Promise<string>>();

async function voucherIn(world: World): Promise<string> {
  if (!planted.has(world)) planted.set(world, makeVoucher(world));
  return planted.get(world)!;
}

async function numberOf({ api, home }: World, voucherId: string): Promise<string> {
  const where = { id: voucherId };
  const { number } = await api.inAlliance(
    ({ db }) => db.voucher.findUniqueOrThrow({ where }),
    home.allianceId,
  );
  return number;
}

const days = { fromDate: '2026-01-01', toDate: '2026-01-31', until: '2026-02-28' };

/** What becomes of vouchers by themselves, and who may give them more time. */
export const voucherExpirySpecimens: Specimens = {
  extendVoucher: {
    names: 'owner',
    make: async (world) => ({
      params: { voucherId: await voucherIn(world) },
      body: { until: addDays(toPlainDate(new Date()), 60), reason: 'prova' },
    }),
  },
  findVoucherToExtend: {
    names: 'alliance',
    make: async (world) => ({ query: `number=${await numberOf(world, await voucherIn(world))}` }),
  },
  listVoucherExtensions: {
    names: 'owner',
    make: async (world) => ({ params: { voucherId: await voucherIn(world) } }),
  },
  countVoucherExtension: {
    names: 'nothing',
    make: () => ({ query: new URLSearchParams(days).toString() }),
  },
  extendVouchers: {
    names: 'nothing',
    make: () => ({ body: { ...days, planId: null, providerId: null, expected: 1, reason: 'prova' } }),
  },
  getVoucherReminders: { names: 'nothing', make: () => ({}) },
  setVoucherReminders: { names: 'nothing', make: () => ({ body: { daysBefore: [30, 7, 1] } }) },
  listMyVoucherEndings: { names: 'nothing', make: () => ({}) },
  getVoucherExpiryCalendar: {
    names: 'nothing',
    make: () => ({ query: 'fromDate=2026-01-01&toDate=2026-01-31' }),
  },
};
