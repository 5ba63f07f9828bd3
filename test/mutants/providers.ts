import type { AnyMutant, SqlMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const guards = 'test/provider-guards.test.ts';
const waivers = 'test/provider-waiver.test.ts';
const waiver = 'activities/provider-standing/waiver.ts';
const moments = 'test/onboarding-moments.test.ts';
const door = 'test/api/candidate-door.test.ts';
const whole = 'test/provider-onboarding.test.ts';
const folder = 'activities/provider-onboarding/';

const dropped = (table: string, constraint: string): SqlMutant => ({
  name: `providers: without ${constraint}`,
  provenBy: guards,
  sql: `ALTER TABLE ${table} DROP CONSTRAINT ${constraint}`,
});
const unindexed = (index: string, test: string): SqlMutant => ({
  name: `providers: without ${index}`,
  provenBy: test,
  sql: `DROP INDEX ${index}`,
});

/** What keeps an organisation from becoming a provider twice, unseen, unsigned, or by one person's word. */
export const providerMutants: readonly AnyMutant[] = [
  dropped('provider_application', 'provider_application_second_person'),
  dropped('proximity_waiver', 'proximity_waiver_a_year'),
  {
    name: 'waivers: one that ended begins again',
    provenBy: waivers,
    sql: 'DROP TRIGGER proximity_waiver_guard ON proximity_waiver',
  },
  {
    name: 'waivers: are emptied',
    provenBy: waivers,
    sql: 'DROP TRIGGER proximity_waiver_never_emptied ON proximity_waiver',
  },
  ...provenBy(waivers, [
    [
      'waivers: beside a provider that is near',
      waiver,
      'if (await isOfferedNear(tx, { ...others, neighbourMaxMetres })) throw somebodyNear;',
    ],
    [
      'waivers: for longer than a year',
      waiver,
      '    ...(until > addMonths(today, maxMonths) ? [tooLong(maxMonths)] : []),\n',
    ],
    ['waivers: for what is not offered', waiver, '    ...(isOffered > 0 ? [] : [notOffered]),\n'],
    [
      'waivers: end twice',
      waiver,
      '  if (waiver.endedOn || fromDateColumn(waiver.untilDate) < today) throw over;\n',
    ],
  ]),
  unindexed('admission_current', guards),
  unindexed('provider_application_organisation_once', guards),
  unindexed('provider_application_mailbox_once', door),
  {
    name: 'providers: an application goes anywhere',
    provenBy: guards,
    sql: 'DROP TRIGGER provider_application_guard ON provider_application',
  },
  ...provenBy('test/candidate-steps.test.ts', [
    [
      'providers: papers are accepted that nobody looked at',
      `${folder}review.ts`,
      '  if (unseen.length > 0) throw notChecked(unseen.map(({ category }) => category));\n',
    ],
    [
      'providers: papers are asked for again while services are corrected',
      `${folder}settle.ts`,
      'if (isMissing && isDone)',
      'if ((isMissing || !isOffered) && isDone)',
    ],
    [
      'providers: the charter has one day at the step and another at the signing',
      `${folder}charter.ts`,
      "await turnTo(tx, application, 'charter', wanted, undefined, ownDay);",
      "await turnTo(tx, application, 'charter', wanted);",
    ],
    [
      'providers: a charter that may be signed for longer is late at the step',
      `${folder}charter.ts`,
      'if (!isTheirs || isMoved || ',
      'if (!isTheirs || ',
    ],
    [
      'providers: what the office does has another day than its task',
      'domain/provider-onboarding.ts',
      "if (owner === 'candidate' || owner === 'representative') return",
      'if (owner) return',
    ],
  ]),
  ...provenBy(guards, [
    [
      'providers: whoever invited reviews',
      `${folder}review.ts`,
      'if (application.caseworkerId === accountId) throw reviewedByAnother;',
    ],
    [
      'providers: the offer outlives its application',
      `${folder}ending.ts`,
      "  if (state !== 'admitted') await closeOffer(tx, { applicationId: application.id });\n",
    ],
    [
      'providers: the rules are not heard',
      `${folder}review.ts`,
      'const unmet = answers.filter(({ compliant }) => compliant !== true);',
      'const unmet = answers.filter(() => false);',
    ],
    [
      'providers: the known entity is not compared',
      `${folder}confirm-identity.ts`,
      'if ((known?.id ?? null) !== knownId) throw known ? isKnown(known.id) : isNotKnown;',
    ],
    [
      'providers: a waiver beside somebody near',
      `${folder}waiver.ts`,
      'if (await isOfferedNear(tx, { ...others, neighbourMaxMetres })) throw somebodyNear;',
    ],
    [
      'providers: a waiver for longer',
      `${folder}waiver.ts`,
      '    ...(body.until > addMonths(body.from, maxMonths) ? [tooLong(maxMonths)] : []),\n',
    ],
    [
      'providers: any file is the signed copy',
      `${folder}record-agreement.ts`,
      '{ id: body.documentId, ...copyOf(application) }',
      '{ id: body.documentId, ...applicationSubject(application) }',
    ],
    [
      'providers: whoever accepted records the agreement',
      `${folder}record-agreement.ts`,
      'if (application.reviewedBy === accountId) throw recordedByAnother;',
    ],
    [
      'providers: whoever uploaded the signed copy records it',
      `${folder}record-agreement.ts`,
      '  if (file?.uploadedBy === accountId) throw comparedByAnother;\n',
    ],
    [
      'providers: papers are accepted by whoever handed them in',
      `${folder}review.ts`,
      '  if (received.some(({ submittedBy }) => submittedBy === reviewed.reviewedBy)) throw handedInByThem;\n',
    ],
    [
      'providers: a charter that moves is no progress',
      `${folder}charter.ts`,
      '    return noteProgress(tx, application);\n',
      '    return;\n',
    ],
    [
      'providers: an agreement before the review',
      `${folder}agreement-standing.ts`,
      "if (steps.get('review')!.state !== 'done' || !application.agreementDocumentId) throw notAccepted;",
    ],
    [
      'providers: admitted with a paper that lapsed',
      `${folder}agreement-standing.ts`,
      '  if (lapsed.length > 0) throw lapsedMeanwhile(lapsed);\n',
    ],
    [
      'providers: admitted under a charter that another replaced',
      `${folder}agreement-standing.ts`,
      '  if (!(await isPublished(tx, application.charterVersionId!))) throw otherCharterMeanwhile;\n',
    ],
    [
      'providers: closed while the office owes an answer',
      `${folder}moments.ts`,
      '  if (!(await waitsForCandidate(tx, application.id))) return setStallDeadlines(tx, application);\n',
    ],
    [
      'providers: services at places of others',
      `${folder}offer.ts`,
      '  await refuseForeignPlaces(tx, applicationId, services);\n',
    ],
    [
      'providers: tries are not counted',
      'activities/attempts.ts',
      'return row!.count <= attempts;',
      'return true;',
    ],
  ]),
  ...provenBy(moments, [
    [
      'providers: a late step is nobody’s task',
      `${folder}moments.ts`,
      '  await chase(tx, application);\n};',
      '};',
    ],
    [
      'providers: going on changes no day',
      `${folder}steps.ts`,
      '  await cancelDeadlines(tx, { ...subject, kinds: stallDeadlines });\n  await setStall',
      '  await setStall',
    ],
    [
      'providers: a signing wakes nobody',
      'activities/charter-signing/signing.ts',
      '  await wakeOnboarding(tx, organisationId);\n',
    ],
    [
      'providers: an unsigned charter is nobody’s task',
      `${folder}charter.ts`,
      "  if (state === 'declined' || state === 'expired') await askAbout(tx, application);\n",
    ],
  ]),
  ...provenBy(door, [
    [
      'providers: a turned-away address uses up a mailbox',
      'api/candidate-door.ts',
      'return isAddressWithin && (await countAttempt(tx, vault, byMailbox, who.email));',
      'return (await countAttempt(tx, vault, byMailbox, who.email)) && isAddressWithin;',
    ],
    [
      'providers: files without end',
      'api/provider-application-files.ts',
      'await roomOrThrow(tx, params.applicationId, content.bytes.length);',
    ],
    [
      'providers: two uploads at once each find room',
      'api/provider-application-files.ts',
      "await lockRow(tx, 'provider_application', params.applicationId, 'NO KEY UPDATE');",
    ],
    [
      'providers: a candidate learns that it was suggested',
      'api/provider-application-view.ts',
      "row.origin === 'suggestion' && !isStaff ? 'invitation' : row.origin",
      'row.origin',
    ],
    ['providers: knocking is not counted', 'api/candidate-door.ts', '  if (!isWithin) throw tooMany;\n'],
    [
      'providers: a suggestion is used twice',
      'api/provider-invitations.ts',
      "where: { id: suggestionId, state: 'open' },",
      'where: { id: suggestionId },',
    ],
  ]),
  ...provenBy('test/api/application-reach.test.ts', [
    [
      'providers: the office withdraws what it should refuse',
      'api/provider-application-steps.ts',
      "who: ['candidate', 'representative'],",
      "who: ['candidate', 'caseworker'],",
    ],
  ]),
  ...provenBy(whole, [
    [
      'providers: a candidate signs as what it is not yet',
      `${folder}wake.ts`,
      "...(applies > 0 ? (['provider'] as const) : [])",
      '',
    ],
  ]),
  ...provenBy('test/provider-steps.test.ts', [
    [
      'providers: what is declared twice is not compared',
      'domain/declared-twice.ts',
      '|| inApplication === inCharter)',
      '|| true)',
    ],
    [
      'providers: a place lies wherever somebody says',
      'domain/provider-onboarding-input.ts',
      "    if (why) context.addIssue({ code: 'custom', path: ['latitude'], params: elsewhere[why] });\n",
    ],
  ]),
  ...provenBy('test/api/directory.test.ts', [
    [
      'directory: a provider is near by the places that are on the map',
      'api/directory-search.ts',
      '    WHEN NOT all_placed THEN NULL WHEN',
      '    WHEN',
    ],
    [
      'directory: a place without coordinates lies at the other end of the world',
      'api/directory-search.ts',
      'CASE WHEN ${lat} IS NOT NULL AND ${lon} IS NOT NULL',
      'CASE WHEN true',
    ],
  ]),
  ...provenBy('test/api/who-may.test.ts', [
    [
      'providers: everybody reaches every application',
      'api/provider-application-access.ts',
      'if (hasRole(principal, ...applicationStaff)) return {};',
      'return {};',
    ],
    [
      'providers: everybody reaches every suggestion',
      'api/provider-suggestions.ts',
      "if (hasRole(principal, 'caseworker')) return {};",
      'return {};',
    ],
  ]),
];
