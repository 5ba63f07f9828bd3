import { italianDay } from '../../domain/italian-day.ts';
import { heading, type LetterBody, paragraph, typedParagraphs } from './block.ts';
import { howToDisagree, theApplication, whoToTurnTo } from './common.ts';
import type { ClosureLetter, WithdrawalLetter } from './letter.ts';

/** The letter that closes what could not be decided (*improcedibile*): not a refusal, yet it can be reviewed. */
export function writeClosure(letter: ClosureLetter): LetterBody {
  return {
    title: `Chiusura della domanda n. ${letter.application.protocolNumber}`,
    blocks: [
      paragraph(
        `chiudiamo come improcedibile ${theApplication(letter)}. Vuol dire che non abbiamo potuto decidere: non è un diniego.`,
      ),
      heading('Perché'),
      ...typedParagraphs(letter.reason),
      heading('Che cosa può fare'),
      paragraph('Può presentare una nuova domanda in ogni momento, anche con gli stessi documenti.'),
      ...howToDisagree(),
      ...whoToTurnTo(letter),
    ],
  };
}

/** Confirms that somebody took their application back, and that this costs them nothing. */
export function writeWithdrawal(letter: WithdrawalLetter): LetterBody {
  return {
    title: `Ritiro della domanda n. ${letter.application.protocolNumber}`,
    blocks: [
      paragraph(
        `${italianDay('il', letter.withdrawnOn)} è stata ritirata ${theApplication(letter)}. La pratica è chiusa.`,
      ),
      paragraph('Il ritiro non ha conseguenze. Può presentare una nuova domanda in ogni momento.'),
      paragraph('Se non ha chiesto lei il ritiro, ce lo dica subito.'),
      ...whoToTurnTo(letter),
    ],
  };
}
