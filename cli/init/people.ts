import type { PlainDate } from '../../domain/plain-date.ts';
import { choice, comune, date, email, phone, taxCode, text, vatNumber } from './cell.ts';
import type { OrganisationRow } from './organisations.ts';
import { fromTheTop, type Problem } from './problem.ts';
import { findRepeated, mandatory, optional, readTable, type Cells, type CsvFile, type Row } from './table.ts';

/** The columns of the people's file; docs/init.md shows them to whoever fills it in. */
export const peopleColumns = {
  givenName: mandatory(text, 'nome', 'given name', 'first name'),
  familyName: mandatory(text, 'cognome', 'family name', 'last name', 'surname'),
  taxCode: optional(taxCode, 'codice fiscale', 'tax code'),
  birthDate: optional(date, 'data di nascita', 'birth date', 'date of birth'),
  comuneIstat: mandatory(
    comune,
    'comune',
    'municipality',
    'comune di residenza',
    'codice ISTAT',
    'ISTAT code',
  ),
  address: optional(text, 'indirizzo', 'address'),
  email: optional(email, 'e-mail', 'email', 'posta elettronica'),
  phone: optional(phone, 'telefono', 'phone'),
  household: optional(text, 'nucleo', 'household', 'nucleo familiare'),
  employer: optional(
    vatNumber,
    'partita IVA del datore',
    'VAT number of employer',
    'datore di lavoro',
    'employer',
  ),
  hiredOn: optional(date, 'assunto il', 'hired on', 'data di assunzione'),
  locale: optional(choice({ it: ['italiano', 'Italian'], en: ['inglese', 'English'] }), 'lingua', 'language'),
  channel: optional(
    choice({ email: ['e-mail', 'mail'], pec: ['PEC'], post: ['posta', 'lettera'] }),
    'recapito',
    'channel',
  ),
} as const;

export type PersonRow = Row<typeof peopleColumns>;
export type PersonCells = Cells<typeof peopleColumns>;

const OLDEST_BIRTH: PlainDate = '1900-01-01';

/** Reads the people and checks them against each other, today's date and the organisations of the same import. */
export function readPeople(
  file: CsvFile,
  organisations: readonly OrganisationRow[],
  today: PlainDate,
): { readonly rows: readonly PersonRow[]; readonly problems: readonly Problem[] } {
  const { rows, problems } = readTable(file, peopleColumns);
  return {
    rows,
    problems: fromTheTop([
      ...problems,
      ...findRepeated(file.name, headerOf('taxCode'), rows, ({ cells }) => cells.taxCode),
      ...rows.flatMap((row) => [
        ...checkBirth(file.name, row, today),
        ...checkJob(file.name, row, organisations),
        ...checkChannel(file.name, row),
      ]),
      ...checkHomes(file.name, rows),
    ]),
  };
}

function checkBirth(file: string, { number, cells }: PersonRow, today: PlainDate): readonly Problem[] {
  if (cells.birthDate === undefined || (cells.birthDate >= OLDEST_BIRTH && cells.birthDate <= today))
    return [];
  const message = {
    it: 'la nascita non può essere nel futuro né prima del 1900',
    en: 'nobody is born in the future or before 1900',
  };
  return [{ file, row: number, column: headerOf('birthDate'), message }];
}

function checkJob(
  file: string,
  { number, cells, unread }: PersonRow,
  organisations: readonly OrganisationRow[],
): readonly Problem[] {
  const { employer, hiredOn, birthDate } = cells;
  const problem = (column: keyof PersonCells, it: string, en: string): readonly Problem[] => [
    { file, row: number, column: headerOf(column), message: { it, en } },
  ];
  if (unread.has('employer') || unread.has('hiredOn')) return [];
  if (employer === undefined && hiredOn === undefined) return [];
  if (employer === undefined)
    return problem(
      'employer',
      'con la data di assunzione serve il datore',
      'a hiring date needs the employer',
    );
  if (hiredOn === undefined)
    return problem(
      'hiredOn',
      'con il datore serve la data di assunzione',
      'an employer needs the hiring date',
    );
  const known = organisations.find((organisation) => organisation.cells.vatNumber === employer);
  if (known === undefined)
    return problem(
      'employer',
      'nessuna organizzazione ha questa partita IVA',
      'no organisation has this VAT number',
    );
  if (known.cells.roles !== undefined && !known.cells.roles.includes('employer'))
    return problem(
      'employer',
      'questa organizzazione non è datore di lavoro',
      'this organisation is not an employer',
    );
  if (birthDate !== undefined && hiredOn <= birthDate)
    return problem('hiredOn', 'non può essere prima della nascita', 'it cannot be before birth');
  return [];
}

/** A channel that was chosen needs somewhere to go. */
function checkChannel(file: string, { number, cells, unread }: PersonRow): readonly Problem[] {
  if (cells.channel === undefined) return [];
  const needed = cells.channel === 'post' ? 'address' : 'email';
  if (unread.has(needed) || cells[needed] !== undefined) return [];
  const message = {
    address: {
      it: 'con questo recapito serve l’indirizzo postale',
      en: 'this channel needs a postal address',
    },
    email: { it: 'con questo recapito serve l’indirizzo e-mail', en: 'this channel needs an e-mail address' },
  }[needed];
  return [{ file, row: number, column: headerOf(needed), message }];
}

/** Members of one household live in one comune. */
function checkHomes(file: string, rows: readonly PersonRow[]): readonly Problem[] {
  const firsts = new Map<string, PersonRow>();
  return rows.flatMap((row) => {
    const { household, comuneIstat } = row.cells;
    if (household === undefined || comuneIstat === undefined) return [];
    const first = firsts.get(household);
    if (first === undefined) firsts.set(household, row);
    if (first === undefined || first.cells.comuneIstat === comuneIstat) return [];
    const message = {
      it: `lo stesso nucleo alla riga ${first.number} ha un altro comune`,
      en: `the same household has another comune in row ${first.number}`,
    };
    return [{ file, row: row.number, column: headerOf('comuneIstat'), message }];
  });
}

function headerOf(column: keyof PersonCells): string {
  return peopleColumns[column].headers[0];
}
