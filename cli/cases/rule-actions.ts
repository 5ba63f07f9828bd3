import { z } from 'zod';
import { toPlainDate } from '../../domain/time.ts';
import type { Answer, Caller } from './http.ts';
import type { Step } from './steps.ts';
import { ruleVersionsView, ruleVersionView } from './views.ts';

const ruleSets = { 'fragility score': 'fragility-score', 'access to the fund': 'fund-access' } as const;
type RuleSetWord = keyof typeof ruleSets;

/** Sending, submitting and publishing a version that differs from the one in force by some parameters. */
export const changeRules = { send, submit, publish };

const versionContent = z.looseObject({
  parameters: z.array(z.looseObject({ name: z.string(), value: z.unknown() })),
  cases: z.array(
    z.looseObject({
      facts: z.record(z.string(), z.unknown()),
      expect: z.looseObject({ status: z.string() }),
    }),
  ),
});

async function send(caller: Caller, details: NonNullable<Step['sends a rule version']>): Promise<Answer> {
  const id = await versionIn(caller, details['rule set'], ['published']);
  const content = versionContent.parse(
    (await caller.read(`/v1/rule-versions/${id}`, ruleVersionView)).content,
  );
  const loosened = details['loosens cases with'] ?? [];
  return caller.write('/v1/rule-versions', {
    ...content,
    parameters: content.parameters.map((one) => ({ ...one, value: changedValue(one, details.parameters) })),
    cases: content.cases.map((one) => {
      const { status } = one.expect;
      return loosened.some((fact) => one.facts[fact]) ? { ...one, expect: { status } } : one;
    }),
  });
}

/** A plain value is replaced whole, that of a table entry by entry. */
function changedValue(
  { name, value }: { readonly name: string; readonly value: unknown },
  changes: Readonly<Record<string, string>>,
): unknown {
  if (typeof value !== 'object' || value === null) return name in changes ? Number(changes[name]) : value;
  return Object.fromEntries(
    Object.entries(value).map(([entry, old]: [string, unknown]) => {
      const change = changes[`${name}/${entry}`];
      return [entry, change === undefined ? old : Number(change)];
    }),
  );
}

async function submit(caller: Caller, ruleSet: RuleSetWord): Promise<Answer> {
  return caller.write(`/v1/rule-versions/${await versionIn(caller, ruleSet, ['draft'])}/submission`, {
    reason: 'Delibera dell’assemblea dei soci, come dal caso.',
  });
}

async function publish(
  caller: Caller,
  details: NonNullable<Step['publishes the rule version']>,
): Promise<Answer> {
  const id = await versionIn(caller, details['rule set'], ['inReview', 'draft']);
  const from = details['in force from'];
  const time = new Intl.DateTimeFormat('it-IT', { timeStyle: 'short', timeZone: 'Europe/Rome' }).format(from);
  return caller.write(`/v1/rule-versions/${id}/publication`, { from: { date: toPlainDate(from), time } });
}

/** The latest version of the set in one of the states. */
async function versionIn(caller: Caller, ruleSet: RuleSetWord, states: readonly string[]): Promise<string> {
  const { items } = await caller.read(`/v1/rule-sets/${ruleSets[ruleSet]}/versions`, ruleVersionsView);
  const found = items
    .filter(({ state }) => states.includes(state))
    .toSorted((one, other) => other.version - one.version);
  if (!found[0]) throw new Error(`There is no version of ${ruleSet} that is ${states.join(' or ')}`);
  return found[0].id;
}
