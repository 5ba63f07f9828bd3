import type { DossierItemInput } from '../../domain/assessment.ts';
import type { Findings } from '../../domain/findings.ts';
import type { Dossier, DossierNeed } from '../../domain/fragility.ts';
import { hasReached, type Member } from '../../domain/household.ts';
import type { IseeAttestation, NeedService } from '../../domain/isee.ts';
import { ADULT_YEARS } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Assessment, Need, Prisma } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';

export type StoredItem = DossierItemInput & {
  readonly id: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
};

/** Items of one assessment are sealed together under its key: destroying it erases the dossier and no more. */
export function dossierSubject(assessmentId: string) {
  return { kind: 'assessment' as const, id: assessmentId };
}

/** Keeps what was submitted; an item of the same kind about the same person replaces the one before, which stays. */
export async function keepItems(
  tx: Tx,
  vault: Vault,
  assessmentId: string,
  items: readonly DossierItemInput[],
  accountId: string,
): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map((item) => ({ item, ...placeOf(item) }));
  await tx.db.dossierItem.updateMany({
    where: { assessmentId, supersededAt: null, OR: rows.map(({ kind, personId }) => ({ kind, personId })) },
    data: { supersededAt: tx.now },
  });
  const data: Prisma.DossierItemCreateManyInput[] = [];
  for (const [index, { item, kind, personId }] of rows.entries()) {
    const isRepeated = rows.slice(index + 1).some((row) => row.kind === kind && row.personId === personId);
    data.push({
      allianceId: tx.allianceId,
      assessmentId,
      kind,
      personId,
      formVersion: formVersionOf(item),
      sealed: await vault.seal(tx, dossierSubject(assessmentId), 'item', signed(item, accountId)),
      recordedBy: accountId,
      createdAt: tx.now,
      supersededAt: isRepeated ? tx.now : null,
    });
  }
  await tx.db.dossierItem.createMany({ data });
}

/** Where an item stands in the dossier: the next one of that place replaces it. */
function placeOf(item: DossierItemInput): { kind: string; personId: string | null } {
  return { kind: itemKey(item), personId: 'personId' in item ? item.personId : null };
}

/** Kinds of ISEE are never mixed: each has a place of its own. */
function itemKey(item: DossierItemInput): string {
  if (item.kind === 'isee') return `isee.${item.value.kind}`;
  return item.kind === 'externalScore' ? `externalScore.${item.value.instrument}` : item.kind;
}

/** A finding is signed by whoever records it, whatever the request says. */
function signed(item: DossierItemInput, accountId: string): DossierItemInput {
  if (item.kind === 'independent') return { ...item, value: { ...item.value, foundBy: accountId } };
  if (
    item.kind !== 'work' &&
    item.kind !== 'housing' &&
    item.kind !== 'network' &&
    item.kind !== 'soleCaregiver'
  )
    return item;
  const value = { ...item.value, evidence: { ...item.value.evidence, foundBy: accountId } };
  return { ...item, value } as DossierItemInput;
}

function formVersionOf(item: DossierItemInput): string | null {
  return 'value' in item && typeof item.value === 'object' && 'formVersion' in item.value
    ? String(item.value.formVersion)
    : null;
}

/** The items that hold now, opened. */
export async function readItems(tx: Tx, vault: Vault, assessmentId: string): Promise<StoredItem[]> {
  const rows = await tx.db.dossierItem.findMany({
    where: { assessmentId, supersededAt: null },
    orderBy: { id: 'asc' },
  });
  return Promise.all(
    rows.map(async (row) => {
      const item = await vault.open<DossierItemInput>(tx, dossierSubject(assessmentId), 'item', row.sealed);
      return { ...item, id: row.id, recordedBy: row.recordedBy, recordedAt: row.createdAt.toISOString() };
    }),
  );
}

export interface ReadDossier {
  readonly dossier: Dossier;
  readonly needs: readonly Need[];
}

/** The dossier as the facts are derived from it: what nobody has said is absent, never zero. */
export async function readDossier(tx: Tx, vault: Vault, assessment: Assessment): Promise<ReadDossier> {
  const items = await readItems(tx, vault, assessment.id);
  const needs = await tx.db.need.findMany({
    where: { assessmentId: assessment.id },
    orderBy: { position: 'asc' },
  });
  const people = await householdPeople(tx, assessment.householdId);
  return {
    needs,
    dossier: {
      members: people.map((person) => memberOf(person, items)),
      findings: findingsOf(items),
      iseeAttestations: items.flatMap((item): IseeAttestation[] =>
        item.kind === 'isee' ? [item.value] : [],
      ),
      needs: needs.map(dossierNeed),
    },
  };
}

export function dossierNeed(need: Need): DossierNeed {
  return {
    service: need.service as NeedService,
    forPersonId: need.forPersonId,
    ...(need.parentsApart === null ? {} : { parentsApart: need.parentsApart }),
  };
}

/**
 * Whom forms may speak of, the oldest first, by which whoever may read no name tells them apart; and whether they are of
 * age: null where nobody has entered when they were born.
 */
export async function membersToday(tx: Tx, householdId: string) {
  const people = await householdPeople(tx, householdId, [
    { birthDate: { sort: 'asc', nulls: 'last' } },
    { id: 'asc' },
  ]);
  const today = toPlainDate(tx.now);
  return people.map((person) => ({
    personId: person.id,
    isAdult: hasReached(memberOf(person, []), ADULT_YEARS, today) ?? null,
  }));
}

async function householdPeople(
  tx: Tx,
  householdId: string,
  orderBy: Prisma.PersonOrderByWithRelationInput[] = [{ id: 'asc' }],
) {
  const members = await tx.db.householdMember.findMany({ where: { householdId, leftOn: null } });
  return tx.db.person.findMany({
    where: { id: { in: members.map(({ personId }) => personId) } },
    select: { id: true, birthDate: true },
    orderBy,
  });
}

function memberOf(person: { id: string; birthDate: Date | null }, items: readonly StoredItem[]): Member {
  const about = items.filter((item) => 'personId' in item && item.personId === person.id);
  const value = (kind: DossierItemInput['kind']) => about.find((item) => item.kind === kind)?.value;
  return Object.fromEntries(
    Object.entries({
      personId: person.id,
      birthDate: person.birthDate ? toPlainDate(person.birthDate) : undefined,
      certificate: value('certificate'),
      katzAdl: value('katzAdl'),
      lawtonIadl: value('lawtonIadl'),
      independent: value('independent'),
    }).filter(([, known]) => known !== undefined),
  ) as unknown as Member;
}

function findingsOf(items: readonly StoredItem[]): Findings {
  const value = (kind: string) => items.find((item) => item.kind === kind)?.value;
  return Object.fromEntries(
    ['work', 'housing', 'network', 'soleCaregiver'].flatMap((kind) =>
      value(kind) === undefined ? [] : [[kind, value(kind)]],
    ),
  ) as Findings;
}
