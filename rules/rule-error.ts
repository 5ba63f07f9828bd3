/** What may be wrong with a rule set version or with the facts given to it. */
export const ruleErrorSentences = {
  shape: {
    it: 'Il valore non ha la forma attesa: {detail}.',
    en: 'The value has not the expected shape: {detail}.',
  },
  missing: { it: 'Manca un valore obbligatorio.', en: 'A required value is missing.' },
  unknownKey: { it: 'La chiave "{name}" non è prevista.', en: 'The key "{name}" is not known here.' },
  unknownFact: {
    it: 'Il fatto "{name}" non è nel catalogo.',
    en: 'The fact "{name}" is not in the catalogue.',
  },
  unknownOperator: {
    it: 'L’operatore "{name}" non è ammesso; sono ammessi {detail}.',
    en: 'The operator "{name}" is not allowed; allowed are {detail}.',
  },
  unknownParameter: {
    it: 'Il parametro "{name}" non è dichiarato.',
    en: 'The parameter "{name}" is not declared.',
  },
  unknownEntry: {
    it: 'Il parametro "{name}" non ha la voce "{detail}".',
    en: 'The parameter "{name}" has no entry "{detail}".',
  },
  unknownBlock: {
    it: 'Il blocco "{name}" non è nel contratto.',
    en: 'The block "{name}" is not in the contract.',
  },
  unknownClass: {
    it: 'La classe "{name}" non ha una regola nel contratto.',
    en: 'The class "{name}" is not one that the contract gives a rule.',
  },
  unknownReference: {
    it: 'Il riferimento "{name}" non è tra quelli elencati.',
    en: 'The reference "{name}" is not among those listed.',
  },
  unknownRuleSet: {
    it: 'Il servizio non applica un insieme di regole "{name}".',
    en: 'The service applies no rule set "{name}".',
  },
  notSupplied: {
    it: 'Il servizio non sa ricavare il fatto "{name}": resterebbe sempre mancante.',
    en: 'The service cannot find out the fact "{name}": it would always be missing.',
  },
  missingEntry: {
    it: 'Manca "{name}", che il servizio usa.',
    en: '"{name}" is missing, and the service uses it.',
  },
  unknownRule: { it: 'La regola "{name}" non esiste.', en: 'There is no rule "{name}".' },
  typeMismatch: {
    it: 'Il tipo non va bene: atteso {expected}, trovato {found}.',
    en: 'The type does not fit: expected {expected}, found {found}.',
  },
  unitMismatch: {
    it: 'L’unità di misura non va bene: attesa {expected}, trovata {found}.',
    en: 'The unit does not fit: expected {expected}, found {found}.',
  },
  outOfRange: {
    it: 'Il valore {found} è fuori da quelli ammessi: {expected}.',
    en: 'The value {found} is outside what is allowed: {expected}.',
  },
  tooDeep: {
    it: 'Le condizioni sono annidate oltre {expected} livelli.',
    en: 'The conditions are nested deeper than {expected} levels.',
  },
  tooMany: { it: 'Sono più di {expected}.', en: 'There are more than {expected}.' },
  tooLarge: { it: 'La versione supera {expected} byte.', en: 'The version is larger than {expected} bytes.' },
  unstorableText: {
    it: 'Il testo contiene caratteri che non si possono conservare.',
    en: 'The text has characters that cannot be stored.',
  },
  emptyGroup: {
    it: 'Un gruppo senza condizioni sarebbe sempre vero: scriverne almeno una.',
    en: 'A group without conditions would always be true: write at least one.',
  },
  duplicateName: { it: 'Il nome "{name}" è già usato.', en: 'The name "{name}" is already used.' },
  overlappingDates: {
    it: 'Il parametro "{name}" ha due valori negli stessi giorni.',
    en: 'The parameter "{name}" has two values on the same days.',
  },
  gapInDates: {
    it: 'Il parametro "{name}" non ha valore nei giorni prima di questo.',
    en: 'The parameter "{name}" has no value on the days before this one.',
  },
  notInForce: {
    it: 'Il parametro "{name}" non ha valore il {detail}.',
    en: 'The parameter "{name}" has no value on {detail}.',
  },
  unusedParameter: {
    it: 'Il parametro "{name}" non è usato da nessuna regola e da nessun fatto.',
    en: 'The parameter "{name}" is used by no rule and no fact.',
  },
  wrongOutcome: {
    it: 'Un esito "{name}" non appartiene a un contratto "{detail}".',
    en: 'An outcome "{name}" does not belong to a contract "{detail}".',
  },
  bandsOutOfOrder: {
    it: 'Le soglie delle fasce partono da 0 e crescono: trovato {found} dopo {expected}.',
    en: 'Band thresholds start from 0 and rise: found {found} after {expected}.',
  },
  missingOutcome: {
    it: 'Il contratto chiede una e una sola regola con esito "{name}".',
    en: 'The contract asks for one rule, and only one, with the outcome "{name}".',
  },
} as const;

export type RuleErrorCode = keyof typeof ruleErrorSentences;

/** One error, with its place as a JSON pointer (RFC 6901) and a sentence in both languages. */
export interface RuleError {
  readonly code: RuleErrorCode;
  readonly pointer: string;
  readonly it: string;
  readonly en: string;
}

type Details = Readonly<Record<string, string | number>>;

export function ruleError(code: RuleErrorCode, place: Place, details: Details = {}): RuleError {
  const { it, en } = ruleErrorSentences[code];
  return { code, pointer: toPointer(place), it: fill(it, details), en: fill(en, details) };
}

export type Place = readonly PropertyKey[];

export function toPointer(place: Place): string {
  return place.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function fill(sentence: string, details: Details): string {
  return sentence.replace(/\{(\w+)\}/g, (placeholder, key: string) => String(details[key] ?? placeholder));
}

/** A rule version whose content is not the one that was hashed: somebody went around the application. */
export class AlteredVersionError extends Error {
  override readonly name = 'AlteredVersionError';

  constructor(ruleSet: string, version: number) {
    super(`rule version ${ruleSet} ${version} does not match its hash: it was altered`);
  }
}

/** A parameter, or an entry of its table, that has no value on the day it is asked for. */
export class MissingParameterError extends Error {
  override readonly name = 'MissingParameterError';

  constructor(parameter: string) {
    super(`parameter ${parameter} has no value on this date`);
  }
}

/** Facts that contradict their catalogue; what is missing is never an error, only unknown. */
export class InvalidFactsError extends Error {
  readonly errors: readonly RuleError[];

  constructor(errors: readonly RuleError[]) {
    super(errors.map(({ pointer, en }) => `${pointer}: ${en}`).join('\n'));
    this.name = 'InvalidFactsError';
    this.errors = errors;
  }
}
