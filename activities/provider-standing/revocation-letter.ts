import { italianDay } from '../../domain/italian-day.ts';
import { addDays, type PlainDate } from '../../domain/plain-date.ts';
import { revocationReasons, type RevocationReason } from '../../domain/provider-standing-steps.ts';
import { redeemableUntil } from '../../domain/redeemable.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Admission } from '../../prisma/generated/client.ts';
import { storeDocument } from '../documents.ts';
import { heading, items, paragraph, typedParagraphs } from '../letters/block.ts';
import { layoutsUpon } from '../letters/fonts.ts';
import { drawPdf } from '../letters/pdf.ts';
import { responsibleFor, whoAnswers } from '../letters/responsible.ts';
import { nextProtocolNumber } from '../numbering.ts';
import type { ActivityServices } from '../services.ts';
import { admissionSubject } from './admission.ts';

interface RevocationLetter {
  readonly admission: Admission;
  readonly reasonCode: string;
  readonly words: string;
  readonly effectiveOn: PlainDate;
  /** Who proposed it and follows it, and who decided. */
  readonly proposedBy: string;
  readonly decidedBy: string;
}

/**
 * The letter by which a provider learns that it will be one no longer: the reasons, the day, what goes on until then and
 * after it, and what it can do (Reg. (EU) 2019/1150 art. 4 and 11).
 *
 * @returns the document's id
 */
export async function storeRevocationLetter(
  tx: Tx,
  { vault, publicUrl }: Pick<ActivityServices, 'vault' | 'publicUrl'>,
  { admission, reasonCode, words, effectiveOn, proposedBy, decidedBy }: RevocationLetter,
): Promise<string> {
  const { name } = await tx.db.organisation.findUniqueOrThrow({ where: { id: admission.organisationId } });
  const responsible = await responsibleFor(tx, { officerId: proposedBy, signerId: decidedBy });
  const { allianceName } = responsible;
  const today = toPlainDate(tx.now);
  const protocolNumber = await nextProtocolNumber(tx);
  const bytes = await drawPdf(
    {
      title: 'Revoca dell’ammissione come fornitore',
      author: allianceName,
      writtenOn: today,
      footer: `Protocollo n. ${protocolNumber}`,
      opening: [[allianceName], [`Protocollo n. ${protocolNumber} ${italianDay('del', today)}`], [name]],
      blocks: [
        paragraph(
          `Revochiamo la vostra ammissione come fornitore dell’alleanza. Siete fornitore fino ${italianDay('al', addDays(effectiveOn, -1))} compreso.`,
        ),
        heading('Perché'),
        paragraph(`Il motivo: ${revocationReasons[reasonCode as RevocationReason].it}.`),
        ...typedParagraphs(words),
        heading('Che cosa succede ora'),
        items([
          `Fino ${italianDay('al', addDays(effectiveOn, -1))} non cambia nulla, se non siete sospesi.`,
          `${italianDay('Dal', effectiveOn)} non ricevete nuovi ordini. Quelli già dati proseguono e si pagano.`,
          `I buoni emessi prima si possono usare presso di voi fino ${italianDay('al', redeemableUntil(effectiveOn))}.`,
        ]),
        heading('Se non siete d’accordo'),
        paragraph(
          'Potete fare reclamo all’alleanza: è gratuito e ricevete una risposta con i motivi (regolamento UE 2019/1150, articoli 4 e 11). Prima che la revoca abbia effetto l’alleanza può ritirarla.',
        ),
        paragraph('Quando il motivo non c’è più potete presentare una nuova richiesta di adesione.'),
        ...whoAnswers(responsible, publicUrl),
      ],
    },
    layoutsUpon(),
  );
  return storeDocument(tx, vault, {
    ...admissionSubject(admission),
    kind: 'revocationLetter',
    name: 'revoca.pdf',
    content: { bytes, mediaType: 'application/pdf' },
  });
}
