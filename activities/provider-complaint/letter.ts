import {
  complaintOutcomes,
  complaintSubjects,
  MOST_ROUNDS,
  type ComplaintOutcome,
} from '../../domain/provider-complaint.ts';
import { italianDay } from '../../domain/italian-day.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ProviderComplaint } from '../../prisma/generated/client.ts';
import type { Bytes } from '../../vault/envelope.ts';
import { heading, paragraph, typedParagraphs } from '../letters/block.ts';
import { layoutsUpon } from '../letters/fonts.ts';
import { drawPdf } from '../letters/pdf.ts';
import { nextProtocolNumber } from '../numbering.ts';
import type { ActivityServices } from '../services.ts';
import { currentRound } from './complaint.ts';

interface Answer {
  readonly outcome: ComplaintOutcome;
  readonly reasons: string;
  readonly accountId: string;
}

/** The answer as a letter: what was asked, what becomes of it and why, who says so, and what can still be done. */
export async function renderAnswer(
  tx: Tx,
  { publicUrl }: Pick<ActivityServices, 'publicUrl'>,
  complaint: ProviderComplaint,
  { outcome, reasons, accountId }: Answer,
): Promise<Bytes> {
  const alliance = await tx.db.alliance.findUniqueOrThrow({ where: { id: tx.allianceId } });
  const organisation = await tx.db.organisation.findUniqueOrThrow({
    where: { id: complaint.organisationId },
  });
  const { label } = await tx.db.account.findUniqueOrThrow({ where: { id: accountId } });
  const { filedAt } = await currentRound(tx, complaint);
  const protocolNumber = await nextProtocolNumber(tx);
  const writtenOn = toPlainDate(tx.now);
  return drawPdf(
    {
      title: `Risposta al reclamo ${complaint.code}`,
      author: alliance.name,
      writtenOn,
      footer: `Protocollo n. ${protocolNumber}`,
      opening: [
        [alliance.name],
        [`Protocollo n. ${protocolNumber} ${italianDay('del', writtenOn)}`],
        [organisation.name],
      ],
      blocks: [
        paragraph(
          `Il reclamo ${italianDay('del', toPlainDate(filedAt))} su ${complaintSubjects[complaint.about].it} è ${complaintOutcomes[outcome].it}.`,
        ),
        heading('I motivi'),
        ...typedParagraphs(reasons),
        heading('Che cosa può fare'),
        paragraph(
          complaint.round < MOST_ROUNDS
            ? `Se la risposta non la convince, può riaprire il reclamo una volta, su ${publicUrl}: risponde un’altra persona.`
            : 'Il reclamo è già stato riaperto una volta: per l’alleanza questa risposta è l’ultima.',
        ),
        paragraph(
          'Resta sempre la via della mediazione o del giudice (regolamento UE 2019/1150, articoli 11 e 12).',
        ),
        paragraph('Cordiali saluti'),
        paragraph(`${label}, ${alliance.name}`),
        paragraph('Firma autografa sostituita dal nome a stampa (D.Lgs. 39/1993, art. 3).'),
      ],
    },
    layoutsUpon(),
  );
}
