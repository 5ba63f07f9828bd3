import { readItalianCsv, type CsvTable } from '../../domain/italian-csv.ts';
import { readEuro } from '../../domain/money.ts';
import { Refusal, type FieldError } from '../../domain/refusal.ts';
import { taxCode as taxCodeSchema } from '../../domain/tax-code.ts';
import type { Text } from '../../domain/text.ts';

/** Credits are written in one transaction: a longer list is sent in parts. */
export const MOST_LINES = 2_000;
const MOST_BYTES = 256 * 1024;
const MOST_CENTS = 100_000_00;
const headers = ['codice fiscale', 'importo'] as const;

/** A line of the list: whom, how much, and where it stands in the file. */
export interface CreditLine {
  readonly number: number;
  readonly taxCode: string;
  readonly amountCents: number;
}

/** A line that cannot be: its number in the file, and why. */
export interface WrongLine {
  readonly number: number;
  readonly why: Text;
}

export interface CreditFile {
  readonly lines: readonly CreditLine[];
  readonly wrong: readonly WrongLine[];
}

/**
 * Reads a list of tax codes and amounts as an Italian spreadsheet saves it: UTF-8, `;` between cells, a decimal comma.
 * Each line that cannot be read is named by its number, and never by what stands in it; only a file that is no such
 * list is refused here.
 */
export function readCreditFile(bytes: Uint8Array): CreditFile {
  const { header, lines } = tableOf(bytes);
  if (headers.some((name, at) => header[at] !== name) || header.length !== headers.length)
    throw unreadable([
      lineError(1, {
        it: 'scriva le intestazioni: codice fiscale;importo',
        en: 'write the headers: codice fiscale;importo',
      }),
    ]);
  if (lines.length === 0 || lines.length > MOST_LINES) throw unreadable([wrongLength]);
  const wrong: WrongLine[] = [];
  const firstOf = new Map<string, number>();
  const read = lines.flatMap(({ number, cells }): readonly CreditLine[] => {
    const line = readLine(cells);
    if ('why' in line) wrong.push({ number, why: line.why });
    else if (firstOf.has(line.taxCode)) wrong.push({ number, why: repeats(firstOf.get(line.taxCode)!) });
    else {
      firstOf.set(line.taxCode, number);
      return [{ number, ...line }];
    }
    return [];
  });
  return { lines: read, wrong };
}

/** Refuses the whole list, and names all of its wrong lines in their order: it is corrected in one go. */
export function refuseLines(wrong: readonly WrongLine[]): void {
  const inOrder = wrong.toSorted((one, other) => one.number - other.number);
  if (wrong.length > 0) throw unreadable(inOrder.map(({ number, why }) => lineError(number, why)));
}

/** The table in a file of so many bytes at most, whatever stands in it. */
export function tableOf(bytes: Uint8Array, mostBytes = MOST_BYTES): CsvTable {
  if (bytes.length > mostBytes) throw unreadable([wrongLength]);
  const table = readItalianCsv(decoded(bytes));
  if (!table) throw unreadable([notCsv]);
  return table;
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable([notCsv]);
  }
}

function readLine(cells: readonly string[]): { taxCode: string; amountCents: number } | { why: Text } {
  if (cells.length !== headers.length)
    return {
      why: {
        it: 'servono due celle, codice fiscale e importo: completi la riga, o la tolga',
        en: 'two cells are needed, tax code and amount: complete the line, or take it out',
      },
    };
  const taxCode = taxCodeSchema.safeParse(cells[0]!.toUpperCase());
  if (!taxCode.success)
    return {
      why: {
        it: 'il codice fiscale non è valido: lo ricopi dalla tessera sanitaria, sedici segni',
        en: 'the tax code is not valid: copy it from the health card, sixteen signs',
      },
    };
  const amountCents = readEuro(cells[1]!);
  if (amountCents === undefined || amountCents < 1 || amountCents > MOST_CENTS)
    return {
      why: {
        it: 'scriva l’importo come 1.140,50, maggiore di zero e fino a 100.000,00',
        en: 'write the amount as 1.140,50, above zero and up to 100.000,00',
      },
    };
  return { taxCode: taxCode.data, amountCents };
}

export const repeats = (first: number): Text => ({
  it: `ripete la persona della riga ${first}: ne lasci una`,
  en: `it repeats the person of line ${first}: leave one of them`,
});

export function lineError(number: number, { it, en }: Text): FieldError {
  return {
    pointer: `/file/${number}`,
    message: { it: `riga ${number}: ${it}`, en: `line ${number}: ${en}` },
  };
}

export const wrongLength: FieldError = {
  pointer: '/file',
  message: {
    it: `un elenco ha da 1 a ${MOST_LINES} righe: se sono di più, lo divida`,
    en: `a list has 1 to ${MOST_LINES} lines: if there are more, send it in parts`,
  },
};
const notCsv: FieldError = {
  pointer: '/file',
  message: {
    it: 'nel foglio elettronico lo salvi come "CSV UTF-8", con ; tra le celle',
    en: 'in the spreadsheet save it as "CSV UTF-8", with ; between the cells',
  },
};

export function unreadable(errors: readonly FieldError[]): Refusal {
  return new Refusal('invalidRequest', {
    detail: {
      it: 'L’elenco contiene errori: corregga le righe indicate e lo invii di nuovo intero. Non è stato accreditato nulla.',
      en: 'The list has errors: correct the lines shown and send it whole again. Nothing was credited.',
    },
    errors,
  });
}
