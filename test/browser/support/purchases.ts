import { addDays } from '../../../domain/plain-date.ts';
import { toPlainDate } from '../../../domain/time.ts';
import type { Caller } from '../../support/caller.ts';
import type { Desk } from './desk.ts';

/** Whoever stands at the till types it. */
export const pin = '482913';

/** What was taken at the nursery's till of one of Lucia's vouchers. */
export interface Purchase {
  readonly voucherId: string;
  readonly redemptionId: string;
}

/** Lucia orders so many weeks of nursery and Elena takes them, as the till and the catalogue do it. */
export async function buyWeeks(desk: Desk, units: number): Promise<readonly Purchase[]> {
  const { stack } = desk;
  const [lucia, elena] = await Promise.all(['Lucia', 'Elena'].map((name) => stack.as(name)));
  const { vouchers, known } = await orderWeeks(desk, units);
  const atTill = { tillUserId: await tillAt(elena!, known.places[0].id), pin };
  const taken: Purchase[] = [];
  for (const voucherId of vouchers) {
    const { code } = (await lucia!.get(`/v1/vouchers/${voucherId}`)).body;
    const hold = await elena!.does('/v1/voucher-holds', { ...atTill, code });
    const { id: redemptionId } = await elena!.does(`/v1/voucher-holds/${hold.id}/capture`, atTill);
    taken.push({ voucherId, redemptionId });
  }
  return taken;
}

/** Lucia orders so many weeks of the nursery of which she has had a voucher before. */
export async function orderWeeks({ stack }: Desk, units: number) {
  const lucia = await stack.as('Lucia');
  const [known] = (await lucia.get('/v1/vouchers')).body.items;
  const [wallet] = (await lucia.get('/v1/wallets')).body.items;
  const order = {
    serviceId: known.service.id,
    beneficiaryId: known.beneficiaryId,
    units,
    serviceFrom: toPlainDate(new Date()),
  };
  const { vouchers } = await lucia.does(`/v1/wallets/${wallet.id}/orders`, order);
  return { known, vouchers: (vouchers as { id: string }[]).map(({ id }) => id) };
}

/** The one till of a place, opened when it is first wanted. */
async function tillAt(provider: Caller, placeId: string): Promise<string> {
  const [known] = (await provider.get('/v1/till-users')).body.items;
  const label = 'Cassa';
  return (known ?? (await provider.does('/v1/till-users', { label, placeId, pin }))).id as string;
}

/** Lucia orders a week more from the nursery with her own money. */
export async function orderPrivately({ stack }: Desk): Promise<void> {
  const lucia = await stack.as('Lucia');
  const { personId } = (await lucia.get('/v1/me')).body;
  const [known] = (await lucia.get('/v1/vouchers')).body.items;
  const serviceFrom = toPlainDate(new Date());
  await lucia.does('/v1/private-orders', {
    buyerId: personId,
    serviceId: known.service.id,
    units: 1,
    serviceFrom,
  });
}

/** Lucia asks the nursery for a moment at which to use a voucher that is still good. */
export async function proposeMoment({ stack }: Desk): Promise<void> {
  const lucia = await stack.as('Lucia');
  const { items } = (await lucia.get('/v1/vouchers')).body as {
    items: { id: string; state: string; places: { id: string }[] }[];
  };
  const good = items.find(({ state }) => state === 'active')!;
  const day = addDays(toPlainDate(new Date()), 2);
  await lucia.does('/v1/bookings', { voucherId: good.id, placeId: good.places[0]!.id, day, time: '10:00' });
}
