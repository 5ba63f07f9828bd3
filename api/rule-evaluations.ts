import { z } from 'zod';
import { Refusal } from '../domain/refusal.ts';
import { toPlainDate } from '../domain/time.ts';
import { evaluate } from '../rules/evaluate.ts';
import { explain } from '../rules/explain.ts';
import { checkFacts, type Facts } from '../rules/facts.ts';
import { fundNeeds, type FundingNeed } from '../rules/funding.ts';
import type { Outcome } from '../rules/outcome.ts';
import { parametersMissingOn, parametersOn } from '../rules/parameters.ts';
import { requirementsIn } from '../rules/requirements.ts';
import type { RuleSetVersion } from '../rules/schema.ts';
import { staffRoles } from './access.ts';
import { explainedCondition } from './decision-schema.ts';
import { invalidField } from './invalid-field.ts';
import { route } from './route.ts';
import { visibleVersionOrThrow } from './rule-sets.ts';
import { amountCents, id, plainDate } from './schema.ts';

const units = z.int().min(0).max(10_000);
const factValue = z.union([z.int(), z.boolean(), z.string().max(200), z.null()]);
const truth = z.enum(['proved', 'refuted', 'unknown']);

const evaluation = z
  .strictObject({
    simulation: z.literal(true).meta({ description: 'Advice on the facts given; it decides nothing' }),
    notice: z.string(),
    versionId: id,
    on: plainDate,
    status: z.enum(['decided', 'incomplete']),
    sentence: z.string(),
    missingFacts: z.array(z.strictObject({ fact: z.string(), label: z.string() })),
    outcome: z.record(z.string(), z.unknown()).nullable(),
    awardCents: amountCents
      .nullable()
      .meta({ description: 'What the needs given would come to, if eligible' }),
    requirements: z
      .array(
        z.strictObject({
          rule: z.string(),
          title: z.string(),
          standing: z.enum(['met', 'notMet', 'unknown']),
          unmet: z.string().nullable().meta({ description: 'What is wrong, when it is not met' }),
          missing: z.array(z.strictObject({ fact: z.string(), label: z.string() })),
        }),
      )
      .meta({ description: 'Each requirement by itself, also while the whole cannot be decided' }),
    rules: z.array(
      z.strictObject({
        rule: z.string(),
        title: z.string(),
        truth,
        points: z.string().nullable(),
        condition: explainedCondition,
      }),
    ),
  })
  .meta({ id: 'RuleEvaluation' });

const evaluateRuleVersion = route({
  kind: 'read',
  operation: 'evaluateRuleVersion',
  method: 'post',
  path: '/v1/rule-versions/{versionId}/evaluations',
  tag: 'rules',
  summary: {
    it: 'Prova le regole su fatti dati: un consiglio, una simulazione; nulla viene conservato',
    en: 'Try the rules on given facts: advice, a simulation; nothing is kept',
  },
  who: [...staffRoles, 'consultant'],
  params: z.strictObject({ versionId: id }),
  body: z.strictObject({
    on: plainDate.optional().meta({ description: 'The day whose parameters hold; today by default' }),
    facts: z.record(z.string().max(60), factValue),
    needs: z
      .array(
        z.strictObject({
          unitPriceCents: z.int().min(1).max(10_000_000),
          units,
          alreadyCoveredUnits: units.default(0),
        }),
      )
      .max(20)
      .default([]),
  }),
  reply: evaluation,
  async read(tx, { params, body, principal, locale }) {
    const { content, id: versionId } = await visibleVersionOrThrow(tx, principal, params.versionId);
    const on = body.on ?? toPlainDate(tx.now);
    refuseForeignFacts(content, body.facts);
    refuseMissingParameters(content, on);
    const result = await evaluate(content, parametersOn(content, on), body.facts);
    const told = explain(content, result)[locale];
    return {
      simulation: true as const,
      notice: notice[locale],
      versionId,
      on,
      status: result.status,
      sentence: told.sentence,
      missingFacts: [...told.missing],
      outcome: result.outcome as Record<string, unknown> | null,
      awardCents: awardOf(result.outcome, body.needs),
      requirements: requirementsIn(content, result, locale).map((requirement) => ({
        ...requirement,
        missing: [...requirement.missing],
      })),
      rules: told.rules.map(({ rule, title, truth: found, points, condition }) => ({
        rule,
        title,
        truth: found,
        points,
        condition,
      })),
    };
  },
});

const notice = {
  it: 'Simulazione: un consiglio sui fatti indicati, che non decide nulla e non viene conservato.',
  en: 'Simulation: advice on the facts given; it decides nothing and is not kept.',
};

function awardOf(outcome: Outcome | null, needs: readonly FundingNeed[]): number | null {
  if (needs.length === 0 || outcome?.kind !== 'access' || !outcome.cap || !outcome.share) return null;
  const { cap, share } = outcome;
  return fundNeeds({ needs, share, remainingCapCents: cap.remainingCents }).awardCents;
}

function refuseForeignFacts(version: RuleSetVersion, facts: Facts): void {
  const errors = checkFacts(version, facts);
  if (errors.length === 0) return;
  throw new Refusal('invalidRequest', {
    detail: {
      it: 'Alcuni fatti non corrispondono al catalogo di questa versione.',
      en: 'Some facts do not match the catalogue of this version.',
    },
    errors: errors.map(({ pointer, it, en }) => ({
      pointer: `/body/facts${pointer}`,
      message: { it, en },
    })),
  });
}

function refuseMissingParameters(version: RuleSetVersion, on: string): void {
  const missing = parametersMissingOn(version, on);
  if (missing.length === 0) return;
  throw invalidField('/body/on', {
    it: `quel giorno non hanno valore: ${missing.join(', ')}`,
    en: `on that day these have no value: ${missing.join(', ')}`,
  });
}

export const ruleEvaluationRoutes = [evaluateRuleVersion];
