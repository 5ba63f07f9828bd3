import { italianCsv, type CsvCell } from '../../domain/italian-csv.ts';
import { fringeTaxableInMonth, mealTaxable } from '../../domain/fringe.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ActivityServices } from '../services.ts';
import { openIdentity } from '../identity.ts';
import { employeesOf } from './employees.ts';
import { standingUnder } from './fringe.ts';
import { lawOfYear, lawOn, useRules } from './law.ts';

/** What payroll taxes of one employee in one month. */
interface TaxableLine {
  readonly personId: string;
  readonly month: string;
  readonly item: keyof typeof itemWords;
  readonly cents: number;
}

const itemWords = {
  fringe: 'Beni e servizi in natura oltre soglia (art. 51 c. 3)',
  meals: 'Buoni pasto oltre il limite giornaliero (art. 51 c. 2 lett. c)',
} as const;

const header = ['Codice fiscale', 'Cognome', 'Nome', 'Mese', 'Voce', 'Imponibile'];

/** The taxable sums of an employer's people in one month, or in the whole year; nothing of what was bought. */
export async function payrollCsv(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  of: { readonly employerId: string; readonly year: number; readonly month?: number | undefined },
): Promise<Uint8Array> {
  const months = of.month === undefined ? Array.from({ length: 12 }, (_, index) => index + 1) : [of.month];
  const lines = [
    ...(await fringeLines(tx, services, of, months)),
    ...(await mealLines(tx, of.employerId, of.year, months)),
  ];
  const names = await namesOf(tx, services, [...new Set(lines.map(({ personId }) => personId))]);
  const nameOf = ({ personId }: TaxableLine) => names.get(personId) ?? ['', '', ''];
  const sortKey = (line: TaxableLine) =>
    [...nameOf(line).toReversed(), line.personId, line.month, line.item].join('\t');
  const rows = lines
    .toSorted((one, other) => sortKey(one).localeCompare(sortKey(other)))
    .map((line): readonly CsvCell[] => [
      ...nameOf(line),
      line.month,
      itemWords[line.item],
      { cents: line.cents },
    ]);
  return new TextEncoder().encode(italianCsv([header, ...rows]));
}

async function fringeLines(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  { employerId, year }: { readonly employerId: string; readonly year: number },
  months: readonly number[],
): Promise<readonly TaxableLine[]> {
  const law = lawOfYear(await useRules(tx), year);
  const lines: TaxableLine[] = [];
  for (const personId of await employeesOf(tx, employerId)) {
    const standing = await standingUnder(tx, services, law, { personId, employerId, year });
    for (const month of months) {
      const cents = fringeTaxableInMonth(standing.monthlyCents, month, standing.limitCents);
      if (cents !== 0) lines.push({ personId, month: monthName(year, month), item: 'fringe', cents });
    }
  }
  return lines;
}

async function mealLines(
  tx: Tx,
  employerId: string,
  year: number,
  months: readonly number[],
): Promise<readonly TaxableLine[]> {
  const version = await useRules(tx);
  const entries = await tx.db.fringeEntry.findMany({
    where: {
      employerId,
      kind: { in: ['mealPaper', 'mealElectronic'] },
      withdrawnAt: null,
      month: { in: months.map((month) => new Date(`${monthName(year, month)}-01`)) },
    },
  });
  const sums = new Map<string, TaxableLine>();
  for (const { personId, kind, month: column, amountCents, days } of entries) {
    const law = lawOn(version, column.toISOString().slice(0, 10));
    const exempt = kind === 'mealPaper' ? law.mealPaperCents : law.mealElectronicCents;
    const month = column.toISOString().slice(0, 7);
    const key = `${personId} ${month}`;
    const cents = (sums.get(key)?.cents ?? 0) + mealTaxable(amountCents, days ?? 0, exempt);
    if (cents > 0) sums.set(key, { personId, month, item: 'meals', cents });
  }
  return [...sums.values()];
}

/** Tax code, family name, given name; blank of whoever was erased. */
async function namesOf(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const people = await tx.db.person.findMany({ where: { id: { in: [...ids] } } });
  await vault.fetchKeys(tx, 'person', ids);
  const names = new Map<string, readonly string[]>();
  for (const person of people) {
    const identity = await openIdentity(tx, vault, person);
    if (!identity) continue;
    names.set(person.id, [identity.taxCode ?? '', identity.familyName, identity.givenName]);
  }
  return names;
}

function monthName(year: number, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}
