import {
  initAlliance,
  type InitInput,
  type InitOutcome,
  type NewAlliance,
} from '../../cli/init/init-alliance.ts';
import { formatProblem } from '../../cli/init/problem.ts';
import type { CsvFile } from '../../cli/init/table.ts';
import { keyRingOf, masterKey } from '../../vault/keys.ts';
import { openVault } from '../../vault/vault.ts';
import type { TestDatabase } from './database.ts';

export const initVault = openVault(keyRingOf([masterKey(new Uint8Array(32).fill(7))]));
export const initClock = { now: () => Promise.resolve(new Date('2026-11-22T09:00:00Z')) };

/** A file of organisations in which all is well. */
export const organisationsCsv = [
  'nome;partita IVA;forma giuridica;comune;e-mail;ruoli;aderente dal',
  'Cooperativa Prova;IT 01234560165;cooperativa sociale;Lovere;prova@example.org;datore di lavoro + fornitore;01/02/2024',
  'Scuola Prova;;istituto;16218;;scuola;',
].join('\r\n');

/** A file of people, some of them employed there, in which all is well. */
export const peopleCsv = [
  'nome;cognome;codice fiscale;data di nascita;comune;nucleo;partita IVA del datore;assunto il;e-mail',
  'Ada;Prova;XQAAAB92M54Z999T;29/02/1992;LÒVERE;A;01234560165;2020-09-01;ada@example.org',
  'Bruno;Prova;;2024-11-08;016128;A;;;',
  '"Carla ""Carletta""";Prova;;1950-06-01;016024;;;;',
].join('\r\n');

export function csvFile(content: string, name = 'file.csv'): CsvFile {
  return { name, bytes: new TextEncoder().encode(content) };
}

let slugs = 0;

/** Input in which all is well but for what the test changes; each has a short name of its own. */
export function initInput(over: Partial<InitInput> = {}): InitInput {
  return {
    name: 'Alleanza di prova',
    slug: `prova-${(slugs += 1)}`,
    administrators: [
      { label: 'Sara Prova', email: 'sara@example.org' },
      { label: 'Luca Prova', email: 'luca@example.org' },
    ],
    ...over,
  };
}

export function initIn(test: TestDatabase, over?: Partial<InitInput>): Promise<InitOutcome> {
  return initAlliance({ database: test.database, vault: initVault }, initInput(over));
}

export function madeOrThrow(outcome: InitOutcome): NewAlliance {
  if ('made' in outcome) return outcome.made;
  throw new Error(said(outcome).join('\n'));
}

/** The problems as they are printed. */
export function said(outcome: InitOutcome): readonly string[] {
  return 'problems' in outcome ? outcome.problems.map((problem) => formatProblem(problem, 'it')) : [];
}
