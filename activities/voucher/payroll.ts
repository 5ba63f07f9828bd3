import { italianCsv, type CsvCell } from '../../domain/italian-csv.ts';
import type { Tx } from '../../prisma/database.ts';
import { identitiesOf, type Identity } from '../identity.ts';
import type { ActivityServices } from '../services.ts';
import { employeesOf } from './employees.ts';
import { fringeRecords } from './fringe-records.ts';
import { becameKnown, monthEnds, type PayrollItem } from './payroll-months.ts';

/** What payroll taxes of one employee in one month, or no longer taxes. */
interface TaxableLine {
  readonly personId: string;
  /** The payroll that it belongs to. */
  readonly month: string;
  /** The tax year that it is about: that of the month, or one that was over. */
  readonly year: number;
  readonly item: PayrollItem;
  readonly cents: number;
}

const itemWords: Readonly<Record<PayrollItem, string>> = {
  fringe: 'Beni e servizi in natura oltre soglia (art. 51 c. 3)',
  meals: 'Buoni pasto oltre il limite giornaliero (art. 51 c. 2 lett. c)',
};

const header = ['Codice fiscale', 'Cognome', 'Nome', 'Mese', 'Anno d’imposta', 'Voce', 'Imponibile'];

/**
 * The taxable sums of an employer's people, and nothing of what was bought: of one month all that became known in it,
 * of whichever tax year; or of a tax year all that became known of it, in whichever month. A month that is over says the
 * same for ever.
 */
export async function payrollCsv(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  of: { readonly employerId: string; readonly year: number; readonly month?: number | undefined },
): Promise<Uint8Array> {
  const lines = await linesOf(tx, services, of);
  const identities = await identitiesOf(tx, services, [...new Set(lines.map(({ personId }) => personId))]);
  const nameOf = ({ personId }: TaxableLine) => cellsOf(identities.get(personId));
  const sortKey = (line: TaxableLine) =>
    [...nameOf(line).toReversed(), line.personId, line.month, line.year, line.item].join('\t');
  const rows = lines
    .toSorted((one, other) => sortKey(one).localeCompare(sortKey(other)))
    .map((line): readonly CsvCell[] => [
      ...nameOf(line),
      line.month,
      String(line.year),
      itemWords[line.item] + adjustment(line),
      { cents: line.cents },
    ]);
  return new TextEncoder().encode(italianCsv([header, ...rows]));
}

async function linesOf(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  of: { readonly employerId: string; readonly year: number; readonly month?: number | undefined },
): Promise<readonly TaxableLine[]> {
  const ends = await monthEnds(tx, of);
  const lines: TaxableLine[] = [];
  for (const personId of await employeesOf(tx, of.employerId)) {
    const records = await fringeRecords(tx, services, { personId, employerId: of.employerId });
    const found = ends.slice(1).flatMap((end, index) => becameKnown(records, ends[index]!, end));
    const wanted = of.month === undefined ? found.filter(({ year }) => year === of.year) : found;
    lines.push(...wanted.map((line) => ({ ...line, personId })));
  }
  return lines;
}

/** Tax code, family name, given name; blank of whoever was erased. */
function cellsOf(identity: Identity | undefined): readonly string[] {
  return identity ? [identity.taxCode ?? '', identity.familyName, identity.givenName] : ['', '', ''];
}

/**
 * Of a year that is over: what the payroll of January and February still adjusts (art. 23 c. 3 DPR 600/1973), and what
 * became known too late for that.
 */
function adjustment({ month, year }: TaxableLine): string {
  if (month.startsWith(`${year}-`)) return '';
  if (month <= `${year + 1}-02`) return ' – conguaglio';
  return ' – dopo il conguaglio: certificazione unica da rettificare';
}
