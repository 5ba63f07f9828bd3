import type { z } from 'zod';
import { placesOf } from '../activities/voucher/offer.ts';
import { toPlainDate } from '../domain/time.ts';
import { accountBalances } from '../ledger/balances.ts';
import type { Tx } from '../prisma/database.ts';
import type { PrivateOrder, Voucher } from '../prisma/generated/client.ts';
import { dateIn, instantIn } from './dates.ts';
import { placeView } from './offer-view.ts';
import type { privateOrderView, voucherView } from './voucher-schema.ts';

type Shown = z.input<typeof voucherView>;

/** Vouchers as people see them, without what would spend them: what is left comes from the ledger. */
export async function voucherViews(tx: Tx, vouchers: readonly Voucher[]): Promise<Shown[]> {
  const left = await accountBalances(
    tx,
    'voucher_liability',
    vouchers.map(({ id }) => id),
  );
  const { services, providers } = await namesOf(tx, vouchers);
  const places = await placesOf(tx, [...services.keys()], toPlainDate(tx.now));
  return vouchers.map((voucher) => {
    const { id, number, state, holderId, beneficiaryId, taxLetter, vatKind, nominalCents } = voucher;
    return {
      id,
      number,
      earlierNumber: voucher.earlierNumber,
      state,
      holderId,
      beneficiaryId,
      paidBy: voucher.walletId ? 'employer' : 'fund',
      taxLetter,
      vatKind,
      nominalCents,
      vatCents: voucher.vatCents,
      leftCents: left.get(id) ?? 0,
      provider: providers.get(voucher.providerId ?? '') ?? null,
      service: services.get(voucher.serviceId ?? '') ?? null,
      places: places
        .filter(({ serviceId }) => serviceId === voucher.serviceId)
        .map(({ place }) => placeView(place)),
      issuedAt: voucher.issuedAt.toISOString(),
      expiresAt: voucher.expiresAt.toISOString(),
    };
  });
}

/** Private orders, for either side: the buyer stands in none of them. */
export async function privateOrderViews(
  tx: Tx,
  orders: readonly PrivateOrder[],
  ownIds: readonly string[],
): Promise<z.input<typeof privateOrderView>[]> {
  const { services, providers } = await namesOf(tx, orders);
  return orders.map((order) => ({
    id: order.id,
    code: order.code,
    state: order.state,
    provider: providers.get(order.providerId)!,
    service: services.get(order.serviceId)!,
    beneficiaryId: ownIds.includes(order.buyerId) ? order.beneficiaryId : null,
    units: order.units,
    unitPriceCents: order.unitPriceCents,
    serviceFrom: dateIn(order.serviceFrom)!,
    createdAt: order.createdAt.toISOString(),
    closedAt: instantIn(order.closedAt),
  }));
}

interface Named {
  readonly id: string;
  readonly name: string;
}

async function namesOf(
  tx: Tx,
  rows: readonly { readonly serviceId: string | null; readonly providerId: string | null }[],
) {
  const select = { id: true, name: true };
  const services = await tx.db.offeredService.findMany({
    where: { id: { in: rows.flatMap(({ serviceId }) => serviceId ?? []) } },
    select,
  });
  const providers = await tx.db.organisation.findMany({
    where: { id: { in: rows.flatMap(({ providerId }) => providerId ?? []) } },
    select,
  });
  return { services: byId(services), providers: byId(providers) };
}

function byId(named: readonly Named[]): ReadonlyMap<string, Named> {
  return new Map(named.map((one) => [one.id, one]));
}
