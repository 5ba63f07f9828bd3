import { z } from 'zod';
import { toPlainDate } from '../../domain/time.ts';
import type { Answer, Caller } from './http.ts';
import type { Step } from './steps.ts';
import { ruleVersionsView, ruleVersionView } from './views.ts';

const ruleSets = { 'fragility score': 'fragility-score', 'access to the fund': 'fund-access' } as const;
type RuleSetWord = keyof typeof ruleSets;

/** Sending, submitting and publishing a version that differs from the one in force by some parameters. */
export const changeRules = { send, submit, publish };

async function send(caller: Caller, details: NonNullable<Step['sends a rule version']>): Promise<Answer> {
  const id = await versionIn(caller, details['rule set'], ['published']);
  const { content } = await caller.read(`/v1/rule-versions/${id}`, ruleVersionView);
  const { parameters } = z.object({ parameters: z.array(z.record(z.string(), z.unknown())) }).parse(content);
  const changed = parameters.map((parameter) => {
    const value = details.parameters[String(parameter['name'])];
    return value === undefined ? parameter : { ...parameter, value: Number(value) };
  });
  return caller.write('/v1/rule-versions', { ...content, parameters: changed });
}

async function submit(caller: Caller, ruleSet: RuleSetWord): Promise<Answer> {
  return caller.write(`/v1/rule-versions/${await versionIn(caller, ruleSet, ['draft'])}/submission`);
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
