import { z } from 'zod';
import type { Locale, Text } from '../../domain/text.ts';
import { formatInstant } from '../../domain/time.ts';
import { expectations } from './expectations.ts';
import type { Difference } from './look.ts';
import type { CaseError, CaseReading } from './read-case.ts';
import { actionOf } from './references.ts';
import { inner, keysIn, nameOf, type Key } from './sentence.ts';
import { actions } from './steps.ts';

type ReadCase = Extract<CaseReading, { valid: true }>;

export function tellErrors(path: string, errors: readonly CaseError[]): void {
  for (const { line, at, message } of errors)
    console.error(`${path}:${line}: ${at ? `${at}: ` : ''}${message}`);
}

export function tellSuccess(
  path: string,
  { file, language }: ReadCase,
  checks: number,
  seconds: number,
): void {
  const steps = { it: 'passi', en: 'steps' }[language];
  const checked = { it: 'controlli', en: 'checks' }[language];
  console.log(
    `✓ ${file.case} (${path}: ${file.steps.length} ${steps}, ${checks} ${checked}, ${seconds.toFixed(1)} s)`,
  );
}

/** The step that did not hold, in the words of the file, and each thing expected beside what was found. */
export function tellFailure(
  path: string,
  { file, language }: ReadCase,
  failure: { readonly step: number; readonly differences: readonly Difference[] },
  seconds: number,
): void {
  const step = file.steps[failure.step - 1];
  const action = step && actionOf(step);
  const said = action ? `${step.who} ${nameOf([action, actions[action]], language)}` : '';
  const words = { it: ['passo', 'atteso', 'trovato'], en: ['step', 'expected', 'found'] }[language];
  console.error(`✗ ${file.case} (${path}, ${seconds.toFixed(1)} s)`);
  console.error(`  ${words[0]} ${failure.step}, ${step ? formatInstant(step.on, language) : ''} ${said}`);
  for (const { what, expected, found } of failure.differences) {
    console.error(
      `    ${inWords(what, language)}: ${words[1]} ${shown(what, expected)}, ${words[2]} ${shown(what, found)}`,
    );
  }
}

/** What was compared, in the words that the file itself uses for it. */
export function inWords(what: string, language: Locale): string {
  if (what in besides) return besides[what]![language];
  let at: z.ZodType | undefined = expectations;
  const names = what.split(' / ').map((part) => {
    const found: Key | undefined = at && keysOf(at)?.[part];
    at = found?.schema ?? namedIn(at);
    return found ? nameOf([part, found], language) : part;
  });
  return names.join(' / ');
}

/** What stands under a name that the case gave. */
function namedIn(schema: z.ZodType | undefined): z.ZodType | undefined {
  const held = schema && inner(schema);
  return held instanceof z.ZodRecord ? (held.valueType as z.ZodType) : undefined;
}

/** The keys that may stand there: an award is either none or has parts. */
function keysOf(schema: z.ZodType): Readonly<Record<string, Key>> | undefined {
  const held = inner(schema);
  if (!(held instanceof z.ZodUnion)) return keysIn(held);
  return held.options.map((option) => keysIn(inner(option as z.ZodType))).find((keys) => keys !== undefined);
}

/** What is compared though no file names it. */
const besides: Readonly<Record<string, Text>> = {
  'what a refused step leaves': {
    it: 'che cosa lascia un passo rifiutato',
    en: 'what a refused step leaves',
  },
  'the answer': { it: 'la risposta', en: 'the answer' },
  'the refusal': { it: 'il rifiuto', en: 'the refusal' },
  'missing facts': { it: 'dati mancanti', en: 'missing facts' },
  reasons: { it: 'motivi', en: 'reasons' },
  'units by voucher': { it: 'unità con buoni', en: 'units by voucher' },
  'left in the wallet': { it: 'restano nel credito', en: 'left in the wallet' },
  'units privately': { it: 'unità di tasca propria', en: 'units privately' },
  warnings: { it: 'avvertenze', en: 'warnings' },
  adjustment: { it: 'conguaglio', en: 'adjustment' },
  'wrong field': { it: 'campo sbagliato', en: 'wrong field' },
  'the books': { it: 'i libri', en: 'the books' },
};

/** How many hold: in the language of the files, in both when they differ. */
export function tellCount(held: number, all: number, languages: ReadonlySet<Locale>): void {
  const said = { it: `Casi che tornano: ${held} su ${all}.`, en: `${held} of ${all} cases hold.` };
  console.log(`\n${[...languages].map((language) => said[language]).join(' ')}`);
}

/** Cents as euros and hundredths as points: the way they stand in the file. */
function shown(what: string, value: unknown): string {
  if (typeof value !== 'number' || !isHundredths(what)) return JSON.stringify(value);
  return (value / 100).toFixed(2);
}

function isHundredths(what: string): boolean {
  return !/units|lines|^organisations|^campaign/.test(what);
}
