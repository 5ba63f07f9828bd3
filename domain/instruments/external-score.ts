import { z } from 'zod';

/**
 * Scales we may not ship, or have no use for as forms: their result enters as a number that somebody signed,
 * never as items. `highest` and `lowest` belong to the edition named, so a Barthel of the 0–20 edition is not
 * read as one of the 0–100 edition.
 */
export const externalScales = {
  'barthel-0-100': { lowest: 0, highest: 100 },
  'barthel-0-20': { lowest: 0, highest: 20 },
  'clinical-frailty-scale': { lowest: 1, highest: 9 },
  'edmonton-frail-scale': { lowest: 0, highest: 17 },
  svama: { lowest: 0, highest: 100 },
} as const;

export type ExternalScale = keyof typeof externalScales;

const scaleNames = Object.keys(externalScales) as [ExternalScale, ...ExternalScale[]];

/**
 * The result of another scale, with who gave it, when, and the document that proves it. Built-in forms are
 * refused here: whoever has a Katz or a Lawton enters its items.
 */
export const externalScoreSchema = z
  .strictObject({
    instrument: z.enum(scaleNames),
    score: z.int(),
    author: z.string().trim().min(1).max(200),
    date: z.iso.date(),
    documentId: z.uuid(),
  })
  .superRefine(({ instrument, score }, context) => {
    const { lowest, highest } = externalScales[instrument];
    if (score >= lowest && score <= highest) return;
    context.addIssue({
      code: 'custom',
      path: ['score'],
      message: `${instrument} lies between ${lowest} and ${highest}`,
    });
  });

export type ExternalScore = z.infer<typeof externalScoreSchema>;
