import { isDependent, type DeclaredRelative, type DependencyLaw } from '../../domain/family.ts';
import { addDays, fromDateColumn, toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { FamilyDeclaration, Prisma } from '../../prisma/generated/client.ts';
import { holdRow } from '../../prisma/lock-row.ts';
import { ErasedError } from '../../vault/errors.ts';
import { recordAudit } from '../audit.ts';
import type { ActivityServices } from '../services.ts';

type Services = Pick<ActivityServices, 'vault'>;

/** One declaration, opened. */
export interface OpenedDeclaration {
  readonly row: FamilyDeclaration;
  readonly detail: DeclaredRelative;
}

/**
 * Keeps what an employee declares of a relative, one declaration after the other: what held before ends the day before,
 * and what began on that day or later was wrong and no longer counts.
 */
export async function declareRelative(
  tx: Tx,
  services: Services,
  declared: {
    readonly employeeId: string;
    readonly relativeId: string;
    readonly detail: DeclaredRelative;
    readonly validFrom: PlainDate;
    readonly validUntil: PlainDate | null;
  },
): Promise<string> {
  const { employeeId, relativeId, detail, validFrom, validUntil } = declared;
  await holdRow(tx, 'person', employeeId, 'NO KEY UPDATE');
  await makeRoom(tx, { employeeId, relativeId, validFrom });
  const { id } = await tx.db.familyDeclaration.create({
    data: {
      allianceId: tx.allianceId,
      employeeId,
      relativeId,
      detailSealed: await services.vault.seal(tx, keyOf(employeeId), sealedField, detail),
      validFrom: toDateColumn(validFrom),
      validUntil: validUntil === null ? null : toDateColumn(validUntil),
      declaredBy: tx.actor.id,
      declaredAt: tx.now,
    },
  });
  await recordAudit(tx, services.vault, {
    action: 'family.declared',
    subjectKind: 'person',
    subjectId: employeeId,
  });
  return id;
}

async function makeRoom(
  tx: Tx,
  of: { readonly employeeId: string; readonly relativeId: string; readonly validFrom: PlainDate },
): Promise<void> {
  const { employeeId, relativeId } = of;
  const from = toDateColumn(of.validFrom);
  const current = { employeeId, relativeId, replacedAt: null };
  await tx.db.familyDeclaration.updateMany({
    where: { ...current, validFrom: { gte: from } },
    data: { replacedAt: tx.now },
  });
  await tx.db.familyDeclaration.updateMany({
    where: { ...current, OR: [{ validUntil: null }, { validUntil: { gte: from } }] },
    data: { validUntil: toDateColumn(addDays(of.validFrom, -1)) },
  });
}

/** The last day on which a declaration holds; it ends once. */
export async function endDeclaration(
  tx: Tx,
  { vault }: Services,
  { id, employeeId, validFrom }: FamilyDeclaration,
  lastDay: PlainDate,
): Promise<void> {
  await holdRow(tx, 'person', employeeId, 'NO KEY UPDATE');
  const last = toDateColumn(lastDay);
  const stillOpen = { id, replacedAt: null, OR: [{ validUntil: null }, { validUntil: { gt: last } }] };
  const { count } = await tx.db.familyDeclaration.updateMany({
    where: { ...stillOpen, validFrom: { lte: last } },
    data: { validUntil: last },
  });
  if (count === 0) throw notToEnd(fromDateColumn(validFrom));
  await recordAudit(tx, vault, { action: 'family.ended', subjectKind: 'person', subjectId: employeeId });
}

function notToEnd(validFrom: PlainDate): Refusal {
  return new Refusal('stepNotPossible', {
    detail: {
      it: `Questa dichiarazione è già finita, è stata sostituita, o comincia dopo (${validFrom}): dichiarare di nuovo.`,
      en: `This declaration has ended already, was replaced, or begins later (${validFrom}): declare anew.`,
    },
    possible: ['declareFamily'],
  });
}

/** What holds of one relative on a day; undefined when nobody declared anything. */
export async function declarationOn(
  tx: Tx,
  services: Services,
  of: { readonly employeeId: string; readonly relativeId: string; readonly day: PlainDate },
): Promise<DeclaredRelative | undefined> {
  const day = toDateColumn(of.day);
  const { employeeId, relativeId } = of;
  const row = await tx.db.familyDeclaration.findFirst({
    where: { employeeId, relativeId, ...between(day, day) },
  });
  return row ? (await openDeclaration(tx, services, row)).detail : undefined;
}

/**
 * How many children of an employee are dependent in a tax year: by the last declaration of each that touches the year,
 * and only of those whose tax code is known, without which the law gives no higher limit.
 */
export async function dependentChildren(
  tx: Tx,
  services: Services,
  of: { readonly employeeId: string; readonly year: number },
  law: DependencyLaw,
): Promise<number> {
  const { employeeId, year } = of;
  const rows = await tx.db.familyDeclaration.findMany({
    where: { employeeId, ...between(toDateColumn(`${year}-01-01`), toDateColumn(`${year}-12-31`)) },
    orderBy: { validFrom: 'asc' },
  });
  const latest = [...new Map(rows.map((row) => [row.relativeId, row])).values()];
  const people = await tx.db.person.findMany({
    where: { id: { in: latest.map(({ relativeId }) => relativeId) }, taxCodePrint: { not: null } },
  });
  const births = new Map(people.map(({ id, birthDate }) => [id, birthDate?.getUTCFullYear() ?? null]));
  let count = 0;
  for (const row of latest) {
    const birthYear = births.get(row.relativeId);
    if (birthYear === undefined) continue;
    const detail = await openUnlessErased(tx, services, row);
    if (detail?.relation === 'child' && isDependent(detail, { birthYear, year }, law)) count += 1;
  }
  return count;
}

export async function openDeclaration(
  tx: Tx,
  { vault }: Services,
  row: FamilyDeclaration,
): Promise<OpenedDeclaration> {
  const detail = await vault.open<DeclaredRelative>(tx, keyOf(row.employeeId), sealedField, row.detailSealed);
  return { row, detail };
}

/** Of an employee who was erased nothing is known any more, while the books of the year stay. */
async function openUnlessErased(
  tx: Tx,
  services: Services,
  row: FamilyDeclaration,
): Promise<DeclaredRelative | undefined> {
  try {
    return (await openDeclaration(tx, services, row)).detail;
  } catch (error) {
    if (error instanceof ErasedError) return undefined;
    throw error;
  }
}

function between(from: Date, until: Date): Prisma.FamilyDeclarationWhereInput {
  return {
    replacedAt: null,
    validFrom: { lte: until },
    OR: [{ validUntil: null }, { validUntil: { gte: from } }],
  };
}

const sealedField = 'familyDeclaration';
const keyOf = (employeeId: string) => ({ kind: 'person', id: employeeId }) as const;
