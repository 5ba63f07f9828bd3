import type { CodeMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

/** What the console keeps from whoever could only be told that it is not for them, and says of what ended. */
export const consoleMutants: readonly CodeMutant[] = [
  ...provenBy('test/console/menu.test.ts', [
    [
      'menu: shows what is only for another duty',
      'console/frame/screens.ts',
      '  if (duty && !duties[duty](reader)) return false;\n',
    ],
    [
      'menu: begins with tasks for whoever may read none',
      'console/frame/roles.ts',
      "  'administrator',\n  'provider',\n];",
      "  'administrator',\n  'provider',\n  'representative',\n];",
    ],
  ]),
  ...provenBy('test/console/document-requests.test.ts', [
    [
      'cases: documents of a case that ended are awaited',
      'console/screens/cases/steps.ts',
      "caseState === 'awaitingDocuments' ? 'requests.until' : 'requests.caseEnded'",
      "'requests.until'",
    ],
  ]),
];
