import { fatturaPaXml } from '../../domain/fattura-pa.ts';
import type { InvoiceLine } from '../../domain/provider-invoice.ts';
import { Refusal } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ProviderInvoice } from '../../prisma/generated/client.ts';
import { asRecipient, issuerInForce, recipientInForce } from './party.ts';

/** The draft of an invoice for its provider's own program, once both sides are known. */
export async function draftOf(tx: Tx, invoice: ProviderInvoice): Promise<string> {
  const { providerId, kind, code, drawnAt } = invoice;
  const { code: batchCode } = await tx.db.settlementBatch.findUniqueOrThrow({
    where: { id: invoice.batchId },
  });
  const provider = await tx.db.organisation.findUniqueOrThrow({ where: { id: providerId } });
  const recipient = await recipientOfOrThrow(tx, invoice);
  const issuer = await issuerInForce(tx, providerId);
  if (!provider.hasVatNumber) throw noVatNumber;
  if (!issuer || !provider.vatNumber) throw noIssuer;
  const { address, postalCode, comune, province, taxRegime, stampExempt } = issuer;
  return fatturaPaXml({
    kind,
    code,
    batchCode,
    writtenOn: toPlainDate(drawnAt),
    issuer: {
      name: provider.name,
      vatNumber: provider.vatNumber,
      taxRegime: taxRegime!,
      stampExempt,
      address,
      postalCode,
      comune,
      province,
    },
    recipient,
    lines: await linesOf(tx, invoice.id),
  });
}

/** What is still to be entered before there is a draft of each. */
export async function draftLacks(
  tx: Tx,
  invoices: readonly ProviderInvoice[],
): Promise<(invoice: ProviderInvoice) => 'vatNumber' | 'recipient' | 'issuer' | null> {
  const recipient = await recipientInForce(tx);
  const providers = { in: invoices.map(({ providerId }) => providerId) };
  const issuers = await tx.db.invoiceParty.findMany({ where: { organisationId: providers } });
  const known = await tx.db.organisation.findMany({ where: { id: providers } });
  const organisations = new Map(known.map((one) => [one.id, one]));
  const entered = new Set(issuers.map(({ organisationId }) => organisationId));
  return ({ providerId }) => {
    const { hasVatNumber, vatNumber } = organisations.get(providerId)!;
    if (!hasVatNumber) return 'vatNumber';
    if (recipient === null) return 'recipient';
    return vatNumber && entered.has(providerId) ? null : 'issuer';
  };
}

/** Who was to be invoiced when it was drawn up, or who is now when nobody had been entered. */
export async function recipientOfOrThrow(tx: Tx, invoice: ProviderInvoice) {
  const recipient = await recipientInForce(tx, invoice.recipientId);
  if (!recipient) throw noRecipient;
  return asRecipient(recipient);
}

/** What it is about, the earliest first: numbers of redemptions, and no people. */
export async function linesOf(tx: Tx, invoiceId: string): Promise<readonly InvoiceLine[]> {
  const rows = await tx.db.$queryRaw<(Omit<InvoiceLine, 'capturedOn'> & { capturedAt: Date })[]>`
    SELECT r.number AS "redemptionNumber", r.captured_at AS "capturedAt", abs(l.amount_cents) AS "amountCents",
           l.vat_treatment AS "vatTreatment", s.category::text AS category
      FROM provider_invoice_line l
      JOIN redemption r ON r.id = l.redemption_id
      JOIN voucher v ON v.id = r.voucher_id
      LEFT JOIN offered_service s ON s.id = v.service_id
     WHERE l.invoice_id = ${invoiceId}::uuid
     ORDER BY r.captured_at, r.id`;
  return rows.map(({ capturedAt, ...line }) => ({ ...line, capturedOn: toPlainDate(capturedAt) }));
}

const noRecipient = new Refusal('stepNotPossible', {
  detail: {
    it: 'Manca a chi si fattura: un amministratore lo registra prima.',
    en: 'Who is invoiced is missing: an administrator enters it first.',
  },
  possible: ['setInvoiceRecipient'],
});
const noVatNumber = new Refusal('stepNotPossible', {
  detail: {
    it: 'L’ente non ha partita IVA: non emette fattura, ma una ricevuta con la causale indicata.',
    en: 'The organisation has no VAT number: it issues no invoice but a receipt with the reference that is shown.',
  },
  possible: ['recordProviderInvoice'],
});
const noIssuer = new Refusal('stepNotPossible', {
  detail: {
    it: 'Mancano la sede e il regime fiscale del fornitore, o la sua partita IVA: il fornitore li registra prima.',
    en: 'The provider’s seat and tax regime, or its VAT number, are missing: the provider enters them first.',
  },
  possible: ['setInvoiceIssuer'],
});
