import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organisationColumns, readOrganisations } from '../cli/init/organisations.ts';
import { peopleColumns, readPeople } from '../cli/init/people.ts';
import { formatProblem } from '../cli/init/problem.ts';
import { openTestDatabase, type TestDatabase } from './support/database.ts';
import { csvFile, initClock, initIn, organisationsCsv, peopleCsv, said } from './support/init.ts';
import { times } from './support/long.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ clock: initClock });
});
afterAll(() => test.close());

describe('init refuses in its files', () => {
  it('with every problem of both files at its row and column, and writes nothing', async () => {
    const organisations = [
      'nome;partita IVA;comune;ruoli;aderente dal;aderente fino al;iban',
      'Uno;01234560160;Lovere;fornitore;;;IT60X0542811101000000123457',
      ';01234560165;Milano;cliente + mago;31/02/2026;;',
      'Tre;01234560165;Lovere;scuola;2026-01-02;2026-01-01;IT60X0542811101000000123456',
      'Quattro;;Lovere',
    ].join('\n');
    const persons = [
      'nome;cognome;codice fiscale;data di nascita;comune;nucleo;partita IVA del datore;assunto il;e-mail;telefono;recapito',
      '=1+1;Prova;XQAAAB92M54Z999T;;Lovere;A;;;;;',
      'Bea;Prova;XQAAAB92M54Z999T;30/02/2000;Sovere;A;;;;;',
      'Ciro;;XQAAAB92M54Z999A;2027-01-01;Lovere;;00000000000;2020-01-01;non una mail;x;',
      'Dora;Prova;;;Lovere;;01234560165;2020-01-01;;;pec',
      'Elio;Prova;;;Lovere;;;2020-01-01;;;',
      'Fina;Prova;;;Lovere;;;;;;posta',
    ].join('\n');
    const slug = 'niente';
    const outcome = await initIn(test, {
      slug,
      organisations: csvFile(organisations, 'enti.csv'),
      people: csvFile(persons, 'persone.csv'),
    });
    expect(said(outcome)).toEqual([
      'enti.csv, riga 2, colonna "partita IVA": non è una partita IVA: la cifra di controllo, l’ultima, non torna con le altre; una cifra è sbagliata, la ricopi',
      'enti.csv, riga 2, colonna "IBAN": ha un errore di scrittura: una cifra o una lettera non torna, lo ricopi',
      'enti.csv, riga 3, colonna "nome": manca il valore',
      'enti.csv, riga 3, colonna "comune": «Milano» non è uno dei 42 comuni del territorio (per esempio Lovere): per un altro comune d’Italia scrivere il codice ISTAT di 6 cifre',
      'enti.csv, riga 3, colonna "ruoli": «mago» non è tra i valori previsti: datore di lavoro, fornitore, ente locale, scuola, sindacato, associazione',
      'enti.csv, riga 3, colonna "aderente dal": non è una data: scriverla come 31/12/2026 o 2026-12-31',
      'enti.csv, riga 4, colonna "partita IVA": ripete la riga 3',
      'enti.csv, riga 4, colonna "aderente fino al": la fine dell’adesione vuole un inizio, e non può venire prima',
      'enti.csv, riga 5: ha 3 celle, le intestazioni sono 7: manca o avanza un separatore',
      'persone.csv, riga 2, colonna "nome": non può iniziare con =, +, - o @',
      'persone.csv, riga 3, colonna "data di nascita": non è una data: scriverla come 31/12/2026 o 2026-12-31',
      'persone.csv, riga 3, colonna "codice fiscale": ripete la riga 2',
      'persone.csv, riga 3, colonna "comune": lo stesso nucleo alla riga 2 ha un altro comune',
      'persone.csv, riga 4, colonna "cognome": manca il valore',
      'persone.csv, riga 4, colonna "codice fiscale": non è un codice fiscale: 16 caratteri, con la lettera di controllo giusta',
      'persone.csv, riga 4, colonna "e-mail": non è un indirizzo e-mail',
      'persone.csv, riga 4, colonna "telefono": non è un numero di telefono',
      'persone.csv, riga 4, colonna "partita IVA del datore": non è una partita IVA: le cifre dall’ottava alla decima non indicano un ufficio (001-100, 120, 121, 888, 999), le ricopi',
      'persone.csv, riga 4, colonna "data di nascita": la nascita non può essere nel futuro né prima del 1900',
      'persone.csv, riga 5, colonna "e-mail": con questo recapito serve l’indirizzo e-mail',
      'persone.csv, riga 6, colonna "partita IVA del datore": con la data di assunzione serve il datore',
      'persone.csv, riga 7, colonna "indirizzo": con questo recapito serve l’indirizzo postale',
    ]);
    expect((await test.database.gate.alliances()).some((alliance) => alliance.slug === slug)).toBe(false);
  });

  it.each([
    [
      'a file that is not UTF-8',
      Buffer.from('nome;comune;ruoli\nCitt\xe0;Lovere;scuola', 'latin1'),
      /^f.csv: .*UTF-8/,
    ],
    [
      'quotes that never close',
      Buffer.from('nome;comune;ruoli\n"Uno;Lovere;scuola'),
      /^f.csv, riga \d: le virgolette/,
    ],
    ['an empty file', Buffer.from(''), /^f.csv, riga 1, colonna "nome": manca questa colonna/],
    [
      'a header it does not know',
      Buffer.from('nome;comune;ruoli;=1+1'),
      /colonna "4": intestazione sconosciuta «=1\+1»/,
    ],
    [
      'a column that comes twice',
      Buffer.from('nome;comune;ruoli;name'),
      /colonna "4": la stessa colonna compare due/,
    ],
    [
      'the same organisation twice',
      Buffer.from('nome;comune;ruoli\nA;Lovere;scuola\na;Lovere;ente'),
      /ripete la riga 2/,
    ],
    ['a NUL in a cell', Buffer.from('nome;comune;ruoli\nA\u0000B;Lovere;scuola'), /caratteri di controllo/],
  ])('%s', async (_what, bytes, message) => {
    const outcome = await initIn(test, { organisations: { name: 'f.csv', bytes } });
    expect(said(outcome)).toContainEqual(expect.stringMatching(message));
  });

  it('the hiring of a person by an organisation that is no employer, or that is not in the file', async () => {
    const notEmployer = organisationsCsv.replace('datore di lavoro + fornitore', 'fornitore');
    const messages = said(
      await initIn(test, { organisations: csvFile(notEmployer), people: csvFile(peopleCsv) }),
    );
    expect(messages).toEqual([expect.stringMatching(/riga 2, .*non è datore di lavoro/)]);
    expect(said(await initIn(test, { people: csvFile(peopleCsv) }))).toEqual([
      expect.stringMatching(/riga 2, .*nessuna organizzazione/),
    ]);
  });

  it('whatever a file holds, in lines without control characters that no spreadsheet takes for a formula', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        '=1+1',
        '@SUM(A1)',
        '"',
        ';',
        '',
        'nome',
        'Lovere',
        '\u0000',
        '31/02/2026',
        'fornitore',
      ),
    );
    const file = fc.array(fc.array(cell, { maxLength: 8 }), { minLength: 1, maxLength: 6 });
    const seed = Date.now();
    console.log(`init fuzzing: seed ${seed}`);
    fc.assert(
      fc.property(file, fc.boolean(), (lines, isPeople) => {
        const given = csvFile(`nome;comune;ruoli;cognome\n${lines.map((line) => line.join(';')).join('\n')}`);
        const read = isPeople ? readPeople(given, [], '2026-11-22') : readOrganisations(given);
        for (const problem of read.problems)
          expect(formatProblem(problem, 'it')).toMatch(/^file\.csv[^\p{Cc}]*$/u);
      }),
      { numRuns: times(20_000), seed },
    );
  });
});

describe('docs/init.md', () => {
  it.each([
    ['Organisations', organisationColumns],
    ['People', peopleColumns],
  ])('shows every header of the table %s in both languages, and whether it is needed', (title, columns) => {
    const section = readFileSync('docs/init.md', 'utf8')
      .split('\n### ')
      .find((part) => part.startsWith(title))!;
    const shown = section
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .slice(2)
      .map((line) => line.split('|').map((cell) => cell.trim()));
    const known = Object.values(columns).map(({ headers: [it, en], mandatory }) => [it, en, mandatory]);
    expect(shown.map(([, it, en, needed]) => [it, en, needed === 'yes'])).toEqual(known);
  });
});
