import { fields, lines, rows, type Full, type Fulls } from './full-screen.ts';
import { sayWhy, searchLucia } from './gates.ts';

const [by, desk, employer] = ['Sara', 'Chiara', 'Roberto'];
const proximity = { ruleSet: 'provider-proximity' };

/** What an employer gives, what the rules say, who is in the records, and what an administrator looks after. */
export const allianceFulls: Fulls = {
  '/plans': [{ by: employer, has: rows(1) }],
  '/plans/new': [{ by: employer, has: fields(8) }],
  '/plans/invoices': [{ by: employer, has: lines(1) }],
  '/plans/fringe': [{ by: employer, has: fields(3) }],
  '/plans/payroll': [{ by: employer, has: fields(2) }],
  '/plans/:planId': [{ by: employer, has: { dt: 8, 'section[aria-labelledby=credit] input': 2 } }],
  '/rules': [{ by, has: lines(5) }],
  '/rules/:ruleSet': [{ by, about: proximity, has: lines(2) }],
  '/rules/:ruleSet/differences': [
    { by, about: proximity, query: '?from=:ruleInForce&to=:ruleDraft', has: lines(1) },
  ],
  '/rules/versions/:versionId': [
    version('table', lines(2)),
    version('parameters', { button: 2 }),
    version('cases', rows(5)),
    version('try', fields(1)),
    version('json', { '[role=textbox], textarea, .cm-content': 1 }),
    version('steps', { button: 1 }),
    { by, about: { versionId: 'ruleInForce' }, query: '?tab=steps', has: { button: 1 } },
  ],
  '/erasure': [{ by, has: { '#erasure-personId': 1, 'input[type=radio]': 2 } }],
  '/people': [{ by: desk, first: searchLucia, has: { 'li a, td a': 1 } }],
  '/people/new': [{ by: desk, has: fields(6) }],
  '/people/:personId': [
    { by: desk, about: { personId: 'lucia' }, first: sayWhy, has: { dt: 9, '.console-actions > button': 1 } },
  ],
  '/households': [{ by: desk, has: rows(20) }],
  '/households/new': [{ by: desk, query: '?person=:lucia', first: sayWhy, has: { 'ul li > button': 1 } }],
  '/households/:householdId': [
    {
      by: desk,
      about: { householdId: 'household' },
      first: sayWhy,
      has: { '.console-rows > li > button': 2 },
    },
  ],
  '/organisations': [{ by, has: rows(20) }],
  '/organisations/new': [{ by, has: fields(4) }],
  '/organisations/:organisationId': [{ by, about: { organisationId: 'nursery' }, has: { dt: 3 } }],
  '/audit': [{ by, has: lines(10) }],
  '/accounts': [{ by, has: rows(10) }],
  '/tokens': [{ by, has: rows(1) }],
  '/health': [{ by, has: { h2: 1, 'p[role=status] > *': 1 } }],
  '/mailbox': [{ by: desk, has: rows(2) }],
  '/accessibility': [{ has: { h2: 2 } }],
  '/signed-in': [{ has: { a: 1 } }],
  '/apply': [{ has: fields(3) }, { query: '?begun', has: fields(3) }],
};

function version(tab: string, has: Full['has']): Full {
  return { by, about: { versionId: 'ruleDraft' }, query: `?tab=${tab}`, has };
}
