import { z } from 'zod';
import { draftLacks, draftOf } from '../activities/provider-invoice/draft.ts';
import { matchInvoice, matchInvoiceFile } from '../activities/provider-invoice/match.ts';
import { notToWrite } from '../activities/provider-invoice/not-paid.ts';
import { enterParty } from '../activities/provider-invoice/party.ts';
import { fromDateColumn } from '../domain/plain-date.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Prisma, ProviderInvoice } from '../prisma/generated/client.ts';
import { ProviderInvoiceKind } from '../prisma/generated/enums.ts';
import { nothing } from './access.ts';
import { instantIn } from './dates.ts';
import { hasRole, type Principal } from './principal.ts';
import { dutyOf } from './provider-access.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, instant, page, pageArguments, plainDate, positiveCents } from './schema.ts';
import { invoiceSeat } from './settlement-schema.ts';

const tag = 'settlement';
const staff = ['fundOfficer', 'administrator', 'auditor'] as const;
const invoiceParams = z.strictObject({ invoiceId: id });

const providerInvoice = z
  .strictObject({
    id,
    batchId: id,
    providerId: id,
    kind: z.enum(ProviderInvoiceKind),
    code: z.string().meta({ description: 'What stands in the invoice, so that it is known when it comes' }),
    totalCents: z.int().meta({ description: 'What the redemptions were worth, VAT included' }),
    drawnAt: instant,
    number: z.string().nullable(),
    issuedOn: plainDate.nullable(),
    matchedAt: instant.nullable(),
    isAwaited: z.boolean().meta({
      description: 'Whether it is to come: not once it came, nor while its payment was refused or came back',
    }),
    draftLacks: z.enum(['vatNumber', 'recipient', 'issuer']).nullable().meta({
      description:
        'What its draft still lacks; of null there is one, and never of a provider without a VAT number',
    }),
  })
  .meta({ id: 'ProviderInvoice' });

function shown(
  row: ProviderInvoice,
  lacks: Awaited<ReturnType<typeof draftLacks>>,
  unpaid: readonly string[] = [],
): z.input<typeof providerInvoice> {
  const { allianceId: _alliance, recipientId: _recipient, matchedBy: _by, ...rest } = row;
  return {
    ...rest,
    drawnAt: row.drawnAt.toISOString(),
    issuedOn: row.issuedOn && fromDateColumn(row.issuedOn),
    matchedAt: instantIn(row.matchedAt),
    isAwaited: row.matchedAt === null && !unpaid.includes(row.id),
    draftLacks: lacks(row),
  };
}

/** Staff see every invoice; a provider its own, unless one works at one place alone. */
function visible(principal: Principal): Prisma.ProviderInvoiceWhereInput {
  if (hasRole(principal, ...staff)) return {};
  const duty = dutyOf(principal);
  return duty && duty.placeId === null ? { providerId: duty.organisationId } : nothing;
}

async function invoiceOrThrow(tx: Tx, principal: Principal, invoiceId: string): Promise<ProviderInvoice> {
  const invoice = await tx.db.providerInvoice.findFirst({
    where: { AND: [{ id: invoiceId }, visible(principal)] },
  });
  if (!invoice) throw notFound({ it: 'Fattura del fornitore', en: 'Provider’s invoice' });
  return invoice;
}

const setIssuer = route({
  kind: 'write',
  operation: 'setInvoiceIssuer',
  method: 'post',
  path: '/v1/settlement/invoice-issuer',
  tag,
  summary: {
    it: 'Un fornitore registra sede e regime fiscale con cui fattura',
    en: 'A provider enters the seat and the tax regime with which it invoices',
  },
  who: ['provider'],
  status: 201,
  body: z.strictObject({
    ...invoiceSeat,
    taxRegime: z.string().regex(/^RF(0[1-9]|1[0-9]|20)$/),
    stampExempt: z.boolean().default(false).meta({
      description: 'Social cooperatives and bodies of the third sector (D.Lgs. 117/2017 art. 82 c. 5)',
    }),
  }),
  reply: z.strictObject({ id }),
  async write(tx, { principal, body }, services) {
    const duty = dutyOf(principal);
    if (!duty || duty.placeId !== null) throw wholeProvider;
    return enterParty(tx, services, duty.organisationId, body);
  },
});

