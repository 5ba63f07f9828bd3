import type { NeedService } from '../domain/isee.ts';
import { toDateColumn } from '../domain/plain-date.ts';
import { categoriesFor } from '../domain/provider-service.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { ProviderOrder } from '../prisma/generated/client.ts';

/**
 * An order says the kind, the unit and the price: what the provider's list had at that price until then has a name.
 * Where it had several, a name would be a guess.
 */
export async function orderedServiceName(tx: Tx, order: ProviderOrder): Promise<string | null> {
  const { providerId, service, unit, unitPriceCents, createdAt } = order;
  const offered = await tx.db.offeredService.findMany({
    where: {
      organisationId: providerId,
      unit,
      category: { in: [...categoriesFor(service as NeedService)] },
      createdAt: { lte: createdAt },
    },
    select: { id: true, name: true, unitPriceCents: true },
  });
  const changes = await tx.db.priceChange.findMany({
    where: {
      serviceId: { in: offered.map(({ id }) => id) },
      unitPriceCents,
      cancelledAt: null,
      effectiveOn: { lte: toDateColumn(toPlainDate(createdAt)) },
    },
    select: { serviceId: true },
  });
  const repriced = new Set(changes.map(({ serviceId }) => serviceId));
  const names = new Set(
    offered
      .filter((one) => one.unitPriceCents === unitPriceCents || repriced.has(one.id))
      .map(({ name }) => name),
  );
  const [name = null] = names;
  return names.size === 1 ? name : null;
}
