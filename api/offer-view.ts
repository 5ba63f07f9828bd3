import type { z } from 'zod';
import { fromDateColumn, toDateColumn } from '../domain/plain-date.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { OfferedService, Place, PriceChange } from '../prisma/generated/client.ts';
import type { offeredAt, offeredFields } from './directory-schema.ts';

type Shown<Fields extends z.ZodRawShape> = z.input<z.ZodObject<Fields>>;

/** A provider's places that are open today. */
export async function placesOn(tx: Tx, organisationId: string): Promise<z.input<typeof offeredAt>[]> {
  const today = toDateColumn(toPlainDate(tx.now));
  const rows = await tx.db.place.findMany({
    where: {
      organisationId,
      openedOn: { lte: today },
      OR: [{ closedOn: null }, { closedOn: { gt: today } }],
    },
    orderBy: { id: 'asc' },
  });
  return rows.map(placeView);
}

/** What it offers today, each at the price in force and with the next one announced. */
export async function pricedServices(tx: Tx, organisationId: string): Promise<Shown<typeof offeredFields>[]> {
  const today = toDateColumn(toPlainDate(tx.now));
  const rows = await tx.db.offeredService.findMany({
    where: { organisationId, OR: [{ withdrawnOn: null }, { withdrawnOn: { gt: today } }] },
    orderBy: { id: 'asc' },
  });
  const changes = await tx.db.priceChange.findMany({
    where: { serviceId: { in: rows.map(({ id }) => id) }, cancelledAt: null },
    orderBy: { effectiveOn: 'asc' },
  });
  const changesOf = Map.groupBy(changes, ({ serviceId }) => serviceId);
  return rows.map((row) => serviceView(row, changesOf.get(row.id) ?? [], today));
}

export function placeView({ id, name, comuneIstat, address }: Place): z.input<typeof offeredAt> {
  return { id, name, comuneIstat, address };
}

/** What a service is, whatever it costs and wherever it is shown. */
export function describedAs({
  id,
  category,
  name,
  unit,
  vatTreatment,
  taxLetters,
  minutes,
  sessions,
  capacity,
  cancellationHours,
}: Described) {
  return {
    id,
    category,
    name,
    unit,
    vatTreatment,
    taxLetters,
    minutes,
    sessions,
    capacity,
    cancellationHours,
  };
}

type Described = Pick<
  OfferedService,
  | 'id'
  | 'category'
  | 'name'
  | 'unit'
  | 'vatTreatment'
  | 'taxLetters'
  | 'minutes'
  | 'sessions'
  | 'capacity'
  | 'cancellationHours'
>;

/** @param changes of its price, in the order of their days, without those that were cancelled */
export function serviceView(
  row: OfferedService,
  changes: readonly PriceChange[],
  today: Date,
): Shown<typeof offeredFields> {
  const inForce = changes.findLast(({ effectiveOn }) => effectiveOn <= today);
  const next = changes.find(({ effectiveOn }) => effectiveOn > today);
  return {
    ...describedAs(row),
    unitPriceCents: inForce?.unitPriceCents ?? row.unitPriceCents,
    announcedPrice: next
      ? { unitPriceCents: next.unitPriceCents, effectiveOn: fromDateColumn(next.effectiveOn) }
      : null,
  };
}
