import { ofCase, ofPerson } from './forms.ts';
import { lines, rows, type Full, type Fulls } from './full-screen.ts';
import { draftCase, sayWhy } from './gates.ts';

const by = 'Chiara';

/** A case as it stands at each turn, tab by tab, form by form and step by step. */
export const casesFulls: Fulls = {
  '/cases': [
    { by, has: rows(5) },
    { by, query: '?find=person', has: { '[role=search] input': 2 } },
    { by, query: '?whose=all&person=:lucia', has: rows(1) },
    { by: 'Teresa', has: rows(1) },
  ],
  '/cases/new': [
    { by, query: '?topic=household', has: { '[role=search] input': 2, 'input[type=radio], select': 1 } },
    { by, query: '?topic=people', first: draftCase, has: { 'input[type=radio]': 2 } },
    { by, query: '?topic=needs', first: draftCase, has: { '#need-0-price': 1 } },
    { by, query: '?topic=check', first: draftCase, has: lines(1) },
  ],
  '/cases/:assessmentId': [
    at('granted', '?tab=summary', { dt: 5, ...lines(1) }),
    at('granted', '?tab=documents', rows(3)),
    at('applied', '?tab=documents', { ...rows(1), 'input[type=file]': 1 }),
    at('granted', '?tab=forms', lines(12)),
    at('granted', '?tab=decision', {
      'section[aria-labelledby^=made-]': 2,
      'section[aria-labelledby^=advice-] > button': 2,
    }),
    at('granted', '?tab=payments', { '#recorded-unitIds': 1, '#disputed-unitIds': 1, ...lines(4) }),
    at('granted', '?tab=timeline', rows(20)),
    at('granted', '?tab=notes', { ...rows(1), '#note-text': 1 }),
    at('applied', '?tab=summary', { 'section[aria-labelledby=missing] li': 3 }),
    ...Object.entries(ofCase).map(([kind, has]) => at('applied', `?tab=forms&form=${kind}`, has)),
    ...Object.entries(ofPerson).map(([kind, has]) =>
      at('applied', `?tab=forms&form=${kind}&person=:lucia`, has),
    ),
    at('applied', '?tab=forms&form=certificate', { '.console-rows > li a': 2 }),
    at('applied', '?tab=summary&step=declareComplete', step('button')),
    at('applied', '?tab=summary&step=requestDocuments', step('#request-dueInDays')),
    at('applied', '?tab=summary&step=withdraw', step('#withdraw-reason')),
    at('applied', '?tab=summary&step=closeInadmissible', step('#closeInadmissible-reason')),
    at('asked', '?tab=summary&step=documentsArrived', step('button')),
    at('asked', '?tab=summary&step=remindApplicant', step('button')),
    at('asked', '?tab=summary&step=extendDocuments', step('input[type=date]')),
    at('toRecommend', '?tab=summary&step=recommend', step('#recommend-reason')),
    at('granted', '?tab=payments&step=swapProvider', awardStep('#swap-providerId')),
    at('granted', '?tab=payments&step=issueFundVouchers', awardStep('#vouchers-serviceId')),
    at('granted', '?tab=payments&step=releaseAward', awardStep('#release-reason')),
    at('granted', '?tab=payments&step=recordDeath', awardStep('#death-diedOn')),
    {
      by: 'Teresa',
      about: { assessmentId: 'toDecide' },
      has: { 'section[aria-labelledby^=advice-]': 2, '#decide-reason': 1 },
    },
  ],
  '/cases/:assessmentId/receipt': [{ by, about: { assessmentId: 'applied' }, has: { dt: 7, ...rows(1) } }],
};

function at(assessmentId: string, query: string, has: Full['has']): Full {
  return { by, about: { assessmentId }, query, first: sayWhy, has };
}

function step(control: string) {
  return { [`section[aria-labelledby=step] ${control}`]: 1 };
}

function awardStep(control: string) {
  return { [`section[aria-labelledby=award-steps] ${control}`]: 1 };
}
