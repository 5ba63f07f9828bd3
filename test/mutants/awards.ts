import type { CodeMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const delivery = 'activities/fund/delivery.ts';
const dispute = 'activities/fund/dispute.ts';
const settle = 'activities/fund/settle.ts';
const swap = 'activities/fund/provider-swap.ts';
const closing = 'activities/fund/closing.ts';
const acting = 'activities/acting-for.ts';
const application = 'activities/fragility-assessment/application.ts';
const needs = 'activities/fragility-assessment/needs.ts';

/** What keeps the money of an award where it belongs, from the application on. */
export const awardMutants: readonly CodeMutant[] = [
  ...provenBy('test/disputes.test.ts', [
    [
      'awards: whoever recorded a dispute decides it',
      dispute,
      'if (units.some(({ disputedBy }) => disputedBy === submission.accountId)) throw decidedByAnother;',
    ],
    [
      'awards: a dispute is asked of whoever recorded it',
      dispute,
      'caseworkerId === submission.accountId ? null : caseworkerId',
      'caseworkerId',
    ],
    [
      'awards: whoever recorded a dispute claims its decision',
      dispute,
      '    excludedIds: [submission.accountId],\n',
    ],
  ]),
  ...provenBy('test/award-guards.test.ts', [
    [
      'awards: whoever decided pays',
      settle,
      'if (award.proposedBy === submission.accountId) throw settledByAnother;',
    ],
    [
      'awards: whoever decided approves',
      'activities/fund/approve.ts',
      'if (award.proposedBy === submission.accountId) throw approvedByAnother;',
    ],
    ['awards: paid without anything confirmed', settle, 'if (units.length === 0) throw nothingToSettle;'],
    [
      'awards: paid twice',
      settle,
      "state: 'confirmed', settlementId: null },\n  });\n  if (units",
      "state: 'confirmed' },\n  });\n  if (units",
    ],
    [
      'awards: paid before it is confirmed',
      settle,
      "in: orders.map(({ id }) => id) }, state: 'confirmed',",
      'in: orders.map(({ id }) => id) },',
    ],
    [
      'awards: a unit is confirmed in any state',
      'activities/fund/unit.ts',
      'if (units.every((unit) => unit.state === state)) return units;',
      'return units;',
    ],
    [
      'awards: released while units wait for a word',
      'activities/fund/release.ts',
      'if (open > 0) throw unitsPending(open);',
    ],
    [
      'awards: disputed money goes back',
      closing,
      'const frozenCents = await frozen(tx, award);',
      'const frozenCents = 0 * (await frozen(tx, award));',
    ],
    [
      'awards: silence accepts what was disputed',
      delivery,
      "if (unit.state !== 'recorded' || award.state !== 'delivering') return;",
    ],
    [
      'awards: more is delivered than ordered',
      delivery,
      'if (standing + what.units > order.units) throw exceeds(order.units - standing);',
    ],
    [
      'awards: delivered before it was ordered',
      delivery,
      'if (deliveredOn < orderedOn) throw beforeTheOrder(orderedOn);',
    ],
    [
      'awards: what a dispute finds undelivered stays with whoever was swapped away',
      dispute,
      'await passOnRejected(tx, services, units);',
    ],
    [
      'awards: another provider gets more for undelivered units than they cost',
      swap,
      'const more = unitsAtNewPrice(length, order.unitPriceCents, successor.unitPriceCents);',
      'const more = length;',
    ],
    [
      'awards: a dispute is forgotten over units recorded since',
      'activities/fund/delivery-stands.ts',
      "units.some(({ state }) => state === 'disputed')",
      "units.every(({ state }) => state === 'disputed')",
    ],
    ['awards: delivered tomorrow', delivery, 'if (deliveredOn > toPlainDate(tx.now)) throw notYetDelivered;'],
    [
      'awards: another award’s units',
      'activities/fund/unit.ts',
      'where: { id: { in: wanted }, awardId: award.id },',
      'where: { id: { in: wanted } },',
    ],
    [
      'awards: another award’s order',
      delivery,
      'where: { id: orderId, awardId: award.id, closedAt: null },',
      'where: { id: orderId, closedAt: null },',
    ],
    [
      'awards: anybody takes over as provider',
      swap,
      "where: { id: providerId, roles: { has: 'provider' } },",
      'where: { id: providerId },',
    ],
    [
      'awards: an employer serves its own people',
      swap,
      '  await notOwnEmployerOrThrow(tx, award.householdId, [providerId]);\n',
    ],
    [
      'awards: approved for a provider that has come to employ the household',
      'activities/fund/approve.ts',
      '  await notOwnEmployerOrThrow(tx, award.householdId, providerIds, providerEmploys);\n',
    ],
    ['awards: a provider too dear takes over', swap, 'if (units === 0) throw tooDear;'],
    [
      'awards: another provider costs more than is left',
      'domain/disbursement.ts',
      'Math.min(remainingUnits, Math.floor((remainingUnits * oldPriceCents) / newPriceCents))',
      'remainingUnits',
    ],
    [
      'awards: steps out of order',
      'activities/fund/award.ts',
      'if (possible.includes(step)) return award;',
      'return award;',
    ],
  ]),
  ...provenBy('test/death.test.ts', [
    [
      'awards: a death stops mail about others',
      'activities/fund/release.ts',
      'OR: [{ recipientId: beneficiaryId }, { subjectId: { in: [assessmentId, award.id] } }],',
    ],
    [
      'awards: a death stops mail and keeps what it said',
      'activities/fund/release.ts',
      "data: { state: 'cancelled', sealed: null },",
      "data: { state: 'cancelled' },",
    ],
    ['awards: a death on a day that cannot be', 'activities/death.ts', 'throw notADayOfLife;', 'void 0;'],
  ]),
  ...provenBy('test/application-guards.test.ts', [
    [
      'applications: needs of people outside the household',
      application,
      'people.filter(({ id }) => !members.has(id))',
      'people.filter(() => false)',
    ],
    [
      'applications: somebody who left the household counts',
      application,
      'where: { householdId, leftOn: null },',
      'where: { householdId },',
    ],
    ['applications: any firm is a provider', application, ", roles: { has: 'provider' } },", ' },'],
    ['applications: a revoked relation counts', acting, '    revokedOn: null,\n'],
    [
      'applications: an expired relation counts',
      acting,
      '    OR: [{ expiresOn: null }, { expiresOn: { gte: today } }],\n',
    ],
    ['applications: a relation counts before its first day', acting, '    validFrom: { lte: today },\n'],
    [
      'applications: a relation to somebody else counts',
      acting,
      'personId, representativeId, ...inForce(tx) },',
      'personId, ...inForce(tx) },',
    ],
    ['applications: an employer would learn who asked', needs, 'if (employed === 0) return;', 'return;'],
    [
      'applications: granted for a provider that has come to employ the household',
      'activities/fragility-assessment/decide.ts',
      'await notOwnEmployerOrThrow(',
      'void Array.of(',
    ],
    [
      'applications: documents are asked for twice',
      'activities/fragility-assessment/document-request.ts',
      'if (assessment.documentsRequestedAt) throw onlyOnce;',
    ],
    [
      'applications: back at completeness, letters to post are forgotten',
      'activities/fragility-assessment/document-request.ts',
      'await cancelTasks(tx, subject, undecidedTasks);',
      "await cancelTasks(tx, subject, [...undecidedTasks, 'sendByPost']);",
    ],
    [
      'applications: closed, people to reach are forgotten',
      'activities/fragility-assessment/closing.ts',
      'await cancelTasks(tx, subject, undecidedTasks);',
      "await cancelTasks(tx, subject, [...undecidedTasks, 'contactOtherwise']);",
    ],
    [
      'applications: closed, the receipt is not written',
      'activities/fragility-assessment/closing.ts',
      'kinds: undecidedMoments }',
      "kinds: [...undecidedMoments, 'writeReceipt'] }",
    ],
    [
      'applications: a finding is signed by whoever the request names',
      'activities/fragility-assessment/dossier.ts',
      '...item.value.evidence, foundBy: accountId }',
      '...item.value.evidence }',
    ],
    [
      'applications: an incomplete dossier is complete',
      'activities/fragility-assessment/declare-complete.ts',
      '    throw dossierIncomplete(scoring, advice.evaluation.missingFacts, known);\n',
    ],
  ]),
  ...provenBy('test/application-guards.test.ts', [
    [
      'applications: a recommendation tells the commission who it is',
      'activities/fragility-assessment/recommend.ts',
      '  await namelessOrThrow(tx, services.vault, assessment, reason);\n',
    ],
  ]),
  ...provenBy('test/names-in-text.test.ts', [
    [
      'names: a common word is taken for a last name',
      'domain/names-in-text.ts',
      '/^\\p{Lu}/u.test(last.text) && !first.opensSentence',
      'true',
    ],
    ['names: a double last name is sought whole alone', 'domain/names-in-text.ts', ', ...eachOf(family)'],
    ['names: a place is taken for a last name', 'domain/names-in-text.ts', ' && !isPlace(at)'],
    ['names: a tax code is told', 'domain/names-in-text.ts', 'plain === code', 'false'],
  ]),
  ...provenBy('test/award-steps.test.ts', [
    [
      'awards: a return is offered that would be refused',
      closing,
      'return pending > 0 ? null : restOf(tx, award);',
      'return restOf(tx, award);',
    ],
    [
      'awards: whoever follows a case reads the bank’s reference',
      'api/awards.ts',
      'isOffice ? bankRef : null',
      'bankRef',
    ],
  ]),
];
