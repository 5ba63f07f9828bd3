import type { DeclaredRelative, FamilyWord } from '../../domain/family.ts';
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
  const held = await tx.db.familyDeclaration.findFirst({
    where: { ...current, validFrom: { lt: from }, OR: [{ validUntil: null }, { validUntil: { gte: from } }] },
  });
  await tx.db.familyDeclaration.updateMany({
    where: { ...current, validFrom: { gte: from } },
    data: { replacedAt: tx.now },
  });
  if (held) await endOn(tx, held, addDays(of.validFrom, -1));
}

/** The last day on which a declaration holds; it ends once. */
export async function endDeclaration(
  tx: Tx,
  { vault }: Services,
  { id, employeeId, validFrom }: FamilyDeclaration,
  lastDay: PlainDate,
): Promise<string> {
  await holdRow(tx, 'person', employeeId, 'NO KEY UPDATE');
  const last = toDateColumn(lastDay);
  const held = await tx.db.familyDeclaration.findFirst({
    where: {
      id,
      replacedAt: null,
      validFrom: { lte: last },
      OR: [{ validUntil: null }, { validUntil: { gt: last } }],
    },
  });
  if (!held) throw notToEnd(fromDateColumn(validFrom));
  const endedId = await endOn(tx, held, lastDay);
  await recordAudit(tx, vault, { action: 'family.ended', subjectKind: 'person', subjectId: employeeId });
  return endedId;
}

/** The same words with a last day, said now: what was said before stays readable, for the months that knew no better. */
async function endOn(tx: Tx, held: FamilyDeclaration, lastDay: PlainDate): Promise<string> {
  await tx.db.familyDeclaration.update({ where: { id: held.id }, data: { replacedAt: tx.now } });
  const { allianceId, employeeId, relativeId, detailSealed, validFrom } = held;
  const { id } = await tx.db.familyDeclaration.create({
    data: {
      allianceId,
      employeeId,
      relativeId,
      detailSealed,
      validFrom,
      validUntil: toDateColumn(lastDay),
      declaredBy: tx.actor.id,
      declaredAt: tx.now,
    },
  });
  return id;
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

/** Whether somebody is declared as a relative on a day, as whatever relative. */
export async function isDeclaredOn(
  tx: Tx,
  { employeeId, relativeId, day }: { employeeId: string; relativeId: string; day: PlainDate },
): Promise<boolean> {
  const on = toDateColumn(day);
  return (await tx.db.familyDeclaration.count({ where: { employeeId, relativeId, ...between(on, on) } })) > 0;
}

/** All that an employee ever declared, what was replaced since included. */
export async function familyWords(
  tx: Tx,
  services: Services,
  employeeId: string,
): Promise<readonly FamilyWord[]> {
  const rows = await tx.db.familyDeclaration.findMany({ where: { employeeId } });
  const people = await tx.db.person.findMany({
    where: { id: { in: rows.map(({ relativeId }) => relativeId) } },
    select: { id: true, birthDate: true, taxCodeSince: true },
  });
  const found = new Map(people.map((person) => [person.id, person]));
  const words: FamilyWord[] = [];
  for (const row of rows) {
    const detail = await openUnlessErased(tx, services, row);
    if (!detail) continue;
    const { birthDate, taxCodeSince } = found.get(row.relativeId)!;
    words.push({
      relativeId: row.relativeId,
      detail,
      validFrom: fromDateColumn(row.validFrom),
      validUntil: row.validUntil && fromDateColumn(row.validUntil),
      knownAt: row.declaredAt,
      replacedAt: row.replacedAt,
      birthYear: birthDate?.getUTCFullYear() ?? null,
      taxCodeSince,
    });
  }
  return words;
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
