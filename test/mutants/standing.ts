import type { AnyMutant, SqlMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const papers = 'test/paper-guards.test.ts';
const guards = 'test/standing-guards.test.ts';
const revocations = 'test/revocation-guards.test.ts';
const orders = 'test/standing-orders.test.ts';
const folder = 'activities/provider-standing';
const renewing = `${folder}/renew-document.ts`;
const checking = `${folder}/check-document.ts`;
const revoking = `${folder}/revocation.ts`;
const regularising = `${folder}/regularise.ts`;

const sql = (name: string, text: string): SqlMutant => ({ name, provenBy: revocations, sql: text });

/** What keeps a provider’s papers true. */
const paperMutants: readonly AnyMutant[] = [
  {
    name: 'standing: a paper without an end in the database',
    provenBy: papers,
    sql: 'ALTER TABLE provider_document DROP CONSTRAINT provider_document_ends',
  },
  ...provenBy(papers, [
    [
      'standing: a paper without its file is offered to open',
      'api/provider-standing-view.ts',
      'hasFile: paper?.row.documentId != null',
      'hasFile: paper?.row.documentId !== undefined',
    ],
    [
      'standing: why a paper was refused is told by mail alone',
      checking,
      "body.outcome === 'accept' ? null : await sealRefusal(tx, services.vault, body.words),",
      'null,',
    ],
    [
      'standing: a paper stays refused when another was handed in',
      'api/provider-standing-view.ts',
      '  if (isAnswered) return null;\n',
    ],
    [
      'standing: an insurance without an end',
      'domain/provider-paper.ts',
      'return validUntil ?? undefined;',
      'return validUntil ?? null;',
    ],
    [
      'standing: the end of an authorisation is left out',
      'domain/provider-paper.ts',
      '      return validUntil;',
      '      return validUntil ?? null;',
    ],
    [
      'standing: a declaration lasts as long as it likes',
      'domain/provider-paper.ts',
      'return earlierOf(validUntil ?? addYears(issuedOn, 1), addYears(issuedOn, 1));',
      'return validUntil ?? addYears(issuedOn, 1);',
    ],
    [
      'standing: the paper that is good for longest counts',
      'domain/provider-paper.ts',
      'one.issuedOn.localeCompare(other.issuedOn)',
      "(one.validUntil ?? '9999').localeCompare(other.validUntil ?? '9999')",
    ],
    [
      'standing: whoever handed it in checks it',
      checking,
      'if (paper.submittedBy === accountId) throw checkedByAnother;',
    ],
    [
      'standing: one check does for all papers',
      'activities/tasks.ts',
      '      ...(targetIds ? { targetId: { in: [...targetIds] } } : {}),\n',
    ],
    [
      'standing: a paper that was replaced is still to be looked at',
      checking,
      "    await cancelTasks(tx, { ...subject, targetIds }, ['checkDocument']);\n",
    ],
    ['standing: checked twice', checking, "if (paper.state !== 'received') throw checkedAlready;"],
    [
      'standing: another provider’s file',
      renewing,
      '{ id: body.documentId, ...subject }',
      '{ id: body.documentId }',
    ],
    ['standing: an irregular DURC', renewing, 'throw irregular;', 'void irregular;'],
  ]),
];

/** What keeps a provider in order, and keeps orders from one that is not. */
export const standingMutants: readonly AnyMutant[] = [
  sql('standing: a revocation changes after all', 'DROP TRIGGER revocation_guard ON revocation'),
  sql('standing: revocations are emptied', 'DROP TRIGGER revocation_never_emptied ON revocation'),
  ...provenBy(revocations, [
    [
      'standing: whoever proposed it decides',
      revoking,
      'if (revocation.proposedBy === accountId) throw decidedByAnother;',
    ],
    [
      'standing: two revocations at once',
      revoking,
      'if (await openRevocationOf(tx, admission)) throw openAlready;',
    ],
    ['standing: notice is forgotten', 'domain/provider-standing.ts', 'standingTimes.noticeDays + 1', '1'],
    [
      'standing: what was withdrawn takes effect',
      `${folder}/end-admission.ts`,
      "if (revocation?.state !== 'decided') return;",
    ],
    [
      'standing: the offer outlives the admission',
      `${folder}/end-admission.ts`,
      '  await closeOffer(tx, { organisationId: admission.organisationId });\n',
    ],
    [
      'standing: a proposal outlives the admission',
      `${folder}/end-admission.ts`,
      '  await withdrawProposals(tx, admission.organisationId);\n',
    ],
    ['standing: steps after the end', `${folder}/admission.ts`, 'if (admission.endedOn) throw ended;'],
  ]),
  ...paperMutants,
  ...provenBy(guards, [
    [
      'standing: a DURC older than the invitation',
      renewing,
      "if (settles && issuedOn < settles.receivedOn) throw wrongField('/body/issuedOn', beforeInvitation);",
    ],
    [
      'standing: a later DURC answers no invitation',
      checking,
      'data: { settledById: other?.id ?? null }',
      'data: { settledById: null }',
    ],
    [
      'standing: one renewal does for all',
      renewing,
      'if (!(await isStillAsked(tx, admission, body.category)))',
      'if (true)',
    ],
    ['standing: a service ends and nobody looks', `${folder}/watch.ts`, '...ofServices(standing), '],
    [
      'standing: whoever began a suspension answers the complaint',
      'activities/provider-complaint/deciders.ts',
      '    ...ofOffice.map(({ id }) => id),\n',
    ],
    [
      'standing: whoever rejected a renewal answers the complaint',
      'activities/provider-complaint/deciders.ts',
      '    ...papers.map(({ checkedBy }) => checkedBy),\n    application?.caseworkerId,\n',
      '    application?.caseworkerId,\n',
    ],
    ['standing: two invitations open', regularising, 'if (openRegularisation) throw openAlready;'],
    [
      'standing: the employer is suspended too',
      `${folder}/settle.ts`,
      "{ organisationId, role: 'provider', ground: groundOf[category] }",
      '{ organisationId, ground: groundOf[category] }',
    ],
    [
      'standing: a lapse counts only once somebody acts on it',
      `${folder}/in-order.ts`,
      "return (await isLate(tx, current)) ? 'suspended' : undefined;",
      'return undefined;',
    ],
    [
      'standing: a paper that nobody asks for suspends',
      `${folder}/standing.ts`,
      'if (!required.includes(category) || !known.has(category)) return false;',
      'if (!known.has(category)) return false;',
    ],
    [
      'standing: the term to regularise never ends',
      `${folder}/standing.ts`,
      "return category === 'durc' && openRegularisation !== null && today > openRegularisation.regulariseBy;",
      'return false;',
    ],
  ]),
  ...provenBy('test/api/who-may.test.ts', [
    [
      'standing: one provider reads another’s',
      'api/provider-standing-access.ts',
      ' && duty.organisationId === organisationId',
    ],
  ]),
  ...provenBy(orders, [
    [
      'standing: approved whoever delivers',
      'activities/fund/approve.ts',
      'await inOrderOrThrow(tx, providerIds);',
    ],
    [
      'standing: approved however far',
      'activities/fund/approve.ts',
      'await nearPersonOrThrow(tx, award.householdId, orders);',
    ],
    [
      'standing: whoever waits for an approval is told it goes on',
      `${folder}/holders.ts`,
      "award.state === 'delivering' && ",
    ],
    [
      'standing: a provider without orders stands in the way of a waiver',
      `${folder}/near-provider.ts`,
      ' && (await takesOrders(tx, organisationId))',
    ],
    [
      'standing: swapped to whomever',
      'activities/fund/provider-swap.ts',
      'await inOrderOrThrow(tx, [providerId]);',
    ],
    [
      'standing: swapped however far',
      'activities/fund/provider-swap.ts',
      'await nearPersonOrThrow(tx, award.householdId, [{ providerId, service: order.service }]);',
    ],
    [
      'standing: what is not known is near',
      `${folder}/near-person.ts`,
      'if (compliant === null) throw nowhereOnTheMap;',
      'if (compliant === null) continue;',
    ],
    [
      'standing: a waiver holds whoever is near',
      `${folder}/near-person.ts`,
      '? await isOfferedNear(',
      '? false && await isOfferedNear(',
    ],
  ]),
];
