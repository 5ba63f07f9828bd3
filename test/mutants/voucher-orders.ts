import type { CodeMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const order = 'activities/voucher/order.ts';
const offer = 'activities/voucher/offer.ts';
const ending = 'activities/voucher/void.ts';
const privately = 'activities/voucher/private-order.ts';

const orderMutants = provenBy('test/voucher-orders.test.ts', [
  [
    'orders: the law is not asked',
    order,
    "  if ('reasons' in advice) throw notLawful(advice.reasons, split);\n",
  ],
  [
    'orders: more than the credit pays',
    order,
    '  if (split.voucherUnits < asked.units) throw notEnoughCredit(split);\n',
  ],
  [
    'orders: a cumulative voucher beyond the credit',
    order,
    '  if (asked.amountCents > open.creditCents) throw lessCredit;\n',
  ],
  [
    'orders: for a day after the voucher lapses',
    order,
    '  if (serviceFrom > toPlainDate(expiresAt)) throw tooLate;\n',
  ],
  ['orders: for whoever is dead', order, ', deceasedOn: null'],
  ['orders: others are led to why it is lawful', 'api/vouchers.ts', ' || holderId !== personId'],
  [
    'orders: of a wallet that may not',
    'activities/voucher/wallet.ts',
    'const { wallet, plan } = await orderingWalletOrThrow(tx, walletId);',
    'const wallet = await tx.db.wallet.findUniqueOrThrow({ where: { id: walletId } }); const plan = await tx.db.welfarePlan.findUniqueOrThrow({ where: { id: wallet.planId } });',
  ],
  [
    'orders: of a suspended provider',
    offer,
    '  if ((await suspendedProviders(tx, [providerId])).length > 0) throw suspended;\n',
  ],
  [
    'orders: of a provider that left',
    offer,
    "  if (why === 'notAdmitted' || !(await currentAdmission(tx, providerId))) throw notAdmitted;\n",
  ],
  [
    'orders: of a provider that is far',
    offer,
    '  if (!(await isNear(tx, order.comune, { providerId, category: service.category }))) throw tooFar;\n',
  ],
  ['orders: of a service withdrawn by then', offer, '!isOffered || '],
  [
    'orders: of a service offered at no place',
    offer,
    ' || (await placesOf(tx, [service.id], order.serviceFrom)).length === 0',
  ],
  ['orders: with somebody else’s credit', 'api/voucher-access.ts', ', personId: { in: [...personIds] }'],
  [
    'private orders: for somebody of whom nothing is known',
    'api/private-orders.ts',
    '    if (!(await mayBeFor(tx, reachable, body))) throw forNobodyOfTheirs;\n',
  ],
  [
    'private orders: the provider reads for whom',
    'api/voucher-view.ts',
    'ownIds.includes(order.buyerId) ? order.beneficiaryId : null',
    'order.beneficiaryId',
  ],
  ['vouchers: shown to anybody', 'api/voucher-access.ts', ', holderId: { in: [...personIds] }'],
  ['vouchers: the office sees what spends one', 'api/vouchers.ts', '!atWork && '],
  [
    'private orders: for a day that is past',
    privately,
    '  if (asked.serviceFrom < toPlainDate(tx.now)) throw past;\n',
  ],
  ['private orders: closed twice', privately, '  if (count === 0) throw closed;\n'],
  [
    'private orders: paid to another provider',
    'api/voucher-access.ts',
    'dutyOf(principal)?.organisationId === order.providerId',
    'true',
  ],
]);

const voidMutants = provenBy('test/voucher-void.test.ts', [
  [
    'vouchers: what ended still shows what spent it',
    'api/vouchers.ts',
    "state === 'active' || state === 'held'",
    'Boolean(state)',
  ],
  [
    'vouchers: paid out in money',
    'api/vouchers.ts',
    "    if (body.refundTo !== 'wallet') throw notMonetisable;\n",
  ],
  ['vouchers: voided whatever became of it', ending, '  if (count === 0) throw noLongerWhole;\n'],
  ['vouchers: voided after its last day', ending, ', expiresAt: { gte: tx.now }'],
  ['vouchers: voided while a till holds it', ending, "state: 'active', "],
  [
    'vouchers: the employer owes its share of a voided one',
    ending,
    '  const reversed = await reverseShare(tx, voucher);',
    '  const reversed = true;',
  ],
  [
    'vouchers: a till that went away keeps one from being voided',
    ending,
    "  if (voucher.state === 'held' && (await lapseHold(tx, id))) await makeActive(tx, id);\n",
  ],
  [
    'vouchers: what the employer has paid is taken back',
    ending,
    '  if (await isShareCollected(tx, id)) return false;\n',
  ],
]);

const given = 'activities/fund/fund-vouchers.ts';

const fundMutants = provenBy('test/fund-vouchers.test.ts', [
  [
    'fund vouchers: an employer learns who was helped',
    given,
    'await notOwnEmployerOrThrow(tx, award.householdId, [order.providerId], providerEmploys);',
  ],
  [
    'fund vouchers: more than was granted',
    given,
    '  if (standing + units > order.units) throw exceeds(order.units - standing);\n',
  ],
  ['fund vouchers: their units are delivered too', given, 'units: order.units - units, '],
  ['fund vouchers: for another provider’s service', given, 'service.organisationId !== order.providerId || '],
  ['fund vouchers: for a day that is past', given, 'serviceFrom < toPlainDate(tx.now) || '],
  [
    'fund vouchers: one voided keeps its unit from the person',
    'activities/fund/voucher-returned.ts',
    "  if (award.state === 'delivering') return askAgain(tx, orderId);\n",
  ],
  [
    'fund vouchers: one voided never reaches the Fund',
    'activities/fund/voucher-returned.ts',
    '  await releaseRest(tx, award, nominalCents);\n',
  ],
  [
    'fund vouchers: an award that gave nothing else counts as given back',
    'activities/fund/closing.ts',
    ' + vouchers',
  ],
]);

/** What keeps an order lawful, a voucher its holder's, and money where it belongs. */
export const voucherOrderMutants: readonly CodeMutant[] = [...orderMutants, ...voidMutants, ...fundMutants];
