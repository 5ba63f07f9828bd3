import { addDays, addYears } from '../../domain/plain-date.ts';
import type { Play } from './actions.ts';
import type { Answer, Caller } from './http.ts';
import { madeUpFile } from './made-up-file.ts';
import { dayOf, succeeded } from './organisations.ts';
import type { FillingIn, Papers } from './provider-words.ts';
import { camelCase } from './sentence.ts';
import type { Step } from './steps.ts';

const lovere = '016128';
const taxCode = 'RSSMRA80A01H501U';
const italianIban = 'IT60X0542811101000000123456';

/** What a candidate says, step by step, until one is refused; with "the rest", whatever is still open as well. */
export async function fillIn(
  play: Play,
  step: Step,
  name: string,
  said: FillingIn,
  isWhole = said['the rest'] === 'yes',
): Promise<Answer> {
  const { organisations } = play;
  const caller = await organisations.candidate(name);
  const path = organisations.applicationPath(name);
  const before = await organisations.application(name);
  const isOpen = (wanted: string) =>
    isWhole && before?.steps.some((one) => one.step === wanted && one.state === 'open');
  const complete = (body: object) => caller.write(`${path}/steps`, body);
  const done: (() => Promise<Answer | undefined>)[] = [
    async () => (said.identity || isOpen('identity') ? complete(identityOf(play, name, said)) : undefined),
    async () => (said.places || isOpen('places') ? complete(placesOf(said)) : undefined),
    async () =>
      said.services || isOpen('services') ? complete(await servicesOf(play, name, said)) : undefined,
    () => handIn(caller, `${path}/files`, `${path}/papers`, step, said.documents ?? {}, forCandidate),
    async () => {
      const missing = isWhole ? ((await organisations.application(name))?.documentsMissing ?? []) : [];
      const papers = Object.fromEntries(missing.map(({ category }) => [spacedOut(category), {}]));
      return handIn(caller, `${path}/files`, `${path}/papers`, step, papers, forCandidate);
    },
    async () =>
      said.declarations || isOpen('declarations') ? complete(declarationsOf(step, said)) : undefined,
    async () =>
      said.iban || isOpen('iban') ? complete({ step: 'iban', iban: said.iban ?? italianIban }) : undefined,
  ];
  let last: Answer = { status: 200, body: undefined };
  for (const next of done) {
    last = (await next()) ?? last;
    if (!succeeded(last)) return last;
  }
  return last;
}

const forCandidate = { kind: 'providerPaper' };

/** Uploads and hands in each of the papers, until one is refused; without any there is no answer. */
export async function handIn(
  caller: Caller,
  filesPath: string,
  papersPath: string,
  step: Step,
  papers: Papers,
  fields: Readonly<Record<string, string>> = {},
): Promise<Answer | undefined> {
  let last: Answer | undefined;
  for (const [word, paper] of Object.entries(papers)) {
    if (paper === undefined) continue;
    const uploaded = await caller.upload(filesPath, fields, await madeUpFile(paper.file));
    if (!succeeded(uploaded)) return uploaded;
    const isDurc = word === 'durc';
    last = await caller.write(papersPath, {
      category: camelCase(word),
      documentId: (uploaded.body as { id: string }).id,
      issuedOn: paper['issued on'] ?? dayOf(step),
      ...(isDurc ? {} : { validUntil: paper['valid until'] ?? addYears(dayOf(step), 2) }),
      debts: (paper.debts ?? []).map(({ debt, penalties, interest }) => ({
        debtCents: debt,
        penaltiesCents: penalties ?? 0,
        interestCents: interest ?? 0,
      })),
    });
    if (!succeeded(last)) return last;
  }
  return last;
}

function identityOf({ organisations, file }: Play, name: string, { identity, places }: FillingIn) {
  const legalForm = camelCase(identity?.['legal form'] ?? 'social cooperative');
  const representative = organisations.representativeName(name);
  return {
    step: 'identity',
    organisationName: name,
    vatNumber:
      identity?.['VAT number'] ??
      file.employers?.[name]?.['VAT number'] ??
      vatNumberOf((file.candidates ?? []).indexOf(name) + 1),
    legalForm,
    cooperativeType: legalForm === 'socialCooperative' ? 'a' : null,
    comuneIstat: identity?.comune ?? Object.values(places ?? {})[0]?.comune ?? lovere,
    contactName: representative,
    representative: {
      name: representative,
      taxCode,
      email: organisations.emailOf(name, 'representative'),
    },
  };
}

function placesOf({ identity, places = { Sede: { comune: identity?.comune ?? lovere } } }: FillingIn) {
  return {
    step: 'places',
    places: Object.entries(places).map(([name, { comune, latitude = null, longitude = null }]) => ({
      name,
      comuneIstat: comune,
      address: 'Via dell’Esempio 1',
      latitude,
      longitude,
    })),
  };
}

async function servicesOf(
  { organisations }: Play,
  name: string,
  { services = { Nido: { category: 'childcare' } } }: FillingIn,
) {
  const places = (await organisations.application(name))?.places ?? [];
  return {
    step: 'services',
    services: Object.entries(services).map(
      ([title, { category, unit = 'week', at, vat = 'exempt', ...one }]) => ({
        category: camelCase(category),
        name: title,
        unit,
        unitPriceCents: one['unit price'] ?? 9_500,
        vatTreatment: vat.replace(' ', ''),
        taxLetters: (one.letters ?? ['f bis']).map(camelCase),
        placeIds: places.filter((place) => at?.includes(place.name) ?? true).map(({ id }) => id),
      }),
    ),
  };
}

function declarationsOf(step: Step, { declarations = {} }: FillingIn) {
  return {
    step: 'declarations',
    collectiveAgreementCode: 'T151',
    employees: declarations.employees ?? 40,
    law68Base: declarations['law 68 base'] ?? 24,
    disabledWorkersEmployed: declarations['disabled workers'] ?? 1,
    protectedWorkersEmployed: declarations['protected workers'] ?? 0,
    exploitationConviction: false,
    judicialControl: false,
    riskAssessmentOn: addDays(dayOf(step), -100),
    minorsStaffCertified: true,
  };
}

/** A partita IVA that nobody else in the case has: company, office of Bergamo, check digit (Luhn). */
function vatNumberOf(company: number): string {
  const digits = `${String(company).padStart(7, '0')}016`;
  const sum = Array.from(digits).reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

function spacedOut(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
