import { addMonths, toDateColumn } from '../../domain/plain-date.ts';
import { formatEuro, sumCents } from '../../domain/money.ts';
import { notFound, Refusal } from '../../domain/refusal.ts';
import { startOfDay, toPlainDate } from '../../domain/time.ts';
import { firstDayOf, monthOf } from '../../domain/welfare-plan.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import type { Tx } from '../../prisma/database.ts';
import type { EmployerInvoice } from '../../prisma/generated/client.ts';
import { holdRow, lockRow } from '../../prisma/lock-row.ts';
import { refuseUsedBankRef } from '../bank-reference.ts';
import { collectTogether } from '../contributions.ts';
import { bookPrefund, employerOrThrow } from './prefund.ts';

export interface InvoiceDraft {
  readonly organisationId: string;
  /** `YYYY-MM`, a month that is over. */
  readonly month: string;
  /** What the employer wants to pay in with it. */
  readonly prefundCents: number;
  readonly drawnUpBy: string;
}

interface Share {
  readonly voucherId: string;
  readonly amountCents: number;
}

/**
 * Draws up what an employer owes for a month: its pledged shares of the vouchers issued until then that no invoice
 * has yet, voided ones apart. From then on the invoice stands.
 */
export async function drawUpInvoice(tx: Tx, draft: InvoiceDraft): Promise<EmployerInvoice> {
  const { organisationId, prefundCents, drawnUpBy } = draft;
  await employerOrThrow(tx, organisationId);
  if (draft.month >= monthOf(toPlainDate(tx.now))) throw monthNotOver;
  // One invoice of an employer at a time: two at once would both find the same vouchers.
  await holdRow(tx, 'organisation', organisationId);
  const month = toDateColumn(firstDayOf(draft.month));
  if ((await tx.db.employerInvoice.count({ where: { organisationId, month } })) > 0) throw drawnUpAlready;
  const shares = await openShares(tx, organisationId, startOfDay(addMonths(firstDayOf(draft.month), 1)));
  const shareCents = sumCents(shares.map(({ amountCents }) => amountCents));
  if (shareCents + prefundCents === 0) throw nothingToInvoice;
  const { allianceId, now: drawnUpAt } = tx;
  const invoice = await tx.db.employerInvoice.create({
    data: { allianceId, organisationId, month, shareCents, prefundCents, drawnUpBy, drawnUpAt },
  });
  await tx.db.invoiceLine.createMany({
    data: shares.map((share) => ({ ...share, allianceId, invoiceId: invoice.id })),
  });
  return invoice;
}

/**
 * Matches a line of the bank with an invoice: the shares are collected as one contribution, which wakes the waiting
 * list, and the rest is paid in. So is the share of a voucher that was voided after the invoice was drawn up: nothing
 * of it is pledged any more.
 */
export async function payInvoice(
  tx: Tx,
  invoiceId: string,
  payment: { readonly bankRef: string; readonly amountCents: number; readonly recordedBy: string },
): Promise<EmployerInvoice> {
  const invoice = await lockRow(tx, 'employer_invoice', invoiceId, 'NO KEY UPDATE');
  if (!invoice) throw notFound({ it: 'Nota mensile', en: 'Invoice' });
  if (invoice.paidAt) throw paidAlready;
  const { organisationId, shareCents, prefundCents } = invoice;
  if (payment.amountCents !== shareCents + prefundCents) throw otherAmount(shareCents + prefundCents);
  const { bankRef, recordedBy } = payment;
  await refuseUsedBankRef(tx, bankRef);
  const dueCents = sumCents((await stillPledged(tx, invoice)).map(({ amountCents }) => amountCents));
  const contribution =
    dueCents === 0
      ? null
      : await collectTogether(tx, {
          organisationId,
          source: 'employer',
          amountCents: dueCents,
          bankRef,
          pledgedAt: invoice.drawnUpAt,
        });
  const paidIn = payment.amountCents - dueCents;
  if (paidIn > 0) await bookPrefund(tx, { organisationId, amountCents: paidIn, bankRef, recordedBy });
  return tx.db.employerInvoice.update({
    where: { id: invoice.id },
    data: { bankRef, paidAt: tx.now, contributionId: contribution?.id ?? null },
  });
}

