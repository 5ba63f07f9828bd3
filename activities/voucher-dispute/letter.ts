import type { decideDisputeInput } from '../../domain/voucher-dispute-input.ts';
import { disputeReasons } from '../../domain/voucher-dispute.ts';
import type { z } from 'zod';
import { italianDay } from '../../domain/italian-day.ts';
import { formatEuro } from '../../domain/money.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { VoucherDispute } from '../../prisma/generated/client.ts';
import type { Bytes } from '../../vault/envelope.ts';
import { heading, paragraph, typedParagraphs } from '../letters/block.ts';
import { layoutsUpon } from '../letters/fonts.ts';
import { drawPdf } from '../letters/pdf.ts';
import { nextProtocolNumber } from '../numbering.ts';
import type { ActivityServices } from '../services.ts';

type Decided = z.output<typeof decideDisputeInput> & { readonly grantedCents: number };

/**
 * The decision as a letter, the same for both: what was disputed, what becomes of it and why, who says so, and what can
 * still be done. It names the voucher and never whose it is: the provider knows it by number alone.
 */
export async function renderDecision(
  tx: Tx,
  { publicUrl }: Pick<ActivityServices, 'publicUrl'>,
  dispute: VoucherDispute,
  { grantedCents, reasons }: Decided,
): Promise<Bytes> {
  const alliance = await tx.db.alliance.findUniqueOrThrow({ where: { id: tx.allianceId } });
  const provider = await tx.db.organisation.findUniqueOrThrow({ where: { id: dispute.providerId } });
  const { label } = await tx.db.account.findUniqueOrThrow({ where: { id: tx.actor.id } });
  const voucher = await tx.db.voucher.findUniqueOrThrow({ where: { id: dispute.voucherId } });
  const redemption = await tx.db.redemption.findUniqueOrThrow({ where: { id: dispute.redemptionId } });
  const protocolNumber = await nextProtocolNumber(tx);
  const writtenOn = toPlainDate(tx.now);
  const { number, capturedAt } = redemption;
  return drawPdf(
    {
      title: `Decisione sulla contestazione ${dispute.code}`,
      author: alliance.name,
      writtenOn,
      footer: `Protocollo n. ${protocolNumber}`,
      opening: [
        [alliance.name],
        [`Protocollo n. ${protocolNumber} ${italianDay('del', writtenOn)}`],
        ['A chi ha il buono', voucher.number],
        ['e al fornitore', provider.name],
      ],
      blocks: [
        paragraph(
          `La contestazione ${italianDay('del', toPlainDate(dispute.openedAt))} riguarda la riscossione ${number} ${italianDay('del', toPlainDate(capturedAt))}, per ${formatEuro(dispute.amountCents, 'it')}: ${disputeReasons[dispute.reason].it}.`,
        ),
        paragraph(outcomeOf(dispute, grantedCents)),
        heading('I motivi'),
        ...typedParagraphs(reasons),
        heading('Che cosa si può fare'),
        paragraph(
          `La contestazione, la risposta e i documenti si leggono su ${publicUrl}. Per l’alleanza questa decisione è l’ultima; resta sempre la via della mediazione o del giudice.`,
        ),
        paragraph('Cordiali saluti'),
        paragraph(`${label}, ${alliance.name}`),
        paragraph('Firma autografa sostituita dal nome a stampa (D.Lgs. 39/1993, art. 3).'),
      ],
    },
    layoutsUpon(),
  );
}

function outcomeOf({ amountCents }: VoucherDispute, grantedCents: number): string {
  if (grantedCents === 0)
    return 'La contestazione non è accolta: la riscossione resta, e il fornitore è pagato con la prossima distinta, se non lo è già.';
  const part =
    grantedCents === amountCents ? 'La contestazione è accolta' : 'La contestazione è accolta in parte';
  return `${part}: ${formatEuro(grantedCents, 'it')} tornano sul buono, mai in denaro. Se il buono è intanto finito, vanno dove va ciò che ne restava.`;
}
