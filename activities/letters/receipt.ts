import { italianDay } from '../../domain/italian-day.ts';
import { heading, items, type LetterBody, paragraph } from './block.ts';
import { askedFor, theApplication, whoToTurnTo } from './common.ts';
import type { ReceiptLetter } from './letter.ts';

/** The receipt of an application, which is also the notice that its procedure has begun (L. 241/1990 art. 8 and 18-bis). */
export function writeReceipt(letter: ReceiptLetter): LetterBody {
  return {
    title: `Ricevuta della domanda n. ${letter.application.protocolNumber}`,
    blocks: [
      paragraph(`abbiamo ricevuto ${theApplication(letter)}. Questa è la ricevuta: la conservi.`),
      heading('Che cosa ha chiesto'),
      items(letter.needs.map(askedFor)),
      heading('Che cosa succede ora'),
      paragraph(
        'Entro 5 giorni lavorativi controlliamo se la domanda è completa. Se manca qualcosa le scriviamo, una volta sola, ' +
          'con l’elenco dei documenti che servono.',
      ),
      paragraph(
        `La risposta arriva entro ${italianDay('il', letter.termEndsOn)}. Il termine è di 30 giorni dal ricevimento ` +
          'e si ferma mentre aspettiamo i documenti che le chiediamo.',
      ),
      paragraph(
        'Se entro quel giorno non abbiamo risposto, la pratica passa a chi sostituisce il responsabile. ' +
          'Il silenzio non vale mai come diniego, e nemmeno come accoglimento.',
      ),
      paragraph(
        'Può ritirare la domanda in ogni momento prima della decisione, e presentarne un’altra dopo.',
      ),
      ...whoToTurnTo(letter),
    ],
  };
}
