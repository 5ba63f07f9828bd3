import { italianDay } from '../../domain/italian-day.ts';
import { heading, items, type LetterBody, paragraph } from './block.ts';
import { theApplication, whoToTurnTo } from './common.ts';
import type { DocumentRequestLetter } from './letter.ts';

/** The one request for documents that a procedure allows; it stops the clock (L. 241/1990 art. 2 c. 7). */
export function writeDocumentRequest(letter: DocumentRequestLetter): LetterBody {
  return {
    title: `Richiesta di documenti per la domanda n. ${letter.application.protocolNumber}`,
    blocks: [
      paragraph(
        `per decidere ci servono alcuni documenti o informazioni. Riguardano ${theApplication(letter)}.`,
      ),
      heading('Che cosa serve'),
      items(letter.documents),
      heading('Entro quando'),
      paragraph(
        `Entro ${italianDay('il', letter.dueOn)}. Li carichi su ${letter.serviceUrl} oppure li porti allo sportello. ` +
          'Se un documento lo ha già un altro ufficio pubblico, basta che ci dica quale: lo chiediamo noi.',
      ),
      heading('Che cosa succede ora'),
      paragraph(
        'Il termine per rispondere alla sua domanda si ferma da oggi, per 30 giorni al massimo, e riprende quando ' +
          'riceviamo i documenti. Non le chiederemo altri documenti una seconda volta.',
      ),
      paragraph(
        'Se non risponde, decidiamo in base a ciò che abbiamo; se così non si può decidere, chiudiamo la pratica come ' +
          'improcedibile e le scriviamo perché. Potrà presentare una nuova domanda.',
      ),
      ...whoToTurnTo(letter),
    ],
  };
}
