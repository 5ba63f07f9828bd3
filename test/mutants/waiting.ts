import type { CodeMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const opening = 'activities/fund/open-award.ts';
const review = 'activities/fund/review.ts';
const release = 'activities/fund/release.ts';
const possible = 'api/possible-award-steps.ts';

/** What keeps the word given to whoever waits for the Fund, and tells them of the end. */
export const waitingMutants: readonly CodeMutant[] = [
  ...provenBy('test/award-waiting.test.ts', [
    [
      'waiting: its end closes what is held',
      'activities/fund/waiting-list.ts',
      "  if (award.state !== 'awaitingFunds') return;\n",
    ],
    ['waiting: put back beyond the cap', review, '  if (await exceedsCap(tx, award)) throw beyondCap;\n'],
    ['waiting: put back without an end', review, '  await watchWaiting(tx, award, dueAt);\n'],
    [
      'waiting: what was held meanwhile is set aside',
      review,
      "  if (award.state !== 'awaitingFunds') return;\n",
    ],
    [
      'waiting: an old wait goes on for ever',
      'activities/fund/wait-without-end.ts',
      '    await watchWaiting(tx, award, dueAt);\n',
    ],
    ['waiting: a release of nothing is told', release, 'if (releasedCents > 0) await', 'await'],
  ]),
  ...provenBy('test/grant-letter.test.ts', [
    [
      'waiting: a release is not told',
      release,
      "  await askForLetter(tx, award, { kind: 'writeReleaseLetter', targetId });\n",
    ],
    [
      'waiting: an award that a person looks at is said to wait',
      'activities/fragility-assessment/grant-money.ts',
      "money: { state: 'inReview' }",
      "money: { state: 'awaited', until: toPlainDate(dueAt ?? tx.now) }",
    ],
  ]),
  ...provenBy('test/holds/waiting-list.test.ts', [
    ['waiting: it never ends', opening, '  await watchWaiting(tx, award, dueAt);\n'],
    [
      'waiting: nobody watches a document meanwhile',
      opening,
      '  await watchRepresentation(tx, awardSubject(award), assessment);\n',
    ],
    ['waiting: no process waits', opening, '  await wakeProcessOf(tx, awardSubject(award));\n'],
  ]),
  ...provenBy('test/award-steps.test.ts', [
    [
      'awards: who decided is told to approve',
      possible,
      '!(byAnother.includes(step) && isProposer(principal, award))',
      'true',
    ],
    [
      'awards: everybody is told of every step',
      'api/possible-steps.ts',
      'return Array.isArray(who) && hasRole(principal, ...who);',
      'return Array.isArray(who);',
    ],
    [
      'awards: a colleague is told to speak for the person',
      possible,
      'speaks || !ofThePerson.includes(step)',
      'speaks || step',
    ],
  ]),
];
