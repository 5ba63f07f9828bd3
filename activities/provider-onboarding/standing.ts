import { fromDateColumn } from '../../domain/plain-date.ts';
import { documentsMissing, ownerOf, type OnboardingStep } from '../../domain/provider-onboarding.ts';
import type { ProviderDocumentCategory, ServiceCategory } from '../../domain/provider-service.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { OnboardingStep as StepRow } from '../../prisma/generated/client.ts';

/** The papers of a candidate that count: of each category the newest that was neither rejected nor replaced. */
export async function heldDocuments(tx: Tx, applicationId: string) {
  const rows = await tx.db.providerDocument.findMany({
    where: { applicationId, state: { in: ['received', 'accepted'] } },
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => ({
    row,
    category: row.category,
    issuedOn: fromDateColumn(row.issuedOn),
    validUntil: row.validUntil && fromDateColumn(row.validUntil),
  }));
}

export async function offeredCategories(tx: Tx, applicationId: string): Promise<ServiceCategory[]> {
  const rows = await tx.db.offeredService.findMany({
    where: { applicationId, withdrawnOn: null },
    select: { category: true },
    distinct: ['category'],
    orderBy: { category: 'asc' },
  });
  return rows.map(({ category }) => category);
}

/** What the services ask for and is not there, or no longer good. Without services nobody knows yet what they ask. */
export async function missingDocuments(tx: Tx, id: string): Promise<readonly ProviderDocumentCategory[]> {
  const categories = await offeredCategories(tx, id);
  return documentsMissing(categories, await heldDocuments(tx, id), toPlainDate(tx.now));
}

export async function stepsOf(tx: Tx, applicationId: string): Promise<Map<OnboardingStep, StepRow>> {
  const rows = await tx.db.onboardingStep.findMany({ where: { applicationId } });
  return new Map(rows.map((row) => [row.step, row]));
}

/** Whether nobody has opened the link yet that was asked for at the open door: no step is anybody's. */
export async function isUnopened(tx: Tx, applicationId: string): Promise<boolean> {
  const begun = { OR: [{ dueOn: { not: null } }, { state: { not: 'open' as const } }] };
  return (await tx.db.onboardingStep.count({ where: { applicationId, ...begun } })) === 0;
}

/** Whether somebody outside the office must do something: only then can it stand still by their fault. */
export async function waitsForCandidate(tx: Tx, applicationId: string): Promise<boolean> {
  const owners = [ownerOf.places.open, ownerOf.charter.open];
  const waiting = await tx.db.onboardingStep.count({
    where: { applicationId, state: { not: 'done' }, dueOn: { not: null }, owner: { in: owners } },
  });
  return waiting > 0;
}
