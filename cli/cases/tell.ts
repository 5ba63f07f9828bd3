import { formatInstant } from '../../domain/time.ts';
import type { Difference } from './look.ts';
import type { CaseError, CaseReading } from './read-case.ts';
import { actionOf } from './references.ts';
import { nameOf } from './sentence.ts';
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
    console.error(`    ${what}: ${words[1]} ${shown(what, expected)}, ${words[2]} ${shown(what, found)}`);
  }
}

/** Cents as euros and hundredths as points: the way they stand in the file. */
function shown(what: string, value: unknown): string {
  if (typeof value !== 'number' || what.includes('units')) return JSON.stringify(value);
  return (value / 100).toFixed(2);
}
