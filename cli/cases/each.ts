import type { Locale } from '../../domain/text.ts';
import type { CaseFile, CaseOrganisation } from './case-file.ts';
import type { Step } from './steps.ts';

/** Many organisations that a case declares once, each known by a name and a number, and what is done by or for each. */

type Declared = Readonly<Record<string, CaseOrganisation>>;

const word: Record<Locale, string> = { it: 'ogni', en: 'each' };

/** Every organisation by its own name: `Pronta` of which there are two stands for `Pronta 1` and `Pronta 2`. */
export function oneByOne(declared: Declared = {}): Declared {
  return Object.fromEntries(
    Object.entries(declared).flatMap(([name, one]) => namesOf(name, one).map((each) => [each, one])),
  );
}

/** Whom `ogni Pronta` (`each Pronta`) names, for all that are declared with a number. */
export function groupsOf(file: CaseFile, language: Locale): ReadonlyMap<string, readonly string[]> {
  const declared = Object.entries({ ...file.providers, ...file.employers });
  const many = declared.filter(([, one]) => one['how many'] !== undefined);
  return new Map(many.map(([name, one]) => [`${word[language]} ${name}`, namesOf(name, one)]));
}

/** A step by or for each of many is as many steps at one moment; any other is itself. */
export function stepsOfEach(file: CaseFile, language: Locale, step: Step): readonly Step[] {
  const groups = groupsOf(file, language);
  const organisations = Object.values(step).map(organisationIn);
  const group = organisations.find((one) => one !== undefined && groups.has(one));
  if (group === undefined) return [step];
  return groups.get(group)!.map((name) => {
    const named = Object.entries(step).map(([key, value]) => [key, renamed(value, group, name)]);
    return Object.fromEntries(named) as Step;
  });
}

/** Steps name an organisation by itself, or beside what they say of it. */
function organisationIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : (value as { readonly organisation?: string })?.organisation;
}

function renamed(value: unknown, from: string, to: string): unknown {
  if (organisationIn(value) !== from) return value;
  return typeof value === 'string' ? to : { ...(value as object), organisation: to };
}

function namesOf(name: string, { 'how many': count }: CaseOrganisation): readonly string[] {
  if (count === undefined) return [name];
  return Array.from({ length: count }, (_, index) => `${name} ${index + 1}`);
}
