import { z } from 'zod';
import { id } from './schema.ts';

const truth = z.enum(['proved', 'refuted', 'unknown']);

export const explainedCondition = z
  .strictObject({
    text: z.string(),
    truth,
    found: z.string().nullable(),
    required: z.string().nullable(),
    source: z.string().nullable(),
    get members() {
      return z.array(explainedCondition).readonly();
    },
  })
  .meta({ id: 'ExplainedCondition' });

const explanation = z
  .strictObject({
    sentence: z.string(),
    blocks: z
      .array(
        z.strictObject({
          block: z.string(),
          label: z.string(),
          points: z.string(),
          maxPoints: z.string(),
          reachedMaximum: z.boolean(),
          combine: z.enum(['sum', 'highest']).meta({
            description: 'Whether its rules add up, or those of the situation with most points count alone',
          }),
        }),
      )
      .readonly(),
    rules: z
      .array(
        z.strictObject({
          rule: z.string(),
          title: z.string(),
          truth,
          answer: z.string(),
          points: z.string().nullable(),
          reference: z.string(),
          condition: explainedCondition,
        }),
      )
      .readonly(),
    missing: z.array(z.strictObject({ fact: z.string(), label: z.string() })).readonly(),
  })
  .meta({ id: 'ExplanationText' });

export const explanationView = z
  .strictObject({ decisionId: id, it: explanation, en: explanation })
  .meta({ id: 'Explanation' });

export const replayView = z
  .strictObject({
    decisionId: id,
    result: z.enum(['equal', 'different', 'erased']),
    differences: z.array(
      z.strictObject({ place: z.string(), stored: z.string().nullable(), found: z.string().nullable() }),
    ),
    engine: z.strictObject({ stored: z.string(), now: z.string() }),
  })
  .meta({ id: 'Replay' });
