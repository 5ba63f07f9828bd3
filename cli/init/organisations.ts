import { choices, comune, date, email, iban, text, vatNumber } from './cell.ts';
import { fromTheTop, type Problem } from './problem.ts';
import { findRepeated, mandatory, optional, readTable, type Cells, type CsvFile, type Row } from './table.ts';

/** The columns of the organisations' file; docs/init.md shows them to whoever fills it in. */
export const organisationColumns = {
  name: mandatory(text, 'nome', 'name', 'ragione sociale', 'denominazione'),
  vatNumber: optional(vatNumber, 'partita IVA', 'VAT number', 'P.IVA'),
  legalForm: optional(text, 'forma giuridica', 'legal form'),
  comuneIstat: mandatory(comune, 'comune', 'municipality', 'codice ISTAT', 'ISTAT code'),
  email: optional(email, 'e-mail', 'email', 'posta elettronica'),
  iban: optional(iban, 'IBAN', 'IBAN'),
  roles: mandatory(
    choices({
      employer: ['datore di lavoro', 'employer', 'azienda', 'cliente'],
      provider: ['fornitore', 'provider'],
      localBody: ['ente locale', 'local body', 'comune', 'ente'],
      school: ['scuola', 'school', 'istituto scolastico'],
      union: ['sindacato', 'union'],
      association: ['associazione', 'association', 'associazione datoriale', 'associazione di categoria'],
    }),
    'ruoli',
    'roles',
    'ruolo',
    'role',
  ),
  adherentFrom: optional(date, 'aderente dal', 'adherent from'),
  adherentUntil: optional(date, 'aderente fino al', 'adherent until'),
} as const;

export type OrganisationRow = Row<typeof organisationColumns>;
export type OrganisationCells = Cells<typeof organisationColumns>;

/** Reads the organisations and checks them against each other. */
export function readOrganisations(file: CsvFile): {
  readonly rows: readonly OrganisationRow[];
  readonly problems: readonly Problem[];
} {
  const { rows, problems } = readTable(file, organisationColumns);
  const column = organisationColumns.vatNumber.headers[0];
  return {
    rows,
    problems: fromTheTop([
      ...problems,
      ...findRepeated(file.name, column, rows, ({ cells }) => cells.vatNumber),
      ...findRepeated(file.name, organisationColumns.name.headers[0], rows, nameAndPlace),
      ...rows.flatMap((row) => checkAdherence(file.name, row)),
    ]),
  };
}

/** Without a VAT number, name and comune tell organisations apart. */
function nameAndPlace({ cells }: OrganisationRow): string | undefined {
  if (cells.vatNumber !== undefined || !cells.name || !cells.comuneIstat) return undefined;
  return `${cells.name.toLowerCase()} ${cells.comuneIstat}`;
}

function checkAdherence(file: string, { number, cells, unread }: OrganisationRow): readonly Problem[] {
  if (unread.has('adherentFrom') || unread.has('adherentUntil')) return [];
  const { adherentFrom, adherentUntil } = cells;
  if (adherentUntil === undefined || (adherentFrom !== undefined && adherentFrom <= adherentUntil)) return [];
  const message = {
    it: 'la fine dell’adesione vuole un inizio, e non può venire prima',
    en: 'the end of adherence needs a beginning, and cannot come before it',
  };
  return [{ file, row: number, column: organisationColumns.adherentUntil.headers[0], message }];
}
