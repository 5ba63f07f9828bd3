import { email, text } from './cell.ts';
import { quote, type Problem } from './problem.ts';

export interface Administrator {
  readonly label: string;
  readonly email: string;
}

const ADMINISTRATORS = 2;

/** An administrator as written on the command line: `Sara Bianchi <sara@example.org>`. */
export function parseAdministrator(written: string): Administrator {
  const [, label = written, address = ''] = /^([^<]*)<([^>]*)>\s*$/.exec(written) ?? [];
  return { label: label.trim(), email: address.trim() };
}

/** Two different people: whoever writes a rule does not publish it. */
export function checkAdministrators(administrators: readonly Administrator[]): readonly Problem[] {
  const column = '--administrator';
  const problem = (it: string, en: string): Problem => ({ file: 'init', column, message: { it, en } });
  const malformed = administrators
    .filter((one) => 'wrong' in text(one.label) || one.label === '' || 'wrong' in email(one.email))
    .map((one) =>
      problem(
        `${quote(one.label)} va scritto come "Nome Cognome <indirizzo@e-mail>"`,
        `write ${quote(one.label)} as "First Last <e-mail@address>"`,
      ),
    );
  const addresses = new Set(administrators.map((one) => one.email.toLowerCase()));
  if (malformed.length > 0) return malformed;
  if (administrators.length === ADMINISTRATORS && addresses.size === ADMINISTRATORS) return [];
  return [
    problem(
      'servono due amministratori diversi: chi scrive una regola non la pubblica',
      'two different administrators are needed: whoever writes a rule does not publish it',
    ),
  ];
}
