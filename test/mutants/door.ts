import type { AnyMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

/** What keeps the open door from being used against somebody else, and what came of a suggestion from being forgotten. */
export const doorMutants: readonly AnyMutant[] = [
  ...provenBy('test/api/candidate-links.test.ts', [
    [
      'providers: whoever knows a mailbox closes its links',
      'activities/provider-onboarding/open-application.ts',
      'publicUrl, beside: true }',
      'publicUrl, beside: false }',
    ],
    [
      'providers: links outlive the one that was used',
      'api/invitations.ts',
      '    await withdrawInvitation(tx, accountId);\n',
    ],
    [
      'providers: a mailbox that never opened its link is reminded',
      'activities/provider-onboarding/open-application.ts',
      "if (origin !== 'public') await beginSteps(tx, application);",
      'await beginSteps(tx, application);',
    ],
    [
      'providers: a mailbox that never opened its link gets a letter',
      'activities/provider-onboarding/moments.ts',
      "  if (await isUnopened(tx, application.id)) return closeUnopened(tx, services, application, 'neverOpened');\n",
    ],
    [
      'providers: whoever knows a mailbox keeps it from being invited',
      'activities/provider-onboarding/unopened.ts',
      'if (!(await isUnopened(tx, id))) return false;',
      'return false;',
    ],
    [
      'providers: an invitation closes what a candidate began',
      'activities/provider-onboarding/unopened.ts',
      '  if (!(await isUnopened(tx, id))) return false;\n',
    ],
    [
      'providers: an application closes before its link',
      'activities/provider-onboarding/steps.ts',
      'addDays(toPlainDate(tx.now), onboardingTimes.unopenedDays)',
      'addDays(toPlainDate(tx.now), 1)',
    ],
    [
      'providers: an office is said to have signed',
      'activities/letters/responsible.ts',
      'const signature = signerName',
      'const signature = allianceName',
    ],
    [
      'providers: a mailbox that does not exist is an administrator’s work',
      'activities/undeliverable.ts',
      "    if (template === 'candidateLink' && !(await cameIn(tx, about.id))) return;\n",
    ],
    [
      'providers: tries that still count are forgotten',
      'activities/attempts.ts',
      'const keptMinutes = 2 * 24 * 60;',
      'const keptMinutes = 0;',
    ],
  ]),
  ...provenBy('test/api/candidate-door.test.ts', [
    [
      'providers: whoever suggested follows it up',
      'api/provider-suggestions.ts',
      'await askCaseworkers(tx, toFollow(suggestionId), [principal.accountId]);',
      'await askCaseworkers(tx, toFollow(suggestionId));',
    ],
    ['providers: a suggestion is completed without a word', 'api/tasks.ts', ' || kind in stepsOf', ''],
    [
      'providers: an invitation leaves the suggestion’s task open',
      'api/provider-invitations.ts',
      '  await officeDid(tx, toFollow(suggestionId), handledBy);\n',
    ],
  ]),
];
