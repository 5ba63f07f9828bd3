import type { AnyMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const directory = 'test/api/directory.test.ts';
const standing = 'test/api/directory-standing.test.ts';
const offer = 'test/api/offer.test.ts';
const acceptance = 'test/provider-letters.test.ts';
const letters = 'test/api/tax-letters.test.ts';
const people = 'test/api/provider-people.test.ts';
const search = 'api/directory-search.ts';
const colleagues = 'api/provider-colleagues.ts';
const access = 'api/provider-access.ts';
const prices = 'activities/provider-offer/prices.ts';
const proposal = 'activities/provider-offer/proposal.ts';

/** What keeps the directory true, the offer its provider's, and a provider's people its own. */
export const offerMutants: readonly AnyMutant[] = [
  ...provenBy(standing, [
    [
      'offer: a service that is offered nowhere stands in the way of a waiver',
      'activities/provider-standing/near-provider.ts',
      'counting.has(id) ? (organisationId ?? []) : []',
      'organisationId ?? []',
    ],
    [
      'directory: a suspended provider is offered',
      search,
      'Prisma.sql`NOT offer.suspended`',
      'Prisma.sql`true`',
    ],
    [
      'directory: everybody sees the suspended',
      'api/directory-access.ts',
      "if (hasRole(principal, ...staffRoles)) return 'all';",
      "return 'all';",
    ],
    [
      'offer: whoever is no provider any more gets a new service',
      proposal,
      'if (!(await currentAdmission(tx, organisationId))) throw notAdmitted;',
    ],
    [
      'offer: whoever is far gets a new service',
      proposal,
      'await nearTerritoryOrThrow(tx, organisationId, category);',
    ],
  ]),
  ...provenBy(letters, [
    [
      'letters: of a service whose provider is one no more',
      'api/tax-letters.ts',
      '    await refuseOfNobody(tx, service);\n',
    ],
    [
      'letters: of a withdrawn service',
      'api/tax-letters.ts',
      '    refuseWithdrawn(service, toPlainDate(tx.now));\n',
    ],
    [
      'letters: a proposal is accepted under none',
      proposal,
      'if (service.taxLetters.length === 0) throw withoutLetters;',
    ],
  ]),
  ...provenBy(acceptance, [
    [
      'letters: a candidate is accepted with a service under none',
      'activities/provider-onboarding/review.ts',
      'await refuseWithoutLetters(tx, application.id);',
    ],
  ]),
  ...provenBy('test/declared-before.test.ts', [
    [
      'providers: what an application that is over declared is offered again',
      'activities/provider-onboarding/declared-twice.ts',
      'where: { organisationId, state: { in: openStates }, declarationsSealed: { not: null } },',
      'where: { organisationId, declarationsSealed: { not: null } },',
    ],
  ]),
  ...provenBy(directory, [
    [
      'directory: open to whoever is not of the alliance',
      'api/directory-access.ts',
      '  if (members + admissions === 0) throw notOfTheAlliance;\n',
    ],
    ['directory: a waiver outlives its last day', search, ' AND until_date >= ${today}::date'],
    [
      'directory: a waiver stands beside a neighbour',
      search,
      ' AND offer.category NOT IN (SELECT category FROM near_category)',
    ],
    [
      'directory: whoever left is still offered',
      search,
      '\n                      AND (admission.ended_on IS NULL OR admission.ended_on > ${today}::date)',
    ],
    [
      'directory: a price taken back is told',
      search,
      'cancelled_at IS NULL AND effective_on > ${today}::date',
      'effective_on > ${today}::date',
    ],
  ]),
  ...provenBy(offer, [
    [
      'offer: a price comes without notice',
      prices,
      'if (price.effectiveOn < earliest) throw tooSoon(earliest);',
    ],
    [
      'offer: a price in force is taken back',
      prices,
      'if (!isToCome || change.cancelledAt) throw notToCome;',
    ],
    [
      'offer: a service is accepted without its papers',
      'api/service-proposals.ts',
      '      await refuseWithoutPapers(tx, proposal);\n',
    ],
    [
      'offer: a service that ends changes no standing',
      'api/offered-services.ts',
      '    await wakeStanding(tx, service.organisationId!);\n',
    ],
    [
      'offer: a new service changes no standing',
      'api/service-proposals.ts',
      '      await wakeStanding(tx, proposal.organisationId);\n',
    ],
    ['offer: a proposal is decided twice', proposal, "if (proposal.state !== 'open') throw answered;"],
    [
      'offer: whoever is no provider any more changes its offer',
      access,
      'if (!(await currentAdmission(tx, duty.organisationId))) throw notAdmitted;',
    ],
    [
      'offer: a closed place opens again',
      'api/offer.ts',
      'if (place.closedOn && dateIn(place.closedOn)! <= today) throw closedAlready;',
    ],
  ]),
  ...provenBy('test/api/who-may.test.ts', [
    [
      'offer: a provider changes another’s offer',
      access,
      'if (!duty || duty.organisationId !== organisationId) throw',
      'if (!duty) throw',
    ],
    [
      'people: a provider revokes another’s people',
      colleagues,
      'const isTheirs = { id: accountId, organisationId,',
      'const isTheirs = { id: accountId,',
    ],
  ]),
  ...provenBy(people, [
    ['people: nobody is left who answers', colleagues, 'if (seen === 0) throw lastResponsible;'],
    [
      'people: whoever never came answers',
      colleagues,
      'await tx.db.token.count({ where: { accountId: { in: others.map(({ id }) => id) } } })',
      'others.length',
    ],
    ['people: two revoke each other at once', colleagues, '  if (lock)\n', '  if (!lock)\n'],
    [
      'people: whoever does not answer invites',
      colleagues,
      'if (!caller.responsible || caller.disabledAt) throw notResponsible;',
    ],
    [
      'people: a revoked one keeps their tokens',
      'api/provider-people.ts',
      '    await revokeTokens(tx, account.id);\n',
    ],
    [
      'people: one place sees the orders of all',
      'api/award-access.ts',
      ', ...(duty.placeId === null ? {} : { placeId: duty.placeId })',
    ],
    ['people: one place changes the whole offer', access, 'if (duty.placeId !== null) throw ofOnePlace;'],
    [
      'people: one place reads the application of the whole',
      'api/provider-application-access.ts',
      "duty?.placeId === null || hasRole(principal, 'representative')",
      "duty !== undefined || hasRole(principal, 'representative')",
    ],
    [
      'people: one place acts for the standing of the whole',
      'api/provider-standing-access.ts',
      'duty?.placeId === null && duty.organisationId',
      'duty?.organisationId',
    ],
    [
      'people: one place has the tasks of all',
      'api/task-access.ts',
      '...(duty && duty.placeId === null',
      '...(duty',
    ],
    [
      'people: two accounts with one mailbox',
      'api/provider-people.ts',
      '    await refuseTwin(tx, organisationId, body.email);\n',
    ],
  ]),
  ...provenBy('test/provider-complaint.test.ts', [
    [
      'complaint: whoever decided the matter is shown that they answer',
      'api/possible-complaint-steps.ts',
      ' || !excludedIds.includes(principal.accountId)',
      ' || excludedIds.length > 0',
    ],
    [
      'complaint: whoever decided the matter answers, in the code alone',
      'activities/provider-complaint/steps.ts',
      'if (round.excludedIds.includes(accountId)) throw decidedByThem;',
    ],
    [
      'complaint: whoever it concerns answers what names nothing',
      'activities/provider-complaint/deciders.ts',
      'return ofAnything(tx, organisationId);',
      'return [];',
    ],
    [
      'complaint: every caseworker decided, and only they are asked',
      'activities/provider-complaint/open.ts',
      "return able > 0 ? 'caseworker' : 'administrator';",
      "return 'caseworker';",
    ],
    [
      'complaint: it is reopened again and again',
      'domain/provider-complaint.ts',
      "state === 'answered' && round < MOST_ROUNDS",
      "state === 'answered'",
    ],
    [
      'complaint: everybody reads it',
      'api/complaint-access.ts',
      'duty && duty.placeId === null ? { organisationId: duty.organisationId } : nothing',
      'duty && duty.placeId === null ? {} : nothing',
    ],
    [
      'complaint: nobody hears that it is late',
      'activities/provider-complaint/moments.ts',
      "  await mailComplaint(tx, services, complaint, 'complaintLate');\n",
    ],
  ]),
  {
    name: 'complaint: an answer is rewritten',
    provenBy: 'test/provider-complaint.test.ts',
    sql: 'DROP TRIGGER complaint_round_guard ON complaint_round',
  },
  {
    name: 'offer: a service is rewritten after it was ordered',
    provenBy: offer,
    sql: 'DROP TRIGGER offered_service_guard ON offered_service',
  },
  {
    name: 'offer: a price is announced a day ahead, by SQL',
    provenBy: offer,
    sql: 'ALTER TABLE price_change DROP CONSTRAINT price_change_announced',
  },
  {
    name: 'people: an account works at another provider’s place, by SQL',
    provenBy: people,
    sql: 'ALTER TABLE account DROP CONSTRAINT account_place_id_fk',
  },
  {
    name: 'people: whoever works at one place answers for all, by SQL',
    provenBy: people,
    sql: 'ALTER TABLE account DROP CONSTRAINT account_answers_for_all_places',
  },
  {
    name: 'people: an order goes to another provider’s place, by SQL',
    provenBy: people,
    sql: 'ALTER TABLE provider_order DROP CONSTRAINT provider_order_place_id_fk',
  },
];