/** Of which of these vouchers the employer's share came in: then the end of a voucher does not take it back. */
export async function collectedShares(tx: Tx, voucherIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.db.$queryRaw<{ voucherId: string }[]>`
    SELECT l.voucher_id AS "voucherId" FROM invoice_line l JOIN employer_invoice i ON i.id = l.invoice_id
     WHERE l.voucher_id = ANY (${[...voucherIds]}::uuid[]) AND i.paid_at IS NOT NULL`;
  return new Set(rows.map(({ voucherId }) => voucherId));
}

export async function isShareCollected(tx: Tx, voucherId: string): Promise<boolean> {
  return (await collectedShares(tx, [voucherId])).has(voucherId);
}

async function openShares(tx: Tx, organisationId: string, before: Date): Promise<readonly Share[]> {
  const vouchers = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT v.id FROM voucher v
     WHERE v.employer_id = ${organisationId}::uuid AND v.issued_at < ${before}
       AND NOT EXISTS (SELECT FROM invoice_line l WHERE l.voucher_id = v.id)`;
  return pledgedShares(
    tx,
    vouchers.map(({ id }) => id),
  );
}

/** Holds the vouchers as they are: one that is voided meanwhile waits, and then finds its share collected. */
async function stillPledged(tx: Tx, { id }: EmployerInvoice): Promise<readonly Share[]> {
  const lines = await tx.db.invoiceLine.findMany({ where: { invoiceId: id }, orderBy: { voucherId: 'asc' } });
  const ids = lines.map(({ voucherId }) => voucherId);
  await tx.db.$queryRaw`SELECT id FROM voucher WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR SHARE`;
  return pledgedShares(tx, ids);
}

/** What the books have pledged for each voucher and not reversed: at its issue, or anew on what was spent when it ended. */
function pledgedShares(tx: Tx, voucherIds: readonly string[]): Promise<Share[]> {
  const pledges = voucherIds.flatMap((voucherId) =>
    ['employer-share', 'employer-share-of-spent'].map((step) => ({
      voucherId,
      id: transferId(`voucher/${voucherId}`, step),
    })),
  );
  return tx.db.$queryRaw<Share[]>`
    SELECT pledge.voucher_id AS "voucherId", p.amount_cents::int AS "amountCents"
      FROM unnest(${pledges.map(({ voucherId }) => voucherId)}::uuid[], ${pledges.map(({ id }) => id)}::uuid[])
        AS pledge (voucher_id, transfer_id)
      JOIN ledger.posting p ON p.transfer_id = pledge.transfer_id
      JOIN ledger.account a ON a.alliance_id = p.alliance_id AND a.id = p.account_id AND a.kind = 'employer_receivable'
     WHERE NOT EXISTS (SELECT FROM ledger.transfer r WHERE r.reverses_id = pledge.transfer_id)`;
}

const monthNotOver = new Refusal('stepNotPossible', {
  detail: {
    it: 'Il mese non è finito: la nota si fa dal primo giorno del mese dopo.',
    en: 'The month is not over: the invoice is drawn up from the first day of the next one.',
  },
});
const drawnUpAlready = new Refusal('alreadyExists', {
  detail: {
    it: 'La nota di questo mese è già stata fatta. I buoni rimasti fuori entrano in quella del mese dopo.',
    en: 'The invoice of this month was drawn up already. Vouchers that are not on it go on the next month’s.',
  },
  possible: ['listEmployerInvoices'],
});
const nothingToInvoice = new Refusal('stepNotPossible', {
  detail: {
    it: 'Non c’è nulla da chiedere: nessun contributo promesso su buoni di quel mese, e nessun versamento da fare.',
    en: 'There is nothing to ask for: no contribution pledged on vouchers of that month, and nothing to pay in.',
  },
});
const paidAlready = new Refusal('stepNotPossible', {
  detail: {
    it: 'La nota è già pagata. Se il denaro è arrivato due volte, lo registri come versamento anticipato.',
    en: 'The invoice is paid already. If the money came twice, record it as paid in beforehand.',
  },
  possible: ['recordPrefund'],
});

function otherAmount(dueCents: number): Refusal {
  return new Refusal('invalidRequest', {
    detail: {
      it: 'L’importo arrivato non è quello della nota: lo registri come versamento anticipato, o chieda la differenza.',
      en: 'The money that came is not what the invoice asks for: record it as paid in beforehand, or ask for the rest.',
    },
    errors: [
      {
        pointer: '/body/amountCents',
        message: {
          it: `la nota è di ${formatEuro(dueCents)}`,
          en: `the invoice is of ${formatEuro(dueCents, 'en')}`,
        },
      },
    ],
  });
}