const listInvoices = route({
  kind: 'read',
  operation: 'listProviderInvoices',
  method: 'get',
  path: '/v1/settlement/provider-invoices',
  tag,
  summary: {
    it: 'Le fatture chieste ai fornitori, con il numero di quelle arrivate; un fornitore vede le proprie',
    en: 'The invoices asked of providers, with the number of those that came; a provider sees its own',
  },
  who: [...staff, 'provider'],
  query: cursorQuery.extend({
    providerId: id.optional(),
    batchId: id.optional(),
    missing: z.enum(['true', 'false']).optional(),
  }),
  reply: page(providerInvoice),
  async read(tx, { principal, query: { providerId, batchId, missing, ...paging } }) {
    const unpaid = await notToWrite(tx);
    const wanted: Prisma.ProviderInvoiceWhereInput = {
      ...(providerId ? { providerId } : {}),
      ...(batchId ? { batchId } : {}),
      ...(missing === 'true' ? { matchedAt: null, id: { notIn: [...unpaid] } } : {}),
      ...(missing === 'false' ? { matchedAt: { not: null } } : {}),
    };
    const rows = await tx.db.providerInvoice.findMany({
      ...pageArguments(paging),
      where: { AND: [wanted, visible(principal)] },
    });
    const lacks = await draftLacks(tx, rows);
    return asPage(
      rows.map((row) => shown(row, lacks, unpaid)),
      paging.limit,
    );
  },
});

const readDraft = route({
  kind: 'file',
  operation: 'readInvoiceDraft',
  method: 'get',
  path: '/v1/settlement/provider-invoices/{invoiceId}/draft',
  tag,
  summary: {
    it: 'La proforma come bozza di fattura elettronica (FatturaPA), da importare nel proprio programma',
    en: 'The pro-forma as the draft of an electronic invoice (FatturaPA), to take into one’s own program',
  },
  who: ['fundOfficer', 'auditor', 'provider'],
  params: invoiceParams,
  reply: z.never(),
  refusals: ['stepNotPossible'],
  mediaTypes: ['application/xml'],
  async file(tx, { principal, params }) {
    const invoice = await invoiceOrThrow(tx, principal, params.invoiceId);
    const bytes = new TextEncoder().encode(await draftOf(tx, invoice));
    return { bytes, mediaType: 'application/xml', fileName: `${invoice.code}.xml` };
  },
});

const uploadInvoice = route({
  kind: 'write',
  operation: 'uploadProviderInvoice',
  method: 'post',
  path: '/v1/settlement/provider-invoices/{invoiceId}/file',
  tag,
  summary: {
    it: 'Confronta la fattura elettronica arrivata con la proforma: si abbina, o si dice tutto ciò che non va',
    en: 'Hold the electronic invoice that came against the pro-forma: it is matched, or all that is wrong is told',
  },
  who: ['fundOfficer', 'provider'],
  params: invoiceParams,
  body: z.strictObject({ xml: z.string().min(1).max(900_000) }),
  reply: providerInvoice,
  async write(tx, { principal, params, body }, services) {
    const invoice = await invoiceOrThrow(tx, principal, params.invoiceId);
    const matched = await matchInvoiceFile(tx, services, invoice, body.xml);
    return shown(matched, await draftLacks(tx, [matched]));
  },
});

const recordInvoice = route({
  kind: 'write',
  operation: 'recordProviderInvoice',
  method: 'post',
  path: '/v1/settlement/provider-invoices/{invoiceId}/number',
  tag,
  summary: {
    it: 'Registra numero, data e totale della fattura arrivata, senza il file',
    en: 'Record number, date and total of the invoice that came, without the file',
  },
  who: ['fundOfficer', 'provider'],
  params: invoiceParams,
  body: z.strictObject({
    number: z.string().regex(/^[\x21-\x7e][\x20-\x7e]{0,19}$/),
    issuedOn: plainDate,
    totalCents: positiveCents,
  }),
  reply: providerInvoice,
  async write(tx, { principal, params, body }, services) {
    const invoice = await invoiceOrThrow(tx, principal, params.invoiceId);
    const matched = await matchInvoice(tx, services, invoice, body);
    return shown(matched, await draftLacks(tx, [matched]));
  },
});

const wholeProvider = new Refusal('notAllowed', {
  detail: {
    it: 'Questa utenza vede una sede sola: lo registra chi lavora per tutto il fornitore.',
    en: 'This account sees one place only: whoever works for the whole provider enters it.',
  },
});

export const providerInvoiceRoutes = [setIssuer, listInvoices, readDraft, uploadInvoice, recordInvoice];
