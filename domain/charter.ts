import { z } from 'zod';
import type { Locale, Text } from './text.ts';

/** What an organisation is in the alliance; one legal entity may be several of these. */
export const organisationRoles = [
  'employer',
  'provider',
  'localBody',
  'school',
  'union',
  'association',
] as const;
export type OrganisationRole = (typeof organisationRoles)[number];

/** What whoever signs declares, because it can be checked. */
export const declarationFields = [
  'collectiveAgreementCode',
  'headcount',
  'law68Base',
  'disabledWorkersEmployed',
  'durcIssuedOn',
  'riskAssessmentOn',
] as const;
export type DeclarationField = (typeof declarationFields)[number];

/** Papers that are signed here; a version says for which of them a typed name and a one-time code suffice. */
export const signedPapers = ['charter', 'agreement'] as const;
export type SignedPaper = (typeof signedPapers)[number];

const name = z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/);
const text = z.strictObject({
  it: z.string().trim().min(1).max(4000),
  en: z.string().trim().min(1).max(4000),
});
const fields = z.array(z.enum(declarationFields)).max(declarationFields.length);

const check = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tick') }),
  z.strictObject({ kind: z.literal('declaration'), fields: fields.min(1) }),
  z.strictObject({ kind: z.literal('rule'), ruleSet: z.string().regex(/^[a-z0-9-]{1,60}$/), fields }),
]);

const obligation = z.strictObject({
  key: name,
  for: z.array(z.enum(organisationRoles)).min(1).max(organisationRoles.length),
  check,
  text,
});

const article = z.strictObject({
  key: name,
  title: text,
  paragraphs: z.array(text).min(1).max(50),
  obligations: z.array(obligation).max(50),
});

/** How long a signing may take, when it is called to mind, and for which papers a code suffices (CAD art. 65). */
const signing = z.strictObject({
  deadlineDays: z.int().min(1).max(365),
  reminderDays: z.array(z.int().min(1).max(364)).max(10),
  codeSufficesFor: z.array(z.enum(signedPapers)).max(signedPapers.length),
});

const content = z.strictObject({
  title: text,
  parameters: z.record(name, z.union([z.string().min(1).max(60), z.int().min(0).max(1_000_000)])),
  signing,
  articles: z.array(article).min(1).max(100),
});

/** A new version suspends nobody sooner: fifteen days are what Reg. (EU) 2019/1150, art. 3, gives for changed terms. */
const LEAST_GRACE_DAYS = 15;
const tooLittleGrace = {
  it: `un numero intero di giorni, almeno ${LEAST_GRACE_DAYS}: tanti ne ha chi firmò una versione precedente`,
  en: `a whole number of days, at least ${LEAST_GRACE_DAYS}: as many as whoever signed an earlier version has`,
} as const satisfies Text;

export type CharterContent = z.output<typeof content>;
export type Obligation = z.output<typeof obligation>;

/** A whole version of the charter as it is written: text, parameters, obligations, and how it is signed. */
export const charterContent = content.superRefine((version, context) => {
  const wrong = (...path: (string | number)[]) => context.addIssue({ code: 'custom', path });
  const articleKeys = new Set<string>();
  const obligationKeys = new Set<string>();
  for (const [index, { key, obligations }] of version.articles.entries()) {
    if (articleKeys.has(key)) wrong('articles', index, 'key');
    articleKeys.add(key);
    for (const [place, one] of obligations.entries()) {
      if (obligationKeys.has(one.key)) wrong('articles', index, 'obligations', place, 'key');
      obligationKeys.add(one.key);
    }
  }
  const { graceDays } = version.parameters;
  if (typeof graceDays !== 'number' || graceDays < LEAST_GRACE_DAYS)
    context.addIssue({ code: 'custom', path: ['parameters', 'graceDays'], params: tooLittleGrace });
  for (const [index, days] of version.signing.reminderDays.entries())
    if (days >= version.signing.deadlineDays) wrong('signing', 'reminderDays', index);
  for (const unknown of unknownParameters(version)) wrong('parameters', unknown);
});

/** The charter in one language as it is read, its parameters in their places. */
export interface CharterText {
  readonly title: string;
  readonly articles: readonly {
    readonly title: string;
    readonly paragraphs: readonly string[];
    readonly obligations: readonly string[];
  }[];
}

export function charterText(version: CharterContent, locale: Locale): CharterText {
  const written = (one: { readonly it: string; readonly en: string }): string =>
    one[locale].replaceAll(placeholder, (_whole, key: string) => String(version.parameters[key]));
  return {
    title: written(version.title),
    articles: version.articles.map(({ title, paragraphs, obligations }) => ({
      title: written(title),
      paragraphs: paragraphs.map(written),
      obligations: obligations.map((one) => written(one.text)),
    })),
  };
}

/** What an organisation with these roles takes on by signing. */
export function obligationsOf(
  version: CharterContent,
  roles: readonly OrganisationRole[],
): readonly Obligation[] {
  return version.articles
    .flatMap(({ obligations }) => obligations)
    .filter((one) => one.for.some((role) => roles.includes(role)));
}

/** The days whoever signed an earlier version has for this one. */
export function graceDaysOf({ parameters }: CharterContent): number {
  return parameters['graceDays'] as number;
}

const placeholder = /\{(\w+)\}/g;

function unknownParameters(version: CharterContent): readonly string[] {
  const texts = [
    version.title,
    ...version.articles.flatMap(({ title, paragraphs, obligations }) => [
      title,
      ...paragraphs,
      ...obligations.map((one) => one.text),
    ]),
  ];
  const named = texts.flatMap(({ it, en }) =>
    [...`${it} ${en}`.matchAll(placeholder)].map(([, key]) => key!),
  );
  return [...new Set(named)].filter((key) => !Object.hasOwn(version.parameters, key));
}
