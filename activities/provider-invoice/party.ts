import type { Tx } from '../../prisma/database.ts';
import type { InvoiceParty } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import type { ActivityServices } from '../services.ts';

/** Who is invoiced for the alliance: its body, for employers' vouchers and the Fund's alike. */
export interface InvoiceRecipient {
  readonly name: string;
  readonly vatNumber: string;
  readonly recipientCode: string;
  readonly address: string;
  readonly postalCode: string;
  readonly comune: string;
  readonly province: string;
}

/** How long an invoice may be missing, and whether the provider then waits for its next payment. */
export interface InvoiceTerms {
  readonly invoiceDays: number;
  readonly blocksPayment: boolean;
}

/** Until somebody enters others. */
const usualTerms: InvoiceTerms = { invoiceDays: 15, blocksPayment: false };

/** The newest entry for the alliance, or the one that was in force when something was drawn up. */
export async function recipientInForce(tx: Tx, id: string | null = null): Promise<InvoiceParty | null> {
  return tx.db.invoiceParty.findFirst({
    where: { organisationId: null, ...(id ? { id } : {}) },
    orderBy: { id: 'desc' },
  });
}

export async function termsInForce(tx: Tx): Promise<InvoiceTerms> {
  const party = await recipientInForce(tx);
  if (!party) return usualTerms;
  return { invoiceDays: party.invoiceDays!, blocksPayment: party.blocksPayment! };
}

/** A row of the alliance's side as what stands on an invoice. */
export function asRecipient(party: InvoiceParty): InvoiceRecipient {
  const { name, vatNumber, recipientCode, address, postalCode, comune, province } = party;
  const named = { name: name!, vatNumber: vatNumber!, recipientCode: recipientCode! };
  return { ...named, address, postalCode, comune, province };
}

export async function issuerInForce(tx: Tx, providerId: string): Promise<InvoiceParty | null> {
  return tx.db.invoiceParty.findFirst({ where: { organisationId: providerId }, orderBy: { id: 'desc' } });
}

/** Enters how somebody stands on invoices from now on; what was drawn up before keeps whom it names. */
export async function enterParty(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  organisationId: string | null,
  party: (InvoiceRecipient & InvoiceTerms) | (InvoiceSeat & InvoiceRegime),
): Promise<{ readonly id: string }> {
  const { id } = await tx.db.invoiceParty.create({
    data: { ...party, organisationId, allianceId: tx.allianceId, setBy: tx.actor.id, setAt: tx.now },
  });
  await recordAudit(tx, vault, { action: 'invoiceParty.set', subjectKind: 'invoiceParty', subjectId: id });
  return { id };
}

type InvoiceSeat = Pick<InvoiceRecipient, 'address' | 'postalCode' | 'comune' | 'province'>;

interface InvoiceRegime {
  readonly taxRegime: string;
  readonly stampExempt: boolean;
}
