import { apiMutants } from '../api/mutants.ts';

/** A guard taken out of the code by replacing one piece of text, and the test that must then be red. */
export interface CodeMutant {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly provenBy: string;
}

/** Every guard in the code that `npm run test:mutants` takes out in turn. */
export const codeMutants: readonly CodeMutant[] = [
  {
    name: 'a case is not told that its last letter was posted',
    file: 'api/tasks.ts',
    find: 'await wakeProcessOf(tx, subject);',
    replace: '',
    provenBy: 'test/holds/paths.test.ts',
  },
  {
    name: 'an answer waits as long as Temporal’s client has patience',
    file: 'runtime/temporal-connection.ts',
    find: 'interceptors: [retry],',
    replace: '',
    provenBy: 'test/holds/temporal-out-of-reach.test.ts',
  },
  {
    name: 'the pauses before Temporal is knocked at again grow to minutes',
    file: 'runtime/temporal-connection.ts',
    find: "channelArgs: { 'grpc.max_reconnect_backoff_ms': LONGEST_RECONNECT_PAUSE_MS },",
    replace: '',
    provenBy: 'test/holds/temporal-out-of-reach.test.ts',
  },
  {
    name: 'a message that Temporal turns away is an accident',
    file: 'api/processes.ts',
    find: ' || error instanceof ServiceError',
    replace: '',
    provenBy: 'test/holds/temporal-out-of-reach.test.ts',
  },
  {
    name: 'whoever recommended may decide',
    file: 'activities/fragility-assessment/decide.ts',
    find: 'if (assessment.recommendedBy === submission.accountId) throw decidedByAnother;',
    replace: '',
    provenBy: 'test/assessment-steps.test.ts',
  },
  {
    name: 'whoever decided may approve the spending',
    file: 'activities/fund/approve.ts',
    find: 'if (award.proposedBy === submission.accountId) throw approvedByAnother;',
    replace: '',
    provenBy: 'test/award-steps.test.ts',
  },
  {
    name: 'steps out of order are taken',
    file: 'activities/fragility-assessment/assessment.ts',
    find: 'if (possible.includes(step)) return assessment;',
    replace: 'if (possible.length >= 0) return assessment;',
    provenBy: 'test/assessment-steps.test.ts',
  },
  {
    name: 'an award is granted against the rules of the Fund',
    file: 'activities/fragility-assessment/decide.ts',
    find: 'if (!outcome?.eligible || !outcome.cap || !outcome.share) {',
    replace: 'if (!outcome?.cap || !outcome.share) {',
    provenBy: 'test/assessment-steps.test.ts',
  },
  {
    name: 'a submission takes effect twice',
    file: 'activities/submission.ts',
    find: "if (row.state === 'pending')",
    replace: 'if (row.id)',
    provenBy: 'test/assessment-steps.test.ts',
  },
  {
    name: 'the household cap is not checked at the hold',
    file: 'activities/fund/allocation.ts',
    find: 'return used + award.amountCents > award.capCents;',
    replace: 'return used + award.amountCents < 0;',
    provenBy: 'test/award-steps.test.ts',
  },
  {
    name: 'somebody may act for another without a valid document',
    file: 'activities/acting-for.ts',
    find: 'if (who.relationId && (await validRelation(tx, who.representativeId, who.personId, who.relationId))) return;',
    replace: 'return;',
    provenBy: 'test/assessment-steps.test.ts',
  },
  {
    name: 'an applicant may record findings',
    file: 'activities/fragility-assessment/submit-dossier.ts',
    find: 'if (reserved.length === 0) return;',
    replace: 'return;',
    provenBy: 'test/assessment-steps.test.ts',
  },
  {
    name: 'units beyond the order are recorded',
    file: 'activities/fund/delivery.ts',
    find: 'if (standing + what.units > order.units) throw exceeds(order.units - standing);',
    replace: '',
    provenBy: 'test/award-steps.test.ts',
  },
  {
    name: 'the band is corrected by more than one step',
    file: 'activities/fragility-assessment/recommend.ts',
    find: 'if (bandOverride && !isWithinOneStep(assessment.band!, bandOverride)) throw outOfReach;',
    replace: '',
    provenBy: 'test/assessment-steps.test.ts',
  },
  {
    name: 'roles are not checked',
    file: 'api/auth.ts',
    find: "if (who === 'signedIn' || who.some((role) => principal.roles.includes(role))) return;",
    replace: 'return;',
    provenBy: 'test/api/who-may.test.ts',
  },
  {
    name: 'the object check of assessments is left out',
    file: 'api/assessment-access.ts',
    find: "if (hasRole(principal, 'caseworker')) return {};",
    replace: 'return {};',
    provenBy: 'test/assessment-steps.test.ts',
  },
  {
    name: 'the dossier is sealed under a key that no erasure destroys',
    file: 'activities/fragility-assessment/dossier.ts',
    find: "return { kind: 'assessment' as const, id: assessmentId };",
    replace: "return { kind: 'submission' as 'assessment', id: assessmentId };",
    provenBy: 'test/api/people.test.ts',
  },
  {
    name: 'erasing leaves the keys of assessments',
    file: 'activities/erasure.ts',
    find: "  for (const id of assessmentIds) await vault.destroy(tx, { kind: 'assessment', id });\n",
    replace: '',
    provenBy: 'test/api/people.test.ts',
  },
  {
    name: 'a migration takes the words of needs away unasked',
    file: 'prisma/migrations/0007_sealed_needs/migration.sql',
    find: 'IF v_needs > 0 THEN',
    replace: 'IF v_needs < 0 THEN',
    provenBy: 'test/sealed-needs.test.ts',
  },
  {
    name: 'a decision does not hold the household',
    file: 'activities/fragility-assessment/assessment.ts',
    find: ' FOR KEY SHARE OF h',
    replace: '',
    provenBy: 'test/holds/household-races.test.ts',
  },
  {
    name: 'a household that changed is decided for as it was',
    file: 'activities/fragility-assessment/decide.ts',
    find: '  if (assessment.householdRevision !== householdRevision) throw householdChanged;\n',
    replace: '',
    provenBy: 'test/holds/household-races.test.ts',
  },
  {
    name: 'a household changes while it is being decided for',
    file: 'api/household-members.ts',
    find: '::uuid FOR UPDATE`;',
    replace: '::uuid`;',
    provenBy: 'test/holds/household-races.test.ts',
  },
  ...apiMutants,
];
