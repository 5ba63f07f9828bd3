import { italianDay } from '../../domain/italian-day.ts';
import { onboardingTimes, refusalReasons, type RefusalReason } from '../../domain/provider-onboarding.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Bytes } from '../../vault/envelope.ts';
import { heading, paragraph, typedParagraphs, type Block } from '../letters/block.ts';
import { layoutsUpon } from '../letters/fonts.ts';
import { drawPdf } from '../letters/pdf.ts';
import { whoAnswers, type Responsible } from '../letters/responsible.ts';

export interface CandidateLetter {
  readonly responsible: Responsible;
  readonly protocolNumber: string;
  readonly applicationCode: string;
  readonly organisationName: string;
  readonly appliedAt: Date;
  readonly writtenAt: Date;
  readonly serviceUrl: string;
  readonly why:
    | { readonly kind: 'closed' }
    | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly words: string };
}

/** The letter that ends an application: why, and how to ask again. A tagged PDF in Italian. */
export function renderCandidateLetter(letter: CandidateLetter): Promise<Bytes> {
  const writtenOn = toPlainDate(letter.writtenAt);
  const { allianceName } = letter.responsible;
  const title = letter.why.kind === 'closed' ? 'Chiusura della richiesta' : 'Esito della richiesta';
  return drawPdf(
    {
      title,
      author: allianceName,
      writtenOn,
      footer: `Protocollo n. ${letter.protocolNumber}`,
      opening: [
        [allianceName],
        [`Protocollo n. ${letter.protocolNumber} ${italianDay('del', writtenOn)}`],
        [letter.organisationName],
      ],
      blocks: [
        paragraph(
          `Questa lettera riguarda la richiesta ${letter.applicationCode} ${italianDay('del', toPlainDate(letter.appliedAt))}, ` +
            `con cui ${letter.organisationName} ha chiesto di diventare fornitore dell’alleanza.`,
        ),
        ...reasonsOf(letter),
        heading('Come chiedere di nuovo'),
        paragraph(
          `Si può presentare una nuova richiesta in ogni momento, su ${letter.serviceUrl}. Quello che è stato consegnato ` +
            'va indicato di nuovo, perché deve essere attuale.',
        ),
        heading('Se non è d’accordo'),
        paragraph(
          'Può chiedere all’alleanza di spiegare questa decisione e di rivederla: risponde una persona, per iscritto, ' +
            'entro 30 giorni.',
        ),
        ...whoAnswers(letter.responsible, letter.serviceUrl),
      ],
    },
    layoutsUpon(),
  );
}

function reasonsOf({ why }: CandidateLetter): readonly Block[] {
  if (why.kind === 'closed')
    return [
      paragraph(
        `Per ${onboardingTimes.closeDays} giorni nessuno l’ha portata avanti, benché l’avessimo ricordato: la richiesta ` +
          'è chiusa. Non è un giudizio sull’ente.',
      ),
    ];
  return [
    paragraph('La richiesta non è accolta.'),
    heading('Perché'),
    paragraph(refusalReasons[why.reason].it),
    ...typedParagraphs(why.words),
  ];
}
