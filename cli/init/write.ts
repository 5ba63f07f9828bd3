import { randomUUIDv7 } from 'node:crypto';
import { sealIdentity } from '../../activities/identity.ts';
import { toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Vault } from '../../vault/vault.ts';
import type { OrganisationRow } from './organisations.ts';
import type { PersonCells, PersonRow } from './people.ts';

/** Writes the organisations; returns the id of each VAT number. */
export async function writeOrganisations(
  tx: Tx,
  rows: readonly OrganisationRow[],
): Promise<ReadonlyMap<string, string>> {
  const data = rows.map(({ cells }) => ({
    ...cells,
    id: randomUUIDv7(),
    allianceId: tx.allianceId,
    roles: [...cells.roles],
    adherentFrom: dateColumn(cells.adherentFrom),
    adherentUntil: dateColumn(cells.adherentUntil),
    createdAt: tx.now,
  }));
  await tx.db.organisation.createMany({ data });
  return new Map(data.flatMap(({ vatNumber, id }) => (vatNumber === undefined ? [] : [[vatNumber, id]])));
}

/** Writes people with sealed identities, their jobs, and the households they name; returns how many of these. */
export async function writePeople(
  tx: Tx,
  vault: Vault,
  rows: readonly PersonRow[],
  idOfVatNumber: ReadonlyMap<string, string>,
): Promise<number> {
  const people = rows.map(({ cells }) => ({ id: randomUUIDv7(), cells }));
  await vault.makeKeys(
    tx,
    people.map(({ id }) => ({ kind: 'person', id })),
  );
  const data = [];
  for (const { id, cells } of people) data.push(await personRow(tx, vault, id, cells));
  await tx.db.person.createMany({ data });
  await tx.db.employment.createMany({
    data: people.flatMap(({ id, cells: { employer, hiredOn } }) =>
      employer === undefined || hiredOn === undefined
        ? []
        : [
            {
              allianceId: tx.allianceId,
              personId: id,
              organisationId: idOfVatNumber.get(employer)!,
              startedOn: toDateColumn(hiredOn),
            },
          ],
    ),
  });
  return writeHouseholds(tx, people);
}

async function personRow(tx: Tx, vault: Vault, id: string, cells: PersonCells) {
  const { givenName, familyName, taxCode, email, phone, address } = cells;
  const identity = {
    givenName,
    familyName,
    taxCode: taxCode ?? null,
    email: email ?? null,
    phone: phone ?? null,
    address: address ?? null,
  };
  return {
    ...(await sealIdentity(tx, vault, id, identity)),
    id,
    allianceId: tx.allianceId,
    birthDate: dateColumn(cells.birthDate),
    comuneIstat: cells.comuneIstat,
    locale: cells.locale ?? 'it',
    channel: cells.channel ?? (email === undefined ? ('post' as const) : ('email' as const)),
    createdAt: tx.now,
  };
}

/** One household for each name in the file; whoever names none gets theirs when first met. */
async function writeHouseholds(
  tx: Tx,
  people: readonly { readonly id: string; readonly cells: PersonCells }[],
): Promise<number> {
  const named = Map.groupBy(
    people.filter(({ cells }) => cells.household !== undefined),
    ({ cells }) => cells.household!,
  );
  const households = [...named.values()].map((members) => ({ id: randomUUIDv7(), members }));
  await tx.db.household.createMany({
    data: households.map(({ id, members }) => ({
      id,
      allianceId: tx.allianceId,
      comuneIstat: members[0]!.cells.comuneIstat,
      createdAt: tx.now,
    })),
  });
  const joinedOn = toDateColumn(toPlainDate(tx.now));
  await tx.db.householdMember.createMany({
    data: households.flatMap(({ id, members }) =>
      members.map((member) => ({
        allianceId: tx.allianceId,
        householdId: id,
        personId: member.id,
        joinedOn,
      })),
    ),
  });
  return households.length;
}

function dateColumn(value: PlainDate | undefined): Date | null {
  return value === undefined ? null : toDateColumn(value);
}
