import { invoiceFaults, readFatturaPa, type ArrivedInvoice } from '../../domain/arrived-invoice.ts';
import { toDateColumn } from '../../domain/plain-date.ts';
import { vatGroups } from '../../domain/provider-invoice.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Text } from '../../domain/text.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ProviderInvoice } from '../../prisma/generated/client.ts';
import { constraintName } from '../../prisma/retry.ts';
import { recordAudit } from '../audit.ts';
import { officeDid } from '../office-tasks.ts';
import type { ActivityServices } from '../services.ts';
import { linesOf, recipientOfOrThrow } from './draft.ts';
import { toChase } from './overdue.ts';

type Services = Pick<ActivityServices, 'vault'>;

/** The invoice itself, as the exchange system carries it. It is read and not kept: the recipient has its own from there. */
export function matchInvoiceFile(tx: Tx, services: Services, invoice: ProviderInvoice, xml: string) {
  const arrived = readFatturaPa(xml);
  if (!arrived) throw refused([notAnInvoice], '/body/xml');
  return matchInvoice(tx, services, invoice, arrived);
}

/** Takes what came for what was asked for when everything agrees; otherwise says all that does not. */
export async function matchInvoice(
  tx: Tx,
  { vault }: Services,
  invoice: ProviderInvoice,
  arrived: ArrivedInvoice,
): Promise<ProviderInvoice> {
  if (invoice.matchedAt) throw matchedAlready(invoice);
  const pointer = arrived.file ? '/body/xml' : '/body';
  const faults = invoiceFaults(arrived, await awaitedOf(tx, invoice));
  const used = (await isUsed(tx, invoice, arrived)) ? [usedNumber(arrived.number)] : [];
  if (faults.length + used.length > 0) throw refused([...faults, ...used], pointer);
  const [matched] = await taken(tx, invoice, arrived);
  if (!matched) throw matchedAlready(invoice);
  await officeDid(tx, toChase(invoice.id), tx.actor.id);
  await recordAudit(tx, vault, {
    action: 'providerInvoice.matched',
    subjectKind: 'providerInvoice',
    subjectId: invoice.id,
  });
  return matched;
}

async function awaitedOf(tx: Tx, invoice: ProviderInvoice) {
  const { kind, code, totalCents, providerId, drawnAt } = invoice;
  const provider = await tx.db.organisation.findUniqueOrThrow({ where: { id: providerId } });
  const lines = await linesOf(tx, invoice.id);
  return {
    kind,
    code,
    totalCents,
    supplierVat: provider.hasVatNumber ? provider.vatNumber : null,
    recipientVat: (await recipientOfOrThrow(tx, invoice)).vatNumber,
    groups: vatGroups(lines, toPlainDate(drawnAt)),
    since: lines[0]!.capturedOn,
    today: toPlainDate(tx.now),
  };
}

/**
 * Whether the provider gave the number to another invoice of the year, compared as the database's index does: signs that
 * stand for others in a pattern, such as "_", are signs here. Two at once are told apart by the database.
 */
async function isUsed(tx: Tx, { providerId, kind }: ProviderInvoice, arrived: ArrivedInvoice) {
  const { length } = await tx.db.$queryRaw<unknown[]>`
    SELECT id FROM provider_invoice
     WHERE provider_id = ${providerId}::uuid AND kind = ${kind}::provider_invoice_kind
       AND upper(number) = upper(${arrived.number})
       AND extract(year FROM issued_on) = extract(year FROM ${arrived.issuedOn}::date)
     LIMIT 1`;
  return length > 0;
}

async function taken(tx: Tx, { id }: ProviderInvoice, { number, issuedOn }: ArrivedInvoice) {
  try {
    return await tx.db.providerInvoice.updateManyAndReturn({
      where: { id, matchedAt: null },
      data: { number, issuedOn: toDateColumn(issuedOn), matchedBy: tx.actor.id, matchedAt: tx.now },
    });
  } catch (error) {
    if (constraintName(error) === 'provider_invoice_number_once')
      throw refused([usedNumber(number)], '/body');
    throw error;
  }
}

function refused(messages: readonly Text[], pointer: string): Refusal {
  return new Refusal('invalidRequest', {
    detail: {
      it: 'La fattura non è quella attesa: corregga quanto indicato (se è già stata trasmessa, con una nota di credito e una nuova fattura) e la invii di nuovo. Non è stato registrato nulla.',
      en: 'The invoice is not the awaited one: correct what is shown (if it was transmitted, by a credit note and a new invoice) and send it again. Nothing was recorded.',
    },
    errors: messages.map((message) => ({ pointer, message })),
  });
}

const notAnInvoice: Text = {
  it: 'serve il file XML di una sola fattura elettronica (FatturaPA), senza busta di firma e senza DOCTYPE',
  en: 'the XML file of a single electronic invoice (FatturaPA) is needed, without signature envelope and DOCTYPE',
};
const usedNumber = (number: string): Text => ({
  it: `il numero ${number} è già di un’altra fattura di quest’anno`,
  en: `the number ${number} is another invoice’s of that year already`,
});

function matchedAlready({ number }: ProviderInvoice): Refusal {
  return new Refusal('stepNotPossible', {
    detail: {
      it: `La fattura è già arrivata, con il numero ${number ?? 'appena registrato'}.`,
      en: `The invoice came already, under the number ${number ?? 'just recorded'}.`,
    },
    possible: [],
  });
}
