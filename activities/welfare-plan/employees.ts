import { toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import type { EmployeeName } from '../../domain/welfare-plan.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { openIdentity } from '../identity.ts';

/** Identities are sealed one by one: so many are opened at once. */
const OPENED_AT_ONCE = 500;

/** Jobs with an employer that a day falls into, the first and the last day included. */
export function employedOn(organisationId: string, day: PlainDate) {
  const on = toDateColumn(day);
  return { organisationId, startedOn: { lte: on }, OR: [{ endedOn: null }, { endedOn: { gte: on } }] };
}

type ByTaxCode = ReadonlyMap<string, string>;

/** Of those with these tax codes, who works for the employer that day: the person behind each code. */
export async function employeesByTaxCode(
  tx: Tx,
  vault: Vault,
  { organisationId, day, taxCodes }: { organisationId: string; day: PlainDate; taxCodes: readonly string[] },
): Promise<ByTaxCode> {
  return withJob(tx, await peopleByTaxCode(tx, vault, taxCodes), employedOn(organisationId, day));
}

/** The same of whoever works there or once did: what was given to them stays theirs. */
export async function everEmployedByTaxCode(
  tx: Tx,
  vault: Vault,
  { organisationId, taxCodes }: { organisationId: string; taxCodes: readonly string[] },
): Promise<ByTaxCode> {
  return withJob(tx, await peopleByTaxCode(tx, vault, taxCodes), { organisationId });
}

/** The person behind each of these tax codes, living and known. */
export function livingByTaxCode(tx: Tx, vault: Vault, taxCodes: readonly string[]): Promise<ByTaxCode> {
  return peopleByTaxCode(tx, vault, taxCodes, { deceasedOn: null });
}

async function peopleByTaxCode(
  tx: Tx,
  vault: Vault,
  taxCodes: readonly string[],
  where: Prisma.PersonWhereInput = {},
): Promise<ByTaxCode> {
  const codeOf = new Map<string, string>();
  for (const taxCode of taxCodes) codeOf.set(await vault.fingerprint(tx, taxCode), taxCode);
  const people = await tx.db.person.findMany({
    where: { ...where, taxCodePrint: { in: [...codeOf.keys()] }, erasedAt: null },
    select: { id: true, taxCodePrint: true },
  });
  return new Map(people.map(({ id, taxCodePrint }) => [codeOf.get(taxCodePrint!)!, id]));
}

async function withJob(tx: Tx, people: ByTaxCode, job: Prisma.EmploymentWhereInput): Promise<ByTaxCode> {
  const jobs = await tx.db.employment.findMany({
    where: { personId: { in: [...people.values()] }, ...job },
    select: { personId: true },
  });
  const working = new Set(jobs.map(({ personId }) => personId));
  return new Map([...people].filter(([, id]) => working.has(id)));
}

/** The names of whoever works for the employer that day. They stay in here: a plan is held against them, no more. */
export async function employeeNames(
  tx: Tx,
  vault: Vault,
  { organisationId, day }: { organisationId: string; day: PlainDate },
): Promise<readonly EmployeeName[]> {
  const jobs = await tx.db.employment.findMany({
    where: employedOn(organisationId, day),
    select: { personId: true },
    distinct: ['personId'],
  });
  const names: EmployeeName[] = [];
  for (let from = 0; from < jobs.length; from += OPENED_AT_ONCE) {
    const ids = jobs.slice(from, from + OPENED_AT_ONCE).map(({ personId }) => personId);
    const people = await tx.db.person.findMany({ where: { id: { in: ids }, identitySealed: { not: null } } });
    await vault.fetchKeys(tx, 'person', ids);
    const opened = await Promise.all(people.map((person) => openIdentity(tx, vault, person)));
    names.push(...opened.filter((identity) => identity !== undefined));
  }
  return names;
}
