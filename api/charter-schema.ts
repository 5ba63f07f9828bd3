import { z } from 'zod';
import { contentOf, textHashOf } from '../activities/charter-versions.ts';
import { graceDaysOf } from '../domain/charter.ts';
import type { Locale } from '../domain/text.ts';
import type { CharterVersion } from '../prisma/generated/client.ts';
import { CharterState } from '../prisma/generated/enums.ts';
import { dateIn, instantIn } from './dates.ts';
import { id, instant, plainDate } from './schema.ts';

export const charterVersionParams = z.strictObject({ charterVersionId: id });

const summary = {
  id,
  number: z.int(),
  title: z.string(),
  state: z.enum(CharterState),
  contentHash: z.string(),
  textHash: z.string().meta({ description: 'SHA-256 of the Italian text as it is signed' }),
  graceDays: z.int(),
  authorId: id,
  publisherId: id.nullable(),
  effectiveOn: plainDate.nullable(),
  publishedAt: instant.nullable(),
  supersededAt: instant.nullable(),
};
export const charterSummary = z.strictObject(summary).meta({ id: 'CharterVersionSummary' });
export const charterView = z
  .strictObject({
    ...summary,
    content: z.record(z.string(), z.unknown()).meta({ description: 'The whole version, as it was sent' }),
  })
  .meta({ id: 'CharterVersion' });
export const charterStep = charterSummary
  .pick({ id: true, number: true, state: true, contentHash: true, effectiveOn: true })
  .meta({ id: 'CharterVersionStep' });

export const charterTextView = z
  .strictObject({
    title: z.string(),
    articles: z.array(
      z.strictObject({
        title: z.string(),
        paragraphs: z.array(z.string()),
        obligations: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'CharterText', description: 'The charter as it is read, in the language asked for' });

export function summaryOfCharter(version: CharterVersion, locale: Locale): z.input<typeof charterSummary> {
  const content = contentOf(version);
  return {
    id: version.id,
    number: version.number,
    title: content.title[locale],
    state: version.state,
    contentHash: version.contentHash,
    textHash: textHashOf(content),
    graceDays: graceDaysOf(content),
    authorId: version.authorId,
    publisherId: version.publisherId,
    effectiveOn: dateIn(version.effectiveOn),
    publishedAt: instantIn(version.publishedAt),
    supersededAt: instantIn(version.supersededAt),
  };
}

export function stepOfCharter(version: CharterVersion): z.input<typeof charterStep> {
  const { id: versionId, number, state, contentHash, effectiveOn } = version;
  return { id: versionId, number, state, contentHash, effectiveOn: dateIn(effectiveOn) };
}
