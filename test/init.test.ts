import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openIdentity } from '../activities/identity.ts';
import { authenticate } from '../api/auth.ts';
import { initCommand } from '../cli/init/command.ts';
import { initAlliance, type InitInput, type InitOutcome } from '../cli/init/init-alliance.ts';
import { formatProblem } from '../cli/init/problem.ts';
import { keyRingOf, masterKey } from '../vault/keys.ts';
import { openVault } from '../vault/vault.ts';
import { openTestDatabase, testActor, type TestDatabase } from './support/database.ts';

const vault = openVault(keyRingOf([masterKey(new Uint8Array(32).fill(7))]));
let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ clock: { now: async () => new Date('2026-11-22T09:00:00Z') } });
});
afterAll(() => test.close());

const ORGANISATIONS = [
  'nome;partita IVA;forma giuridica;comune;e-mail;ruoli;aderente dal',
  'Cooperativa Prova;IT 01234560165;cooperativa sociale;Lovere;prova@example.org;datore di lavoro + fornitore;01/02/2024',
  'Scuola Prova;;istituto;16218;;scuola;',
].join('\r\n');

const PEOPLE = [
  'nome;cognome;codice fiscale;data di nascita;comune;nucleo;partita IVA del datore;assunto il;e-mail',
  'Ada;Prova;XQAAAB92M54Z999T;29/02/1992;LÒVERE;A;01234560165;2020-09-01;ada@example.org',
  'Bruno;Prova;;2024-11-08;016128;A;;;',
  '"Carla ""Carletta""";Prova;;1950-06-01;Bergamo;;;;',
].join('\r\n');

const csv = (content: string, name = 'file.csv') => ({ name, bytes: new TextEncoder().encode(content) });

let slugs = 0;
const input = (over: Partial<InitInput> = {}): InitInput => ({
  name: 'Alleanza di prova',
  slug: `prova-${(slugs += 1)}`,
  administrators: [
    { label: 'Sara Prova', email: 'sara@example.org' },
    { label: 'Luca Prova', email: 'luca@example.org' },
  ],
  ...over,
});
const init = (over?: Partial<InitInput>) => initAlliance({ database: test.database, vault }, input(over));

function madeOrThrow(outcome: InitOutcome) {
  if ('made' in outcome) return outcome.made;
  throw new Error(outcome.problems.map((problem) => formatProblem(problem, 'en')).join('\n'));
}

function said(outcome: InitOutcome, locale: 'it' | 'en' = 'it'): string[] {
  return 'problems' in outcome ? outcome.problems.map((problem) => formatProblem(problem, locale)) : [];
}

const people = PEOPLE.replace('Bergamo', '016024');

