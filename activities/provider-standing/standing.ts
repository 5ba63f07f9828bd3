import { fromDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { documentsRequired, type ProviderDocumentCategory } from '../../domain/provider-service.ts';
import { countingPaper, isGood } from '../../domain/provider-paper.ts';
import { groundOf, standingState, type Regularisation } from '../../domain/provider-standing.ts';
import type { SuspensionGround } from '../../domain/suspension.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Admission, ProviderDocument, Suspension } from '../../prisma/generated/client.ts';
import { standingIn } from '../suspensions.ts';

/** A paper of a provider that counts, or could. */
export interface HeldPaper {
  readonly id: string;
  readonly category: ProviderDocumentCategory;
  readonly issuedOn: PlainDate;
  readonly validUntil: PlainDate | null;
  readonly row: ProviderDocument;
}

export interface OpenRegularisation extends Regularisation {
  readonly id: string;
}

/** All that the standing of a provider is read from, now. */
export async function readStanding(tx: Tx, admission: Admission) {
  const { organisationId } = admission;
  const today = toPlainDate(tx.now);
  const rows = await tx.db.providerDocument.findMany({
    where: { organisationId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const papers = rows.filter(({ state }) => state === 'received' || state === 'accepted').map(held);
  const suspensions = await tx.db.suspension.findMany({
    where: { organisationId, liftedAt: null, OR: [{ role: 'provider' }, { role: null }] },
    orderBy: [{ since: 'asc' }, { id: 'asc' }],
  });
  const openRegularisation = await openRegularisationOf(tx, admission);
  const offered = await offeredBy(tx, organisationId);
  const required = documentsRequired([...new Set(offered.map(({ category }) => category))]);
  const grounds: readonly SuspensionGround[] = await standingIn(tx, organisationId, 'provider');
  const endedOn = admission.endedOn && fromDateColumn(admission.endedOn);
  return {
    today,
    papers,
    refused: rows.filter(({ state }) => state === 'rejected'),
    required,
    endings: offered.flatMap(({ id, withdrawnOn }) =>
      withdrawnOn ? [{ serviceId: id, on: fromDateColumn(withdrawnOn) }] : [],
    ),
    suspensions,
    openRegularisation,
    grounds,
    known: new Set(rows.map(({ category }) => category)),
    state: standingState({ endedOn, grounds, openRegularisation }, today),
  };
}

export type Standing = Awaited<ReturnType<typeof readStanding>>;

/**
 * Whether orders have to stop for want of this paper. What no service asks for any more stops nothing, nor does a paper
 * that was never there: a lapse is the end of something.
 */
export function isWanting(
  {
    today,
    papers,
    required,
    known,
    openRegularisation,
  }: Pick<Standing, 'today' | 'papers' | 'required' | 'known' | 'openRegularisation'>,
  category: ProviderDocumentCategory,
): boolean {
  if (!required.includes(category) || !known.has(category)) return false;
  if (!isGood(countingPaper(papers, category), today)) return true;
  return category === 'durc' && openRegularisation !== null && today > openRegularisation.regulariseBy;
}

/** Grounds that today's papers give, whether or not anybody has acted on them yet. */
export function groundsOfPapers(standing: Standing): readonly SuspensionGround[] {
  return standing.required.filter((category) => isWanting(standing, category)).map((one) => groundOf[one]);
}

/** The suspension for a paper's sake, when there is one. */
export function suspensionFor(
  { suspensions }: Standing,
  category: ProviderDocumentCategory,
): Suspension | undefined {
  return suspensions.find(({ role, ground }) => role === 'provider' && ground === groundOf[category]);
}

function offeredBy(tx: Tx, organisationId: string) {
  return tx.db.offeredService.findMany({
    where: {
      organisationId,
      OR: [{ withdrawnOn: null }, { withdrawnOn: { gt: new Date(toPlainDate(tx.now)) } }],
    },
    select: { id: true, category: true, withdrawnOn: true },
    orderBy: { id: 'asc' },
  });
}

async function openRegularisationOf(tx: Tx, admission: Admission): Promise<OpenRegularisation | null> {
  const row = await tx.db.regularisation.findFirst({
    where: { admissionId: admission.id, settledById: null },
  });
  return (
    row && {
      id: row.id,
      receivedOn: fromDateColumn(row.receivedOn),
      regulariseBy: fromDateColumn(row.regulariseBy),
    }
  );
}

function held(row: ProviderDocument): HeldPaper {
  const { id, category } = row;
  const validUntil = row.validUntil && fromDateColumn(row.validUntil);
  return { id, category, issuedOn: fromDateColumn(row.issuedOn), validUntil, row };
}
