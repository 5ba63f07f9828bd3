import { legalForms } from '../../domain/provider-onboarding-input.ts';
import { categoryTraits } from '../../domain/provider-service.ts';
import { taskKinds } from '../../domain/task-kinds.ts';
import type { Text } from '../../domain/text.ts';
import { camelCase, oneOf } from './sentence.ts';

/** Words for what the service names by its own: each English word of the case is that name, spaced out. */
function spacedOut(words: Readonly<Record<string, Text>>) {
  const spaced = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return oneOf(Object.fromEntries(Object.entries(words).map(([name, { it }]) => [spaced(name), it])));
}

export const taskWord = oneOf(Object.fromEntries(Object.values(taskKinds).map(({ it, en }) => [en, it])));

export const categoryWord = spacedOut(
  Object.fromEntries(Object.entries(categoryTraits).map(([name, { words }]) => [name, words])),
);

export const legalFormWord = spacedOut(legalForms);

export const papers = {
  durc: 'DURC',
  insurance: 'polizza',
  authorisation: 'autorizzazione',
  'minors staff declaration': 'casellario',
  'risk assessment declaration': 'valutazione dei rischi',
} as const;
export type PaperWord = keyof typeof papers;
export const paperWord = oneOf(papers);

const onboardingSteps = {
  identity: 'chi è',
  representative: 'rappresentante',
  places: 'sedi',
  services: 'servizi',
  documents: 'documenti',
  declarations: 'dichiarazioni',
  iban: 'IBAN',
  charter: 'Carta',
  review: 'esame',
  agreement: 'convenzione',
} as const;
export const onboardingStepWord = oneOf(onboardingSteps);

export const correctableWord = oneOf({
  identity: 'chi è',
  places: 'sedi',
  services: 'servizi',
  declarations: 'dichiarazioni',
  iban: 'IBAN',
});

export const applicationStateWord = oneOf({
  applied: 'presentata',
  'docs pending': 'da completare',
  review: 'in esame',
  admitted: 'ammessa',
  refused: 'rifiutata',
  withdrawn: 'ritirata',
  closed: 'chiusa',
});

export const refusalWord = oneOf({
  'not compliant': 'requisito non rispettato',
  'too far': 'troppo lontano',
  'documents not valid': 'documenti non validi',
  'services not fitting': 'servizi non adatti',
  'identity not confirmed': 'identità non confermata',
});

export const revocationWord = oneOf({
  exploitation: 'sfruttamento',
  'serious breach': 'violazione grave',
  'false statement': 'dichiarazioni non vere',
  'unsafe service': 'servizio pericoloso',
  'never regularised': 'mai in regola',
});

export const groundWord = oneOf({
  charter: 'Carta',
  durc: 'DURC',
  insurance: 'polizza',
  authorisation: 'autorizzazione',
  'criminal record': 'casellario',
  'risk assessment': 'valutazione dei rischi',
});

export const standingWord = oneOf({
  admitted: 'in regola',
  regularising: 'in regolarizzazione',
  suspended: 'sospeso',
  revoked: 'revocato',
});

export const signingWord = oneOf({
  none: 'nessuna',
  open: 'da firmare',
  signed: 'firmata',
  countersigned: 'controfirmata',
  declined: 'rifiutata',
  expired: 'scaduta',
  superseded: 'superata',
});

export const proximityWord = oneOf({ local: 'locale', neighbour: 'vicino', remote: 'lontano' });

/** Files that are no proper document, made up by the runner. */
export const fileWord = oneOf({
  empty: 'vuoto',
  'of 80 MB': 'di 80 MB',
  'a renamed program': 'un programma rinominato',
  'a PDF with a password': 'un PDF con password',
  'an unsigned PDF': 'un PDF senza firma',
});
export type FileWord =
  'empty' | 'of 80 MB' | 'a renamed program' | 'a PDF with a password' | 'an unsigned PDF';

const organisationMails = {
  'step reminder': 'promemoria dei passi',
  'step overdue': 'passi in ritardo',
  'correction requested': 'correzione chiesta',
  'charter invitation': 'invito a firmare',
  'charter revised': 'invito a firmare la nuova Carta',
  'charter reminder': 'promemoria della Carta',
  'charter expired': 'firma scaduta',
  'charter countersigned': 'Carta controfirmata',
  'agreement ready': 'convenzione da firmare',
  'agreement countersigned': 'convenzione controfirmata',
  'provider admitted': 'ammissione',
  'closing announced': 'chiusura annunciata',
  'candidate letter': 'lettera',
  'document expiring': 'documento in scadenza',
  'document rejected': 'documento respinto',
  'regularisation recorded': 'regolarizzazione registrata',
  'suspended representative': 'sospensione al rappresentante',
  'suspended organisation': "sospensione all'ente",
  'reinstated representative': 'riammissione al rappresentante',
  'reinstated organisation': "riammissione all'ente",
  'revocation decided': 'revoca decisa',
  'revocation withdrawn': 'revoca ritirata',
  'revocation effective': 'revoca in vigore',
} as const;
export const organisationMailWord = oneOf(organisationMails);

/** In the order in which mails of one minute are told; what carries a link or a code is not among them. */
export const organisationMailTemplates: readonly string[] = Object.keys(organisationMails).map(camelCase);