describe('init', () => {
  it('makes an alliance of organisations, people and households', async () => {
    const made = madeOrThrow(await init({ organisations: csv(ORGANISATIONS), people: csv(people) }));
    expect(made).toMatchObject({ organisations: 2, people: 3, households: 1 });
    const rows = await test.database.inAlliance(made.allianceId, testActor, async (tx) => ({
      alliance: await tx.db.alliance.findFirstOrThrow(),
      organisations: await tx.db.organisation.findMany({ orderBy: { name: 'asc' } }),
      people: await tx.db.person.findMany({ orderBy: { birthDate: 'asc' } }),
      jobs: await tx.db.employment.findMany(),
      members: await tx.db.householdMember.count(),
    }));
    expect(rows.alliance).toMatchObject({ name: 'Alleanza di prova', demo: false });
    expect(rows.organisations).toMatchObject([
      {
        name: 'Cooperativa Prova',
        vatNumber: '01234560165',
        comuneIstat: '016128',
        roles: ['employer', 'provider'],
        adherentFrom: new Date('2024-02-01'),
      },
      { name: 'Scuola Prova', vatNumber: null, comuneIstat: '016218', roles: ['school'], adherentFrom: null },
    ]);
    expect(rows.people).toMatchObject([
      { comuneIstat: '016024', channel: 'post', birthDate: new Date('1950-06-01') },
      { comuneIstat: '016128', channel: 'email', birthDate: new Date('1992-02-29') },
      { comuneIstat: '016128', channel: 'post', birthDate: new Date('2024-11-08') },
    ]);
    expect(rows.jobs).toMatchObject([
      { organisationId: rows.organisations[0]!.id, startedOn: new Date('2020-09-01') },
    ]);
    expect(rows.members).toBe(2);
  });

  it('keeps names and tax codes sealed, and finds a person by the print of the tax code', async () => {
    const made = madeOrThrow(await init({ organisations: csv(ORGANISATIONS), people: csv(people) }));
    await test.database.inAlliance(made.allianceId, testActor, async (tx) => {
      const taxCodePrint = await vault.fingerprint(tx, 'XQAAAB92M54Z999T');
      const ada = await tx.db.person.findFirstOrThrow({ where: { taxCodePrint } });
      expect(await openIdentity(tx, vault, ada)).toEqual({
        givenName: 'Ada',
        familyName: 'Prova',
        taxCode: 'XQAAAB92M54Z999T',
        email: 'ada@example.org',
        phone: null,
        address: null,
      });
      expect(Buffer.from(ada.identitySealed!).includes('Prova')).toBe(false);
    });
  });

  it('gives each administrator a token that signs in, and keeps only its hash', async () => {
    const made = madeOrThrow(await init());
    for (const { label, token } of made.administrators) {
      const principal = await authenticate(test.database, `Bearer ${token}`);
      expect(principal).toMatchObject({ label, allianceId: made.allianceId, roles: ['administrator'] });
    }
    const client = await test.superuser();
    const { rows } = await client.query('SELECT t::text AS row FROM token t');
    for (const { token } of made.administrators) expect(JSON.stringify(rows)).not.toContain(token.slice(4));
    await expect(authenticate(test.database, `Bearer ${made.administrators[0]!.token}x`)).resolves.toBe(
      undefined,
    );
  });

  it('leaves a row in the audit trail', async () => {
    const made = madeOrThrow(await init());
    const trail = await test.database.inAlliance(made.allianceId, testActor, (tx) => tx.db.audit.findMany());
    expect(trail).toMatchObject([{ action: 'alliance.made', actorId: 'init', subjectId: made.allianceId }]);
  });

  it.each([
    ['commas', (content: string) => content.replaceAll(';', ',')],
    ['a byte order mark', (content: string) => `\uFEFF${content}`],
    ['Unix line ends and blank rows', (content: string) => content.replaceAll('\r\n', '\n\n')],
    [
      'English headers in capitals',
      (content: string) =>
        content
          .replace('nome;partita IVA;forma giuridica;comune', 'NAME;VAT NUMBER;LEGAL FORM;MUNICIPALITY')
          .replace('ruoli;aderente dal', 'ROLES;ADHERENT FROM')
          .replace(
            'nome;cognome;codice fiscale;data di nascita',
            'GIVEN NAME;FAMILY NAME;TAX CODE;BIRTH DATE',
          )
          .replace('nucleo;partita IVA del datore;assunto il', 'HOUSEHOLD;VAT NUMBER OF EMPLOYER;HIRED ON'),
    ],
  ])('reads files with %s', async (_what, change) => {
    const files = { organisations: csv(change(ORGANISATIONS)), people: csv(change(people)) };
    expect(madeOrThrow(await init(files))).toMatchObject({ organisations: 2, people: 3, households: 1 });
  });
});

describe('init refuses', () => {
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
      'Ciro;;XQAAAB92M54Z999A;2027-01-01;Lovere;;00000000000;;non una mail;x;',
      'Dora;Prova;;;Lovere;;01234560165;2020-01-01;;;pec',
      'Elio;Prova;;;Lovere;;;2020-01-01;;;',
    ].join('\n');
    const slug = 'niente';
    const outcome = await init({
      slug,
      organisations: csv(organisations, 'enti.csv'),
      people: csv(persons, 'persone.csv'),
    });
    expect(said(outcome)).toEqual([
      'enti.csv, riga 2, colonna "partita IVA": non è una partita IVA: 11 cifre, con la cifra di controllo giusta e gli zeri iniziali',
      'enti.csv, riga 2, colonna "IBAN": non è un IBAN',
      'enti.csv, riga 3, colonna "nome": manca il valore',
      'enti.csv, riga 3, colonna "comune": «Milano» non è un comune dell\'alleanza (per esempio Lovere): per un altro comune scrivere il codice ISTAT di 6 cifre',
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
      'persone.csv, riga 4, colonna "partita IVA del datore": non è una partita IVA: 11 cifre, con la cifra di controllo giusta e gli zeri iniziali',
      'persone.csv, riga 4, colonna "data di nascita": la nascita non può essere nel futuro né prima del 1900',
      'persone.csv, riga 5, colonna "e-mail": con questo recapito serve l’indirizzo e-mail',
      'persone.csv, riga 6, colonna "partita IVA del datore": con la data di assunzione serve il datore',
    ]);
    expect((await test.database.gate.alliances()).some((alliance) => alliance.slug === slug)).toBe(false);
  });
});
