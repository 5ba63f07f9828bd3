import { formatEuro } from '../../domain/money.ts';
import { bearsStamp, vatGroups, type VatGroup } from '../../domain/provider-invoice.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ProviderInvoice } from '../../prisma/generated/client.ts';
import { linesOf } from './draft.ts';
import { notToWrite } from './not-paid.ts';
import { recipientInForce } from './party.ts';

/** The pro-forma as a provider reads it on its statement: what to write, to whom, with which VAT, and the reference. */
export async function toldInvoices(
  tx: Tx,
  of: { readonly batchId: string; readonly providerId: string },
): Promise<readonly string[]> {
  const invoices = await tx.db.providerInvoice.findMany({ where: of, orderBy: { kind: 'asc' } });
  const unpaid = await notToWrite(tx);
  const told = await Promise.all(
    invoices.map((invoice) => toldInvoice(tx, invoice, unpaid.includes(invoice.id))),
  );
  return told.flat();
}

function notYet({ code }: ProviderInvoice): string {
  return `Il pagamento non è arrivato: la fattura con causale ${code} non è da emettere finché una distinta non lo fa di nuovo.`;
}

async function toldInvoice(tx: Tx, invoice: ProviderInvoice, isUnpaid: boolean): Promise<readonly string[]> {
  if (isUnpaid) return [notYet(invoice)];
  const recipient = await recipientInForce(tx, invoice.recipientId);
  const { hasVatNumber } = await tx.db.organisation.findUniqueOrThrow({ where: { id: invoice.providerId } });
  if (!hasVatNumber) return [toldReceipt(invoice, recipient?.name ?? null)];
  const groups = vatGroups(await linesOf(tx, invoice.id), toPlainDate(invoice.drawnAt));
  const what = invoice.kind === 'invoice' ? 'Fattura elettronica' : 'Nota di credito elettronica';
  const to = recipient
    ? `a ${recipient.name!}, partita IVA ${recipient.vatNumber!}, codice destinatario ${recipient.recipientCode!}`
    : 'a chi l’alleanza indicherà';
  const stamp = bearsStamp(groups, false) ? ' Bollo virtuale di 2,00 €, se chi emette non ne è esente.' : '';
  return [
    `${what} da emettere ${to}: totale ${formatEuro(invoice.totalCents)}, causale ${invoice.code}.${stamp}`,
    ...groups.map(toldGroup),
  ];
}

/** Who has no partita IVA issues no invoice, and no VAT is told. */
function toldReceipt({ kind, totalCents, code }: ProviderInvoice, recipient: string | null): string {
  const what = kind === 'invoice' ? 'Ricevuta da rilasciare' : 'Nota a rettifica da rilasciare';
  return `${what}, senza IVA, a ${recipient ?? 'chi l’alleanza indicherà'}: totale ${formatEuro(totalCents)}, causale ${code}.`;
}

function toldGroup({ nature, reference, ratePercent, grossCents, taxableCents, vatCents }: VatGroup): string {
  return nature
    ? `Senza IVA (${nature}, ${reference ?? ''}): ${formatEuro(grossCents)}.`
    : `Imponibile ${formatEuro(taxableCents)}, IVA ${ratePercent} % ${formatEuro(vatCents)}.`;
}
