import { addDays, toDateColumn } from '../../../domain/plain-date.ts';
import { toPlainDate } from '../../../domain/time.ts';
import type { PlantedProvider } from '../../support/planted-provider.ts';
import { plantVouchers, plantWallet } from '../../support/planted-voucher.ts';
import type { TestApi } from '../support.ts';
import type { Cast, Place } from './callers.ts';
import type { Specimen, Specimens } from './specimen.ts';

/** The credit of the person at home, a voucher bought with it, and something bought beside it. */
export interface VoucherFile {
  readonly walletId: string;
  readonly voucherId: string;
  readonly privateOrderId: string;
}

export function makeVoucherFile(
  api: TestApi,
  { allianceId, personId, employerId }: Place,
  insiders: Cast,
  offer: PlantedProvider,
): Promise<VoucherFile> {
  const { organisationId: providerId, serviceId } = offer;
  return api.inAlliance(async (tx) => {
    const createdBy = insiders.caseworker.accountId;
    const wallet = await plantWallet(tx, { employerId, personId, createdBy, cents: 1_000_000 });
    const service = { id: serviceId, providerId, vatTreatment: 'exempt' as const };
    const [voucher] = await plantVouchers(tx, api.vault, wallet, { service, nominalCents: 2_000 });
    const { id: privateOrderId } = await tx.db.privateOrder.create({
      data: {
        allianceId,
        providerId,
        serviceId,
        buyerId: personId,
        orderedBy: insiders.citizen.accountId,
        code: 'OB-PROVA',
        units: 1,
        unitPriceCents: 2_000,
        serviceFrom: toDateColumn(toPlainDate(tx.now)),
        createdAt: tx.now,
      },
    });
    return { walletId: wallet.walletId, voucherId: voucher!.id, privateOrderId };
  }, allianceId);
}

const ofVoucher = (more: object = {}): Specimen => ({
  names: 'owner',
  make: ({ vouchers }) => ({ params: { voucherId: vouchers.voucherId }, ...more }),
});
const ofPrivateOrder: Specimen = {
  names: 'owner',
  make: ({ vouchers }) => ({ params: { orderId: vouchers.privateOrderId } }),
};
/** Whatever day it is in Rome when the call arrives. */
const tomorrow = () => addDays(toPlainDate(new Date()), 1);

/** Ordered and shown by whose credit it is; a provider reads of private orders alone, and of them no name. */
export const voucherSpecimens: Specimens = {
  orderVouchers: {
    names: 'owner',
    make: ({ vouchers, home, offer }) => ({
      params: { walletId: vouchers.walletId },
      body: {
        serviceId: offer.serviceId,
        beneficiaryId: home.personId,
        units: 1,
        serviceFrom: tomorrow(),
        ownMoneyCents: 0,
        privateUnits: 1,
      },
    }),
  },
  orderCumulativeVoucher: {
    names: 'owner',
    make: ({ vouchers, home }) => ({
      params: { walletId: vouchers.walletId },
      body: { beneficiaryId: home.personId, amountCents: 100 },
    }),
  },
  listVouchers: {
    names: 'nothing',
    make: ({ home }) => ({ query: `holderId=${home.personId}&reason=desk` }),
  },
  getVoucher: ofVoucher({ query: 'reason=desk' }),
  readVoucherQr: ofVoucher(),
  readVoucherPaper: ofVoucher(),
  voidVoucher: ofVoucher({ body: { reason: 'notNeeded', refundTo: 'wallet' } }),
  placePrivateOrder: {
    names: 'owner',
    namedInBody: true,
    make: ({ home, offer }) => ({
      body: { buyerId: home.personId, serviceId: offer.serviceId, units: 1, serviceFrom: tomorrow() },
    }),
  },
  listPrivateOrders: { names: 'nothing', make: () => ({}) },
  confirmPrivatePayment: ofPrivateOrder,
  cancelPrivateOrder: ofPrivateOrder,
};
