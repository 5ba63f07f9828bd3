import { formatEuro, type Fraction } from '../domain/money.ts';
import { percentHundredths } from '../domain/share.ts';
import type { Evaluation } from './evaluate.ts';
import type { AccessOutcome, ClassificationOutcome, ScoreOutcome, Standing } from './outcome.ts';
import type { RuleSetVersion } from './schema.ts';
import { pointsInWords, type Language } from './words.ts';

/** The one sentence an explanation starts with. It advises: no sentence here grants or refuses. */
export function conclusionOf(version: RuleSetVersion, evaluation: Evaluation, language: Language): string {
  const { outcome, missingFacts } = evaluation;
  if (!outcome) return incomplete(missingFacts.length, language);
  switch (outcome.kind) {
    case 'score':
      return scored(version, outcome, language);
    case 'access':
      return accessed(version, outcome, language);
    case 'requirements':
      return kept(version, outcome, language);
    case 'classification':
      return classified(version, outcome, language);
  }
}

function incomplete(count: number, language: Language): string {
  if (language === 'en')
    return `No advice can be given yet: ${count} ${count === 1 ? 'answer is' : 'answers are'} missing.`;
  return count === 1
    ? 'Non si può ancora dare un parere: manca una risposta.'
    : `Non si può ancora dare un parere: mancano ${count} risposte.`;
}

function scored({ outcomeContract }: RuleSetVersion, outcome: ScoreOutcome, language: Language): string {
  const bands = outcomeContract.kind === 'score' ? outcomeContract.bands : [];
  const band = bands.find(({ name }) => name === outcome.band)?.label[language] ?? outcome.band;
  const points = pointsInWords(outcome.scoreHundredths, language);
  const most = pointsInWords(
    outcome.blocks.reduce((sum, { maxHundredths }) => sum + maxHundredths, 0),
    language,
  );
  return language === 'it'
    ? `Il punteggio è ${points} su ${most}: fascia di fragilità ${band}.`
    : `The score is ${points} out of ${most}: fragility band ${band}.`;
}

function accessed(version: RuleSetVersion, outcome: AccessOutcome, language: Language): string {
  const { cap, share, unmet } = outcome;
  if (!outcome.eligible || !cap || !share) {
    const reasons = reasonsOf(version, unmet, language).join(' ');
    return language === 'it'
      ? `Il parere è che non ci sono i requisiti per il Fondo: ${reasons}`
      : `The advice is that the requirements for the Fund are not met: ${reasons}`;
  }
  if (cap.remainingCents === 0)
    return language === 'it'
      ? 'Il parere è che ci sono i requisiti per il Fondo, ma il tetto del nucleo è già consumato: è una domanda per la commissione.'
      : 'The advice is that the requirements for the Fund are met, but the household’s cap is already used up: a question for the commission.';
  const most = formatEuro(cap.remainingCents, language);
  return language === 'it'
    ? `Il parere è che ci sono i requisiti per il Fondo: fino a ${most}; il Fondo paga ${shareInWords(share, language)}.`
    : `The advice is that the requirements for the Fund are met: up to ${most}; the Fund pays ${shareInWords(share, language)}.`;
}

function kept(version: RuleSetVersion, outcome: Standing, language: Language): string {
  if (outcome.compliant)
    return language === 'it'
      ? 'Il parere è che tutti i requisiti sono rispettati.'
      : 'The advice is that every requirement is met.';
  const reasons = reasonsOf(version, outcome.unmet, language).join(' ');
  const count = outcome.undetermined.length;
  return language === 'it'
    ? `Il parere è che non tutti i requisiti sono rispettati: ${reasons}${stillOpen.it(count)}`
    : `The advice is that not every requirement is met: ${reasons}${stillOpen.en(count)}`;
}

const stillOpen: Readonly<Record<Language, (count: number) => string>> = {
  it: (count) =>
    count === 0 ? '' : count === 1 ? ' Ne resta uno da accertare.' : ` Ne restano ${count} da accertare.`,
  en: (count) => (count === 0 ? '' : ` ${count} ${count === 1 ? 'is' : 'are'} still to be found out.`),
};

function classified(version: RuleSetVersion, outcome: ClassificationOutcome, language: Language): string {
  const contract = version.outcomeContract;
  const classes = contract.kind === 'classification' ? [...contract.classes, contract.otherwise] : [];
  const label = classes.find(({ name }) => name === outcome.class)?.label[language] ?? outcome.class;
  const asks = version.rules.some(({ event }) => event.type === 'requirement');
  const sentence = language === 'it' ? `La classe è ${label}.` : `The class is ${label}.`;
  return asks ? `${sentence} ${kept(version, outcome, language)}` : sentence;
}

/** It is a share of units, for none is paid in part. */
function shareInWords(share: Fraction, language: Language): string {
  if (share.numerator === share.denominator) return language === 'it' ? 'tutte le unità' : 'all of the units';
  const percent = (percentHundredths(share) / 100).toFixed(2);
  return language === 'it' ? `il ${percent.replace('.', ',')} % delle unità` : `${percent}% of the units`;
}

/** Why the requirements are not met, as the rules themselves tell a person. */
export function reasonsOf(
  { rules }: RuleSetVersion,
  unmet: readonly string[],
  language: Language,
): readonly string[] {
  return rules.flatMap(({ name, event }) =>
    'unmet' in event.params && unmet.includes(name) ? [event.params.unmet[language]] : [],
  );
}
