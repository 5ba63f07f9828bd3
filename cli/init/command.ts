import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Option, type Command } from 'commander';
import type { Locale } from '../../domain/text.ts';
import { parseAdministrator } from './administrators.ts';
import { initAlliance, type InitServices, type NewAlliance } from './init-alliance.ts';
import { formatProblem } from './problem.ts';
import type { CsvFile } from './table.ts';

export type OpenInitServices = () => Promise<InitServices & { close(): Promise<void> }>;

interface Options {
  readonly name: string;
  readonly slug: string;
  readonly administrator: readonly string[];
  readonly organisations?: string;
  readonly people?: string;
  readonly language: Locale;
}

/** Adds `init`, which makes a real alliance and prints each administrator's token, this once. */
export function initCommand(program: Command, openServices: OpenInitServices): void {
  program
    .command('init')
    .description('make a real alliance: two administrators, organisations and people from CSV files')
    .requiredOption('--name <name>', 'name of the alliance')
    .requiredOption('--slug <slug>', 'its short name: small letters, digits, hyphens')
    .requiredOption(
      '--administrator <administrator...>',
      'an administrator, as "First Last <e-mail@address>"; give it twice',
    )
    .option('--organisations <file>', 'CSV file of organisations')
    .option('--people <file>', 'CSV file of people')
    .addOption(
      new Option('--language <language>', 'language of messages').choices(['it', 'en']).default('it'),
    )
    .action((options: Options) => run(options, openServices));
}

async function run(options: Options, openServices: OpenInitServices): Promise<void> {
  const organisations = await readFileOrSay(options.organisations, options.language);
  const people = await readFileOrSay(options.people, options.language);
  if (organisations === 'unreadable' || people === 'unreadable') return;
  const services = await openServices();
  try {
    const outcome = await initAlliance(services, {
      name: options.name,
      slug: options.slug,
      administrators: options.administrator.map(parseAdministrator),
      organisations,
      people,
    });
    if ('made' in outcome) sayMade(outcome.made, options.language);
    else refuse(outcome.problems.map((problem) => formatProblem(problem, options.language)));
  } finally {
    await services.close();
  }
}

async function readFileOrSay(
  path: string | undefined,
  language: Locale,
): Promise<CsvFile | undefined | 'unreadable'> {
  if (path === undefined) return undefined;
  try {
    return { name: basename(path), bytes: await readFile(path) };
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    refuse([
      { it: `${path}: non si può leggere (${reason})`, en: `${path}: cannot be read (${reason})` }[language],
    ]);
    return 'unreadable';
  }
}

function refuse(lines: readonly string[]): void {
  for (const line of lines) console.error(line);
  process.exitCode = 1;
}

function sayMade(made: NewAlliance, language: Locale): void {
  const { organisations, people, households, allianceId } = made;
  const counts = {
    it: `Alleanza creata (${allianceId}): ${organisations} organizzazioni, ${people} persone, ${households} nuclei.`,
    en: `Alliance made (${allianceId}): ${organisations} organisations, ${people} people, ${households} households.`,
  };
  const warning = {
    it: 'Gettoni degli amministratori: si vedono solo adesso, consegnarli di persona.',
    en: 'Tokens of the administrators: shown only now, hand them over in person.',
  };
  console.log(counts[language]);
  console.log(warning[language]);
  for (const { label, email, token, expiresAt } of made.administrators)
    console.log(`${label} <${email}>  ${token}  (→ ${expiresAt.toISOString().slice(0, 10)})`);
}
