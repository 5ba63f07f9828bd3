import { formatEuro } from '../../domain/money.ts';
import { italianDay } from '../../domain/italian-day.ts';
import { heading, items, type LetterBody, paragraph, typedParagraphs } from './block.ts';
import { askedFor, howToDisagree, theApplication, whoToTurnTo } from './common.ts';
import type { ReleaseLetter, WaitingEndedLetter } from './letter.ts';

/** The letter that an award, or what is left of it, goes back to the Fund: what, why, and what the person can do. */
export function writeRelease(letter: ReleaseLetter): LetterBody {
  const { amountCents, releasedCents } = letter;
  const isWhole = releasedCents === amountCents;
  const what = isWhole
    ? `l’intera assegnazione di ${formatEuro(amountCents)}`
    : `${formatEuro(releasedCents)} dell’assegnazione di ${formatEuro(amountCents)}`;
  return {
    title: `Restituzione al Fondo per la domanda n. ${letter.application.protocolNumber}`,
    blocks: [
      paragraph(`restituiamo al Fondo di Solidarietà ${what}. Riguarda ${theApplication(letter)}.`),
      heading('Che cosa non riceverà'),
      items(letter.needs.map(askedFor)),
      heading('Perché'),
      paragraph(`Ha deciso ${letter.deciderName}. Queste sono le ragioni.`),
      ...typedParagraphs(letter.reason),
      heading('Che cosa succede ora'),
      ...(isWhole ? [] : [paragraph('Ciò che ha già ricevuto resta pagato dal Fondo.')]),
      paragraph(
        'Lei non deve restituire nulla. Può presentare una nuova domanda in ogni momento: ciò che torna al ' +
          'Fondo non conta nel massimale del nucleo.',
      ),
      ...howToDisagree(),
      ...whoToTurnTo(letter),
    ],
  };
}

/** The letter that closes a wait for which no money came in time: not a refusal, yet it can be reviewed. */
export function writeWaitingEnded(letter: WaitingEndedLetter): LetterBody {
  return {
    title: `Fine dell’attesa per la domanda n. ${letter.application.protocolNumber}`,
    blocks: [
      paragraph(
        `fino ${italianDay('al', letter.waitedUntil)} il denaro disponibile nel Fondo non è bastato per l’assegnazione di ` +
          `${formatEuro(letter.amountCents)}. Riguarda ${theApplication(letter)}.`,
      ),
      paragraph(
        'I giorni in lista d’attesa sono finiti e l’assegnazione è chiusa. Non è un diniego: la domanda era stata accolta, ' +
          'ma il Fondo non ha potuto pagarla.',
      ),
      heading('Che cosa può fare'),
      paragraph(
        'Può presentare una nuova domanda in ogni momento, anche con gli stessi documenti se sono ancora validi. ' +
          'L’assegnazione che si chiude non conta nel massimale del nucleo.',
      ),
      ...howToDisagree(),
      ...whoToTurnTo(letter),
    ],
  };
}
