import type { Locale, Text } from '../../domain/text.ts';
import type { CaseFile } from './case-file.ts';
import { groupsOf, oneByOne } from './each.ts';
import { payerOf } from './opening-balance.ts';
import type { Complain, Way } from './read-case.ts';
import { isSameWord, nameOf } from './sentence.ts';
import { voucherNamesIn } from './voucher-references.ts';
import { actionNames, actions, staff, type ActionName, type StaffName, type Step } from './steps.ts';

/** Everybody and everything a case calls by name. */
export interface Cast {
  readonly people: ReadonlySet<string>;
  readonly employers: ReadonlySet<string>;
  /** From the start, and those who mean to become one. */
  readonly providers: ReadonlySet<string>;
}

export function castOf(file: CaseFile): Cast {
  const members = Object.values(file.households).flatMap((household) => Object.keys(household.members));
  return {
    people: new Set([...members, ...Object.keys(file['other people'] ?? {})]),
    employers: new Set(Object.keys(oneByOne(file.employers))),
    providers: new Set([...Object.keys(oneByOne(file.providers)), ...(file.candidates ?? [])]),
  };
}

/** The member of staff that a word of the file's language means. */
export function staffNamed(word: string, language: Locale): StaffName | undefined {
  const found = Object.entries(staff).find(([en, it]) => isSameWord(language === 'it' ? it : en, word));
  return found?.[0] as StaffName | undefined;
}

/** What the step does; undefined when it only looks. */
export function actionOf(step: Step): ActionName | undefined {
  return actionNames.find((action) => step[action] !== undefined);
}

/** The application a step is about: the one it names, or the only one. */
export function applicationOf(file: CaseFile, step: Step): string {
  return step['opens the application'] ?? step.application ?? Object.keys(file.applications)[0] ?? '';
}

/** Checks that every name means something, that time goes forward, and that each step does one thing. */
export function checkReferences(file: CaseFile, language: Locale, complain: Complain): void {
  const cast = castOf(file);
  const known = (names: Iterable<string>, name: string | undefined, way: Way) => {
    if (name !== undefined && !new Set(names).has(name)) complain(way, unknownName(name, [...names]));
  };
  if (file.fund.available > 0 && !payerOf(file)) complain(['fund', 'available'], nobodyPays);
  for (const [name, household] of Object.entries(file.households)) {
    for (const [member, { 'works for': employer }] of Object.entries(household.members)) {
      known(cast.employers, employer, ['households', name, 'members', member, 'works for']);
    }
  }
  for (const [index, one] of (file.representatives ?? []).entries()) {
    known(cast.people, one.person, ['representatives', index, 'person']);
    known(cast.people, one['represented by'], ['representatives', index, 'represented by']);
  }
  for (const [name, application] of Object.entries(file.applications)) {
    const way = ['applications', name];
    known(Object.keys(file.households), application.household, [...way, 'household']);
    known(cast.people, application.applicant, [...way, 'applicant']);
    known(cast.people, application.beneficiary, [...way, 'beneficiary']);
    for (const [needName, need] of Object.entries(application.needs)) {
      known(cast.people, need.for, [...way, 'needs', needName, 'for']);
      known(cast.providers, need.provider, [...way, 'needs', needName, 'provider']);
    }
  }
  let earlier = file['starts on'];
  for (const [index, step] of file.steps.entries()) {
    checkStep(file, step, ['steps', index], { cast, language, complain, known });
    if (step.on < earlier) complain(['steps', index, 'on'], backwards);
    earlier = step.on;
  }
}

interface Checking {
  readonly cast: Cast;
  readonly language: Locale;
  readonly complain: Complain;
  readonly known: (names: Iterable<string>, name: string | undefined, way: Way) => void;
}

