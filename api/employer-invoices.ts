import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { drawUpInvoice, payInvoice } from '../activities/welfare-plan/invoice.ts';
import { route } from './route.ts';
import { amountCents, asPage, cursorQuery, id, line, page, pageArguments, positiveCents } from './schema.ts';
import { ofVisibleEmployers, welfareStaff } from './welfare-access.ts';
import { invoiceView, month, shownInvoice } from './welfare-schema.ts';

const tag = 'welfare';

const drawUp = route({
  kind: 'write',
  operation: 'drawUpEmployerInvoice',
  method: 'post',
  path: '/v1/employer-invoices',
  tag,
  summary: {
    it: 'Fa la nota mensile di un datore di lavoro: il suo contributo sui buoni emessi, e quanto vuole versare',
    en: 'Draw up an employer’s monthly invoice: its contribution on vouchers issued, and what it wants to pay in',
  },
  who: ['fundOfficer'],
  status: 201,
  body: z.strictObject({ organisationId: id, month, prefundCents: amountCents.default(0) }),
  reply: invoiceView,
  async write(tx, { body, principal }, { vault }) {
    const row = await drawUpInvoice(tx, { ...body, drawnUpBy: principal.accountId });
    await recordAudit(tx, vault, { action: 'invoice.drawnUp', subjectKind: 'invoice', subjectId: row.id });
    return shownInvoice(row);
  },
});

const list = route({
  kind: 'read',
  operation: 'listEmployerInvoices',
  method: 'get',
  path: '/v1/employer-invoices',
  tag,
  summary: {
    it: 'Le note mensili, di un datore di lavoro le proprie: importi, mai buoni né persone',
    en: 'Monthly invoices, of an employer its own: amounts, never vouchers or people',
  },
  who: ['employer', ...welfareStaff],
  query: cursorQuery.extend({ paid: z.enum(['true', 'false']).optional() }),
  reply: page(invoiceView),
  async read(tx, { query: { paid, ...paging }, principal }) {
    const rows = await tx.db.employerInvoice.findMany({
      ...pageArguments(paging),
      where: {
        ...ofVisibleEmployers(principal),
        ...(paid ? { paidAt: paid === 'true' ? { not: null } : null } : {}),
      },
    });
    return asPage(rows.map(shownInvoice), paging.limit);
  },
});

const pay = route({
  kind: 'write',
  operation: 'payEmployerInvoice',
  method: 'post',
  path: '/v1/employer-invoices/{invoiceId}/payment',
  tag,
  summary: {
    it: 'Abbina un movimento della banca a una nota: un solo contributo entra nel Fondo, il resto è versato',
    en: 'Match a bank line with an invoice: one contribution comes into the Fund, the rest is paid in',
  },
  who: ['fundOfficer'],
  params: z.strictObject({ invoiceId: id }),
  body: z.strictObject({ bankRef: line(64), amountCents: positiveCents }),
  reply: invoiceView,
  async write(tx, { params, body, principal }, { vault }) {
    const row = await payInvoice(tx, params.invoiceId, { ...body, recordedBy: principal.accountId });
    await recordAudit(tx, vault, { action: 'invoice.paid', subjectKind: 'invoice', subjectId: row.id });
    return shownInvoice(row);
  },
});

export const employerInvoiceRoutes = [drawUp, list, pay];
