import { italianDay } from '../../domain/italian-day.ts';
import { unitWord, type NeedUnit } from '../../domain/need.ts';
import { type Block, heading, items, paragraph } from './block.ts';
import type { AskedNeed, LetterHead } from './letter.ts';

/** "la sua domanda", or whose it is when somebody filed it for another person. */
export function theApplication({ application, beneficiaryName }: LetterHead): string {
  const whose = beneficiaryName === null ? 'la sua domanda' : `la domanda per ${beneficiaryName}`;
  return `${whose} ${italianDay('del', application.receivedOn)}, protocollo n. ${application.protocolNumber}`;
}

export function askedFor({ description, units, unit }: AskedNeed): string {
  return `${description}: ${counted(units, unit)}`;
}

/** A number of units as people say it: "1 settimana", "10 settimane". */
export function counted(count: number, unit: NeedUnit): string {
  return `${count} ${unitWord(unit, count).it}`;
}

/** Whom to turn to (L. 241/1990 art. 8), and that the employer is told nothing. */
export function whoToTurnTo({ officerName, serviceUrl }: LetterHead): readonly Block[] {
  return [
    heading('A chi rivolgersi'),
    paragraph(
      `Responsabile del procedimento: ${officerName}. Può vedere gli atti della pratica, portare documenti e osservazioni, ` +
        'farsi aiutare da una persona di fiducia e chiedere che le spieghiamo a voce questa lettera.',
    ),
    paragraph(`Trova la pratica su ${serviceUrl} oppure allo sportello.`),
    paragraph('Il suo datore di lavoro non viene a sapere di questa domanda, né di come è andata.'),
  ];
}

/**
 * What to do against an adverse outcome. A review by another commission within 30 days, with an answer in 30 days
 * and never for the worse; the administrative court within 60 days, a term that the review does not stop.
 */
export function howToDisagree(): readonly Block[] {
  return [
    heading('Se non è d’accordo'),
    paragraph('Ha due strade.'),
    items([
      'Istanza di riesame, entro 30 giorni dal giorno in cui riceve questa lettera. È gratuita. Scriva che cosa non ' +
        'le sembra giusto, aggiunga i documenti che vuole e porti tutto allo sportello, che la aiuta a scrivere e le ' +
        'dà una ricevuta. Decidono persone diverse da quelle che hanno deciso la prima volta. La risposta arriva entro ' +
        '30 giorni e non può essere peggiore di questa.',
      'Tribunale amministrativo regionale (TAR), entro 60 giorni dal giorno in cui riceve questa lettera. Serve un ' +
        'avvocato; chi ha un reddito basso può chiederlo a spese dello Stato. L’istanza di riesame non allunga questo ' +
        'termine.',
    ]),
  ];
}
