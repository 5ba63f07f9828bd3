import type { CodeMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const reads = 'api/provider-order-reads.ts';
const name = 'api/ordered-service.ts';

/** What a provider reads of the Fund's orders, and what they are called. */
export const providerOrderMutants: readonly CodeMutant[] = provenBy('test/api/provider-order-reads.test.ts', [
  [
    'orders: those of other places count as new',
    reads,
    'AND: [ordersOfProvider(principal), { closedAt: null }]',
    'AND: [{ providerId: principal.organisationId! }, { closedAt: null }]',
  ],
  ['orders: closed ones count as new', reads, ', { closedAt: null }'],
  ['orders: new before anybody approved', reads, 'isApproved.has(order.awardId) && '],
  ['orders: new once begun', reads, ' && !isBegun.has(order.id)'],
  [
    'orders: one place reads what all were paid',
    reads,
    'if (!duty || duty.placeId !== null) return nothing;',
    'if (!duty) return nothing;',
  ],
  ['orders: everybody’s payments', reads, 'return { providerId: duty.organisationId };', 'return {};'],
  [
    'orders: named by another kind of service',
    name,
    '      category: { in: [...categoriesFor(service as NeedService)] },\n',
  ],
  ['orders: named by a service that came later', name, '      createdAt: { lte: createdAt },\n'],
  [
    'orders: named by a price that came later',
    name,
    '      effectiveOn: { lte: toDateColumn(toPlainDate(createdAt)) },\n',
  ],
  ['orders: named by a price taken back', name, '      cancelledAt: null,\n'],
  ['orders: a name is guessed', name, 'names.size === 1 ? name : null', 'name'],
]);
