import { z } from 'zod';
import { fromDateColumn } from '../domain/plain-date.ts';
import { notFound } from '../domain/refusal.ts';
import { monthOf } from '../domain/welfare-plan.ts';
import type { Tx } from '../prisma/database.ts';
import { VoucherResidual, VoucherState } from '../prisma/generated/enums.ts';
import { instantIn } from './dates.ts';
import { route } from './route.ts';
import { amountCents, asPage, cursorQuery, id, instant, pageArguments } from './schema.ts';

const bought = z
  .strictObject({
    id,
    number: z.string(),
    nominalCents: amountCents,
    state: z.enum(VoucherState),
    issuedAt: instant,
    shareCents: amountCents
      .nullable()
      .meta({ description: 'The employer’s share of it, where it was invoiced' }),
    endedAt: instant.nullable(),
    restCents: amountCents.nullable().meta({ description: 'What nobody spent of it' }),
    restWentTo: z.enum(VoucherResidual).nullable(),
    redemptions: z.array(z.strictObject({ id, number: z.string(), amountCents })),
  })
  .meta({ id: 'FundedVoucher', description: 'What was bought, and nobody’s name' });

const origin = z
  .strictObject({
    kind: z.enum(['invoice', 'contribution', 'voucher', 'walletRest']),
    organisationId: id.nullable().meta({ description: 'Who gave it, where it was given as a whole' }),
    month: z.string().nullable().meta({ description: 'Of an invoice' }),
    items: z.array(bought),
    nextCursor: id.nullable(),
  })
  .meta({ id: 'FundOrigin' });

const trace = route({
  kind: 'read',
  operation: 'traceFundEntry',
  method: 'get',
  path: '/v1/fund/origins/{reference}',
  tag: 'fund',
  summary: {
    it: 'Da un movimento del Fondo ai buoni da cui viene: la quota del datore di lavoro riga per riga, o il resto di un buono finito; senza nomi',
    en: 'From an entry of the Fund to the vouchers it comes from: the employer’s share line by line, or the rest of one that ended; without names',
  },
  who: ['fundOfficer', 'auditor'],
  params: z.strictObject({ reference: id.meta({ description: 'The `businessRef` of the entry' }) }),
  query: cursorQuery,
  reply: origin,
  async read(tx, { params: { reference }, query }) {
    const found = (await ofVoucher(tx, reference)) ?? (await ofContribution(tx, reference, query));
    return found ?? (await ofWallet(tx, reference));
  },
});

type Paging = Parameters<typeof pageArguments>[0];
type Told = z.input<typeof origin>;
const alone = { organisationId: null, month: null, nextCursor: null };

async function ofVoucher(tx: Tx, voucherId: string): Promise<Told | undefined> {
  const items = await vouchersOf(tx, [voucherId]);
  return items.length > 0 ? { ...alone, kind: 'voucher', items } : undefined;
}

/** What an employer paid on an invoice was collected as one contribution; every other was given as a whole. */
async function ofContribution(tx: Tx, contributionId: string, paging: Paging): Promise<Told | undefined> {
  const given = await tx.db.contribution.findUnique({ where: { id: contributionId } });
  if (!given) return undefined;
  const { organisationId } = given;
  const invoice = await tx.db.employerInvoice.findFirst({ where: { contributionId } });
  if (!invoice) return { ...alone, organisationId, kind: 'contribution', items: [] };
  const where = { invoiceId: invoice.id };
  const lines = asPage(await tx.db.invoiceLine.findMany({ where, ...pageArguments(paging) }), paging.limit);
  return {
    kind: 'invoice',
    organisationId,
    month: monthOf(fromDateColumn(invoice.month)),
    items: await vouchersOf(
      tx,
      lines.items.map(({ voucherId }) => voucherId),
    ),
    nextCursor: lines.nextCursor,
  };
}

/** Credit that bought nothing. */
async function ofWallet(tx: Tx, carryOverId: string): Promise<Told> {
  const known = await tx.db.walletCarryOver.count({ where: { id: carryOverId, carriedTo: 'fund' } });
  if (known === 0) throw notFound({ it: 'Movimento del Fondo', en: 'Entry of the Fund' });
  return { ...alone, kind: 'walletRest', items: [] };
}

/** In the order of the ids: vouchers as things bought, not as somebody's. */
async function vouchersOf(tx: Tx, ids: readonly string[]): Promise<z.input<typeof bought>[]> {
  const rows = await tx.db.voucher.findMany({
    where: { id: { in: [...ids] }, walletId: { not: null } },
    omit: { holderId: true, beneficiaryId: true },
  });
  const of = { voucherId: { in: [...ids] } };
  const lines = await tx.db.invoiceLine.findMany({ where: of });
  const taken = Map.groupBy(
    await tx.db.redemption.findMany({ where: of, orderBy: { id: 'asc' } }),
    ({ voucherId }) => voucherId,
  );
  const shares = new Map(lines.map((line) => [line.voucherId, line.amountCents]));
  const known = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((voucherId) => {
    const row = known.get(voucherId);
    if (!row) return [];
    return {
      id: row.id,
      number: row.number,
      nominalCents: row.nominalCents,
      state: row.state,
      issuedAt: row.issuedAt.toISOString(),
      shareCents: shares.get(row.id) ?? null,
      endedAt: instantIn(row.closedAt),
      restCents: row.residualCents,
      restWentTo: row.residualTo,
      redemptions: (taken.get(row.id) ?? []).map(({ id: redemptionId, number, amountCents: cents }) => ({
        id: redemptionId,
        number,
        amountCents: cents,
      })),
    };
  });
}

export const fundOriginRoutes = [trace];
