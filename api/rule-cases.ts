import { z } from 'zod';
import { runCases } from '../rules/cases.ts';
import { route } from './route.ts';
import { drafters, visibleVersionOrThrow } from './rule-sets.ts';
import { id } from './schema.ts';

const caseResults = z
  .strictObject({
    green: z
      .boolean()
      .meta({ description: 'Every case came out as expected, and every rule is proved by one' }),
    cases: z.array(
      z.strictObject({
        name: z.string(),
        differences: z.array(
          z.strictObject({
            key: z.string(),
            expected: z.string().meta({ description: 'As JSON' }),
            found: z.string().meta({ description: 'As JSON' }),
          }),
        ),
      }),
    ),
    unprovenRules: z.array(z.string()).meta({ description: 'Rules that no case proves' }),
  })
  .meta({ id: 'RuleCaseResults', description: 'What a version’s own cases say of it, run now' });

const runRuleCases = route({
  kind: 'read',
  operation: 'runRuleCases',
  method: 'get',
  path: '/v1/rule-versions/{versionId}/case-results',
  tag: 'rules',
  summary: {
    it: 'Prova adesso i casi di una versione: che cosa era atteso e che cosa si è trovato',
    en: 'Run a version’s cases now: what was expected and what was found',
  },
  who: drafters,
  params: z.strictObject({ versionId: id }),
  reply: caseResults,
  async read(tx, { params, principal, locale }) {
    const { content } = await visibleVersionOrThrow(tx, principal, params.versionId);
    const { green, cases, unprovenRules } = await runCases(content);
    return {
      green,
      cases: cases.map(({ name, differences }) => ({
        name: name[locale],
        differences: differences.map((difference) => ({ ...difference })),
      })),
      unprovenRules: [...unprovenRules],
    };
  },
});

export const ruleCaseRoutes = [runRuleCases];
