import { toPlainDate } from '../../domain/time.ts';
import { reasonOf } from '../../domain/voucher-reasons.ts';
import type { TaxLetter, UseAdvice, UseQuestion, UseReason } from '../../domain/voucher-use.ts';
import type { Tx } from '../../prisma/database.ts';
import { holdRow } from '../../prisma/lock-row.ts';
import { evaluate, type Evaluation } from '../../rules/evaluate.ts';
import type { Facts } from '../../rules/facts.ts';
import { parametersOn } from '../../rules/parameters.ts';
import type { RuleSetVersion } from '../../rules/schema.ts';
import type { ActivityServices } from '../services.ts';
import { fringeStanding } from './fringe.ts';
import { lawOn, taxYear, useRules } from './law.ts';
import { keepUseDecision } from './use-decision.ts';
import { useFacts } from './use-facts.ts';
import { fringeInWords, fringeOutlook, refusalReasons, type UseFigures } from './use-reasons.ts';

/** The letters in the order in which they are tried: the most particular first, the year's limit last of all. */
const preference: readonly TaxLetter[] = ['fBis', 'fTer', 'f', 'dBis', 'd', 'c', 'fQuater', 'comma3'];

/**
 * What the law of vouchers says of some that are about to be issued, asked in the transaction that issues them: under
 * which letter they may be, or why not and what is lawful instead. A yes is kept with its reasons; a no rolls back with
 * whatever asked. Vouchers of one employee are looked at one after the other, or two could pass one limit.
 */
export async function adviseUse(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  question: UseQuestion,
): Promise<UseAdvice> {
  const { holderId, employerId } = question;
  await holdRow(tx, 'person', holderId, 'NO KEY UPDATE');
  const version = await useRules(tx);
  const today = toPlainDate(tx.now);
  const parameters = parametersOn(version.content, today);
  const law = lawOn(version, today);
  const fringe = await fringeStanding(tx, services, {
    personId: holderId,
    employerId,
    year: taxYear(tx.now),
  });
  const facts = await useFacts(tx, services, question, { law, fringe });
  const tried: Tried[] = [];
  for (const taxLetter of lettersFor(question)) {
    const told: Facts = { ...facts, letter: taxLetter };
    const evaluation = await evaluate(version.content, parameters, told);
    if (evaluation.status === 'incomplete')
      return { status: 'incomplete', reasons: [reasonOf('MISSING_FACTS')] };
    if (!isCompliant(evaluation)) {
      tried.push({ taxLetter, unmet: unmetIn(evaluation) });
      continue;
    }
    const kept = { holderId, employerId, taxLetter, version, parameters, facts: told, evaluation };
    const decisionId = await keepUseDecision(tx, services, kept);
    const figures = { question, law, fringe };
    const warnings = warningsOf(taxLetter, told, figures);
    return {
      status: warnings.length > 0 ? 'flagged' : 'lawful',
      taxLetter,
      warnings,
      fringe: taxLetter === 'comma3' ? fringeOutlook(figures) : null,
      decisionId,
    };
  }
  return { status: 'refused', reasons: reasonsFor(version.content, tried, { question, law, fringe }) };
}

interface Tried {
  readonly taxLetter: TaxLetter;
  readonly unmet: readonly string[];
}

/** A cumulative voucher names no service: whoever says nothing asks for c. 3, under which alone it can be. */
function lettersFor({ service, cumulativeLetter = 'comma3' }: UseQuestion): readonly TaxLetter[] {
  if (service === null) return [cumulativeLetter];
  return preference.filter((letter) => service.taxLetters.includes(letter));
}

/** Of all letters tried, the one that came nearest: its reasons are those that somebody can do something about. */
function reasonsFor(
  version: RuleSetVersion,
  tried: readonly Tried[],
  figures: UseFigures,
): readonly UseReason[] {
  const [nearest] = tried.toSorted((one, other) => one.unmet.length - other.unmet.length);
  if (!nearest) return [reasonOf('LETTER_NOT_OFFERED')];
  return refusalReasons(version, nearest.unmet, figures);
}

function warningsOf(taxLetter: TaxLetter, facts: Facts, figures: UseFigures): readonly UseReason[] {
  const isBeyond = taxLetter === 'comma3' && Number(facts['fringeAfterCents']) > figures.fringe.limitCents;
  const { words } = fringeInWords(figures);
  return [
    ...(facts['familyStanding'] === 'familyIfLenient' ? [reasonOf('FAMILY_BY_LENIENT_READING')] : []),
    ...(isBeyond ? [reasonOf('FRINGE_LIMIT_ALLOWED', { words })] : []),
  ];
}

function isCompliant({ outcome }: Evaluation): boolean {
  return outcome !== null && 'compliant' in outcome && outcome.compliant;
}

function unmetIn({ outcome }: Evaluation): readonly string[] {
  return outcome !== null && 'unmet' in outcome ? outcome.unmet : [];
}
