import { iseeKindOfNeed, type Dossier, type FactParameters } from '../../domain/fragility.ts';
import type { PlainDate } from '../../domain/plain-date.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Text } from '../../domain/text.ts';
import type { LoadedVersion } from '../../rules/store.ts';

/** What to ask for each fact, and which items of the dossier answer it: what a rule calls a fact asks nobody. */
const questions: Partial<Record<string, Text>> = {
  functionAdlLost: {
    it: 'le attività di base (ADL) di ogni adulto [katzAdl o independent]',
    en: 'the basic activities (ADL) of each adult [katzAdl or independent]',
  },
  functionIadlLost: {
    it: 'le attività strumentali (IADL) di ogni adulto [lawtonIadl o independent]',
    en: 'the instrumental activities (IADL) of each adult [lawtonIadl or independent]',
  },
  functionMinorLevel: {
    it: 'per ogni minore, quale certificazione ha o che non ne ha nessuna [certificate]',
    en: 'for each minor, which certificate there is, or that there is none [certificate]',
  },
  nonSelfSufficientMember: {
    it: 'per ogni persona del nucleo, se è autosufficiente o no [certificate, katzAdl o independent]',
    en: 'for each person of the household, whether they are self-sufficient [certificate, katzAdl or independent]',
  },
  childrenUnder3: birthDates('quanti figli hanno meno di 3 anni', 'how many children are under 3'),
  childrenFrom3To13: birthDates('quanti figli hanno da 3 a 13 anni', 'how many children are from 3 to 13'),
  singleParent: birthDates('se c’è un solo adulto con minorenni', 'whether one adult is alone with minors'),
  soleCaregiver: {
    it: 'se chi assiste è solo e senza aiuto [soleCaregiver]',
    en: 'whether whoever cares is alone and without help [soleCaregiver]',
  },
  workShock: {
    it: 'che cosa è successo sul lavoro negli ultimi mesi, anche nulla [work]',
    en: 'what happened at work in the last months, nothing included [work]',
  },
  housing: { it: 'la situazione abitativa [housing]', en: 'how they are housed [housing]' },
  network: { it: 'la rete di aiuto [network]', en: 'the network of help [network]' },
};

function birthDates(it: string, en: string): Text {
  return {
    it: `${it}: la data di nascita di ogni persona del nucleo [si completa nella scheda della persona]`,
    en: `${en}: the birth date of each person of the household [to be completed on the person]`,
  };
}

interface Known {
  readonly dossier: Dossier;
  readonly onDate: PlainDate;
  readonly parameters: FactParameters;
}

/** The refusal to declare an application complete: what is to be found out, in the order of the rules' catalogue. */
export function dossierIncomplete(
  version: LoadedVersion,
  missingFacts: readonly string[],
  known: Known,
): Refusal {
  const asked = questionsOf(version, missingFacts, known).map(({ question }) => question);
  return new Refusal('dossierIncomplete', {
    detail: {
      it: `Resta da accertare: ${asked.map(({ it }) => it).join('; ')}. Tra parentesi quadre le voci (kind) del dossier che lo dicono.`,
      en: `Still to be found out: ${asked.map(({ en }) => en).join('; ')}. In square brackets the items (kind) of the dossier that tell it.`,
    },
    facts: missingFacts,
    possible: ['submitDossier', 'requestDocuments', 'closeInadmissible'],
  });
}

/** A fact that is not known yet, and what to ask to know it. */
export interface Question {
  readonly fact: string;
  readonly question: Text;
}

/** What is to be found out, in the order of the rules' catalogue. */
export function questionsOf(
  version: LoadedVersion,
  missingFacts: readonly string[],
  known: Known,
): readonly Question[] {
  return version.content.catalogue.facts
    .filter(({ name }) => missingFacts.includes(name))
    .map(({ name, label }) => ({
      fact: name,
      question: name === 'iseeCents' ? iseeQuestion(known) : (questions[name] ?? label),
    }));
}

/** The score reads the ISEE of the first need; which kind that is may itself not be known yet. */
function iseeQuestion({ dossier, onDate, parameters }: Known): Text {
  const [first] = dossier.needs;
  const kind = first && iseeKindOfNeed(dossier, first, onDate, parameters);
  if (kind) {
    const [o, or] = kind === 'ORDINARIO' ? [' (o CORRENTE)', ' (or CORRENTE)'] : ['', ''];
    return {
      it: `un’attestazione ISEE ${kind}${o} valida oggi [isee]`,
      en: `an ISEE attestation ${kind}${or} valid today [isee]`,
    };
  }
  return first?.service === 'forMinor'
    ? {
        it: 'un’attestazione ISEE: MINORENNI se i genitori del minore non vivono insieme e non sono sposati, altrimenti ORDINARIO; va detto prima nel bisogno (parentsApart) [isee]',
        en: 'an ISEE attestation: MINORENNI if the minor’s parents are unmarried and live apart, else ORDINARIO; the need is to say it first (parentsApart) [isee]',
      }
    : {
        it: 'un’attestazione ISEE: SOCIOSANITARIO se la persona assistita è non autosufficiente, altrimenti ORDINARIO; va prima accertato [isee]',
        en: 'an ISEE attestation: SOCIOSANITARIO if the person cared for is non-self-sufficient, else ORDINARIO; that is to be found out first [isee]',
      };
}
