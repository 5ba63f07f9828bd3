import type { CodeMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

/** What the console keeps from whoever could only be told that it is not for them, says of what ended, and how it is served. */
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
  ...provenBy('test/console/own-steps.test.ts', [
    [
      'applications: what others do is missing of oneself',
      'console/screens/provider/own-steps.ts',
      ' && roles.includes(owner)',
    ],
    [
      'applications: what cannot begin yet is missing',
      'console/screens/provider/own-steps.ts',
      ' && dueOn !== null',
    ],
  ]),
  ...provenBy('test/console/step-address.test.ts', [
    [
      'applications: whoever may not sign is led to a signing that nobody shows them',
      'console/screens/provider/step-address.ts',
      'charterSigningId && maySign',
      'charterSigningId',
    ],
  ]),
  ...provenBy('test/console/unsent.test.ts', [
    [
      'forms: what was sent of people stays in the page',
      'console/parts/unsent.ts',
      '  unsent.delete(place);\n',
    ],
    ['forms: whoever comes next finds it', 'console/parts/unsent.ts', '  unsent.clear();\n'],
  ]),
  ...provenBy('test/console/decision-table.test.ts', [
    [
      'rules: a silenced case is told to nobody',
      'console/screens/rule-desk/compare.ts',
      '    ...casesBetween(before.cases, after.cases),\n',
    ],
    [
      'rules: a case of a name that there is already is told to nobody',
      'console/screens/rule-desk/compare-cases.ts',
      "while (named.has(name)) name += ' ';",
    ],
  ]),
  ...provenBy('test/console/delivered.test.ts', [
    [
      'console: what a dispute found not owed was delivered',
      'console/parts/delivered-count.ts',
      "units.filter(({ state }) => state !== 'rejected').length",
      'units.length',
    ],
    [
      'console: nobody is asked about six weeks of one day',
      'console/parts/close-together.ts',
      '  return asked.some(({ id }) => close.includes(id)) ? close.length : 0;',
      '  return 0;',
    ],
    [
      'console: a week stands beside one that was not owed',
      'console/parts/close-together.ts',
      "delivered.filter(({ state }) => state !== 'rejected')",
      'delivered',
    ],
  ]),
  ...provenBy('test/console/asked-lines.test.ts', [
    [
      'cases: whoever applied is asked for what a caseworker finds',
      'console/screens/cases/asked-lines.ts',
      '.filter((kind) => !isFinding(kind))',
      '',
    ],
  ]),
  ...provenBy('test/console/still-here.test.ts', [
    [
      'cases: whoever pressed another tab is pulled back',
      'console/screens/cases/still-here.ts',
      ' && one.search === other.search',
      '',
    ],
  ]),
  ...provenBy('test/console/drafts.test.ts', [
    [
      'cases: beginning for somebody else throws away what was begun',
      'console/screens/cases/drafts.ts',
      'return draft.householdId ? [draft, ...aside] : aside;',
      'return aside;',
    ],
    [
      'session: signing out drops an application that was begun without a word',
      'console/session/unfinished.ts',
      'Boolean(inHand?.householdId) || (aside ?? []).length > 0',
      'false',
    ],
  ]),
  ...provenBy('test/console/told-by-step.test.ts', [
    [
      'cases: a task that a step closed is told beside the step',
      'console/screens/cases/told-by-step.ts',
      'completedAt === null || !told.has(completedAt)',
      'true',
    ],
  ]),
  ...provenBy('test/console/decided.test.ts', [
    [
      'cases: a decision stands above a dossier that still waits for it',
      'console/screens/cases/decided.ts',
      "(!isOpen || status === 'sendBack')",
      'true',
    ],
  ]),
  ...provenBy('test/console/document-requests.test.ts', [
    [
      'cases: documents of a case that ended are awaited',
      'console/screens/cases/steps.ts',
      "caseState === 'awaitingDocuments' ? 'requests.until' : 'requests.caseEnded'",
      "'requests.until'",
    ],
    [
      'cases: documents brought to the desk are only waited for no longer',
      'console/screens/cases/steps.ts',
      "return state === 'awaitingDocuments' ? 'documentsArrived' : 'declareComplete';",
      "return 'declareComplete';",
    ],
    [
      'cases: that documents came is said of a case that awaits none',
      'console/screens/cases/steps.ts',
      "state === 'awaitingDocuments' && possible",
      'possible',
    ],
  ]),
  ...provenBy('test/console/person.test.ts', [
    [
      'console: an order for a child is for oneself',
      'console/screens/person/whom.ts',
      'forChildren.includes(category) ? people.filter(mayBeChild) : people',
      'people',
    ],
    [
      'console: one of several is chosen unasked',
      'console/screens/person/whom.ts',
      'others.length === 0 ? one : undefined',
      'one',
    ],
    [
      'console: what lapses first is not first',
      'console/screens/person/first-to-use.ts',
      '    one.expiresAt.localeCompare(other.expiresAt) ||\n',
    ],
  ]),
  ...provenBy('test/console/order-place.test.ts', [
    [
      'orders: whoever works for one place gives them to another',
      'console/screens/serving/placing.ts',
      'placeId === null && ',
    ],
    ['orders: a closed place is nobody’s', 'console/screens/serving/placing.ts', 'place.id === placeId || '],
  ]),
  ...provenBy('test/console/administration.test.ts', [
    [
      'work: an hour is struck by the clocks of midnight',
      'console/words/rome-time.ts',
      'offsetHours(struck - HOUR_MS)',
      'offsetHours(Date.parse(date) - HOUR_MS)',
    ],
  ]),
  ...provenBy('test/console/asked-forms.test.ts', [
    [
      'cases: a child is asked what only adults are',
      'console/screens/cases/asked-forms.ts',
      "kind === 'certificate' || isAdult !== false",
      'true',
    ],
    [
      'cases: what was said of a child is out of sight',
      'console/screens/cases/asked-forms.ts',
      ' || itemsAt(dossier, kind, personId).length > 0',
    ],
    [
      'cases: what is missing leads to whom it is said of already',
      'console/screens/cases/asked-forms.ts',
      ' && itemsAt(dossier, kind, id).length === 0',
    ],
  ]),
  ...provenBy('test/console/whose.test.ts', [
    [
      'console: a certificate is anybody’s',
      'console/screens/cases/dossier-items.ts',
      ' && item.value.documentId === documentId',
    ],
  ]),
  ...provenBy('test/console-served.test.ts', [
    [
      'console: is built as whoever develops it wants it',
      'runtime/console-bundle.ts',
      "const MODE = 'production';",
      "const MODE = 'development';",
    ],
    [
      'console: comes compressed to whoever cannot read it',
      'api/console-pages.ts',
      ' && request.acceptsEncodings(name)',
    ],
    [
      'console: a cache between gives what is compressed to everybody',
      'api/console-pages.ts',
      "    response.vary('Accept-Encoding');\n",
    ],
    ['console: a piece of what is compressed is sent', 'api/console-pages.ts', ', acceptRanges: false'],
  ]),
  ...provenBy('test/console/family.test.ts', [
    [
      'family: says of spouse and child where they live',
      'console/screens/family/typed-relative.ts',
      "relation !== '' && relation !== 'spouse' && relation !== 'child'",
      "relation !== ''",
    ],
    [
      'family: lets one of several without a name be chosen',
      'console/screens/person/tell-apart.ts',
      'unnamed.length !== 1',
      'unnamed.length === 0',
    ],
    [
      'family: numbers those too whose name may be read',
      'console/screens/person/tell-apart.ts',
      'id === personId && name)',
      'id === personId && name === undefined)',
    ],
  ]),
  ...provenBy('test/console/need-draft.test.ts', [
    [
      'needs: sends a quantity that is none',
      'console/screens/cases/draft.ts',
      "  if (field === 'units') return countFault(units);\n",
    ],
    [
      'needs: sends a price that is none',
      'console/screens/cases/draft.ts',
      "  return field === 'price' ? priceFault(price) : undefined;",
      '  return undefined;',
    ],
    [
      'needs: sends more units covered by others than there are',
      'console/screens/cases/draft.ts',
      "  return covered > (wholeIn(units) ?? MOST_UNITS) ? [['coveredUnits', 'tooMany']] : [];",
      '  return [];',
    ],
  ]),
  ...provenBy('test/console/freshness.test.ts', [
    [
      'freshness: a name in sight keeps a page from following',
      'console/client/freshness.ts',
      "query.meta?.['once'] === true",
      'query.meta !== undefined',
    ],
    [
      'freshness: what a process makes of one’s own write is somebody else’s',
      'console/client/own-writes.ts',
      'const EFFECT_MS = 30_000;',
      'const EFFECT_MS = 3_000;',
    ],
    [
      'freshness: after a write nothing is somebody else’s for long',
      'console/client/own-writes.ts',
      'const MOMENT_MS = 3_000;',
      'const MOMENT_MS = 30_000;',
    ],
    [
      'freshness: what is being fetched is news',
      'console/client/freshness.ts',
      ' && query.state.data !== undefined',
    ],
    [
      'freshness: whatever changes makes everything old that was opened once',
      'console/client/freshness.ts',
      'changed.some((other) => areOfTheSame(query, other))',
      'changed.length > 0',
    ],
  ]),
];