function checkStep(
  file: CaseFile,
  step: Step,
  way: Way,
  { cast, language, complain, known }: Checking,
): void {
  const done = actionNames.filter((action) => step[action] !== undefined);
  const said = (action: ActionName) => nameOf([action, actions[action]], language);
  if (done.length > 1) complain(way, oneThing(done.map(said)));
  if (done.length === 0 && !step.expects) complain(way, nothing);
  if (done.length === 0 && step['is refused as']) complain([...way, 'is refused as'], nothing);
  if (done.length > 0 && step.who === undefined) complain(way, whoDoesIt);
  const groups = [...groupsOf(file, language).keys()];
  if (step.who !== undefined && staffNamed(step.who, language) === undefined) {
    known([...cast.people, ...cast.employers, ...cast.providers, ...groups], step.who, [...way, 'who']);
  }
  known(Object.keys(file.applications), step.application, [...way, 'application']);
  known(Object.keys(file.applications), step['opens the application'], [...way, 'opens the application']);
  const needs = file.applications[applicationOf(file, step)]?.needs ?? {};
  for (const action of [
    'records units',
    'confirms units',
    'disputes units',
    'resolves the dispute',
    'swaps the provider',
    'gives units as vouchers',
  ] as const) {
    known(Object.keys(needs), step[action]?.need, [...way, action, 'need']);
  }
  known(cast.providers, step['swaps the provider']?.provider, [...way, 'swaps the provider', 'provider']);
  known(cast.providers, step['settles with'], [...way, 'settles with']);
  const organisations = [...cast.providers, ...cast.employers, ...groups];
  for (const [at, name] of organisationsIn(step)) known(organisations, name, [...way, ...at]);
  for (const [at, name, names] of voucherNamesIn(file, step, cast)) known(names, name, [...way, ...at]);
  const dossier = step['records in the dossier'];
  for (const member of Object.keys(dossier?.members ?? {})) {
    known(cast.people, member, [...way, 'records in the dossier', 'members', member]);
  }
}

/** Every organisation that a step names, each with its place. */
function organisationsIn(step: Step): (readonly [Way, string | undefined])[] {
  const alone = [
    'records who represents',
    'invites to sign',
    'countersigns',
    'invites to join',
    'countersigns the agreement',
    'records the agreement',
    'withdraws the revocation',
  ] as const;
  const inside = [
    'extends the deadline',
    'confirms who it is',
    'asks for corrections',
    'grants a waiver',
    'reviews',
    'checks a document',
    'proposes the revocation',
    'decides on the revocation',
  ] as const;
  return [
    ...alone.map((action) => [[action], step[action]] as const),
    ...inside.map((action) => [[action, 'organisation'], step[action]?.organisation] as const),
    [['confirms who it is', 'known as'], step['confirms who it is']?.['known as']],
    ...Object.keys(step.expects?.organisations ?? {}).map(
      (name) => [['expects', 'organisations', name], name] as const,
    ),
  ];
}

function unknownName(name: string, names: readonly string[]): Text {
  return {
    it: `"${name}" non compare nel caso; ci sono: ${names.join(', ') || 'nessuno'}`,
    en: `"${name}" is not in the case; there are: ${names.join(', ') || 'none'}`,
  };
}

function oneThing(words: readonly string[]): Text {
  return {
    it: `un passo fa una cosa sola, non: ${words.join(' e ')}`,
    en: `a step does one thing, not: ${words.join(' and ')}`,
  };
}

const nobodyPays: Text = {
  it: 'nessuno lo ha versato: serve un fornitore o un datore di lavoro che ci sia dall’inizio',
  en: 'nobody paid it in: a provider or an employer has to be there from the start',
};
const nothing: Text = {
  it: 'il passo non fa nulla e non guarda nulla',
  en: 'the step does nothing and looks at nothing',
};
const whoDoesIt: Text = { it: 'manca chi agisce (chiave "chi")', en: 'who acts is missing (key "who")' };
const backwards: Text = {
  it: 'i passi vanno in ordine di tempo, dall’inizio del caso in poi',
  en: 'steps go in order of time, from the start of the case on',
};
