import { durcValidUntil } from '../../domain/durc.ts';
import { fromDateColumn, toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { countingPaper, isGood, type Paper } from '../../domain/provider-paper.ts';
import { notFound } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { InpsDebt } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import { durcValidityDays } from '../durc-validity.ts';
import type { ActivityServices } from '../services.ts';

/** Whether a provider can be paid today: in full, its debt to INPS first, or not before its DURC is asked for anew. */
export type DurcStanding =
  | { readonly kind: 'inOrder' }
  | { readonly kind: 'owes'; readonly debtId: string; readonly debtCents: number }
  | { readonly kind: 'lapsed' };

/** What a DURC asked for before paying says that a provider owes; the newest word counts, and zero is one. */
export async function declareInpsDebt(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  debt: { readonly organisationId: string; readonly verifiedOn: PlainDate; readonly debtCents: number },
): Promise<InpsDebt> {
  const organisation = await tx.db.organisation.findUnique({ where: { id: debt.organisationId } });
  if (!organisation?.roles.includes('provider')) throw notFound({ it: 'Fornitore', en: 'Provider' });
  const row = await tx.db.inpsDebt.create({
    data: {
      ...debt,
      allianceId: tx.allianceId,
      verifiedOn: toDateColumn(debt.verifiedOn),
      declaredBy: tx.actor.id,
      declaredAt: tx.now,
    },
  });
  await recordAudit(tx, vault, {
    action: 'provider.inpsDebtDeclared',
    subjectKind: 'organisation',
    subjectId: debt.organisationId,
  });
  return row;
}

/**
 * The DURC as it will be on the day of a payment. A debt stands until it is paid or a regular DURC of a later day was
 * handed in; a paper that was never asked for stops nothing, as everywhere (docs/provider-standing.md).
 *
 * @param withoutBatchId what this batch would pay to INPS does not count as under way
 */
export async function durcStanding(
  tx: Tx,
  organisationId: string,
  payOn: PlainDate = toPlainDate(tx.now),
  withoutBatchId: string | null = null,
): Promise<DurcStanding> {
  const rows = await tx.db.providerDocument.findMany({
    where: { organisationId, category: 'durc', state: { in: ['received', 'accepted'] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const papers = rows.map(({ category, issuedOn, validUntil }) => ({
    category,
    issuedOn: fromDateColumn(issuedOn),
    validUntil: validUntil && fromDateColumn(validUntil),
  }));
  const durc = countingPaper(papers, 'durc');
  const debt = await tx.db.inpsDebt.findFirst({ where: { organisationId }, orderBy: { id: 'desc' } });
  const isOpen = debt && (!durc || durc.issuedOn <= fromDateColumn(debt.verifiedOn));
  const debtCents = isOpen ? debt.debtCents - (await paidOf(tx, debt, withoutBatchId)) : 0;
  if (debt && debtCents > 0) return { kind: 'owes', debtId: debt.id, debtCents };
  const isLapsed = durc !== undefined && !isGood(durc, payOn);
  return { kind: isLapsed && !(await isKnownAnew(tx, debt, durc, payOn)) ? 'lapsed' : 'inOrder' };
}

/**
 * Somebody asked for the DURC after the last one had lapsed, and what it said was declared: it is known again, for as
 * many days as the paper itself would be good.
 */
async function isKnownAnew(tx: Tx, debt: InpsDebt | null, lapsed: Paper, payOn: PlainDate): Promise<boolean> {
  const verifiedOn = debt && fromDateColumn(debt.verifiedOn);
  if (!verifiedOn || lapsed.validUntil === null || verifiedOn <= lapsed.validUntil) return false;
  return payOn <= durcValidUntil(verifiedOn, await durcValidityDays(tx));
}

/**
 * What of a debt is paid or under way, for whichever word of INPS it was withheld. A payment that the bank made before
 * the day of the newest word is in that word already, and is not taken off it again.
 */
async function paidOf(tx: Tx, debt: InpsDebt, withoutBatchId: string | null): Promise<number> {
  const [paid] = await tx.db.$queryRaw<{ cents: number }[]>`
    SELECT coalesce(sum(i.amount_cents), 0)::int AS cents
      FROM settlement_item i LEFT JOIN bank_line l ON l.item_id = i.id
     WHERE i.provider_id = ${debt.organisationId}::uuid AND i.payee = 'inps'
       AND i.state IN ('planned', 'sent', 'confirmed') AND i.batch_id IS DISTINCT FROM ${withoutBatchId}::uuid
       AND (i.inps_debt_id = ${debt.id}::uuid OR i.state <> 'confirmed' OR l.booked_on >= ${debt.verifiedOn}::date)`;
  return paid!.cents;
}
