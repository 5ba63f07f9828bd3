import type { z } from 'zod';
import type { NeedInput, openAssessmentInput, submitDossierInput } from '../../domain/assessment.ts';
import { ADULT_YEARS, ageOn, fromDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { Refusal, type FieldError } from '../../domain/refusal.ts';
import type { Text } from '../../domain/text.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Assessment } from '../../prisma/generated/client.ts';
import { mayActForOrThrow } from '../acting-for.ts';
import { outOfOrder } from '../provider-standing/in-order.ts';
import { suspendedProviders } from '../suspensions.ts';

/** An id that a request names, and where. */
interface Named {
  readonly id: string;
  readonly pointer: string;
}

type Dossier = Pick<z.output<typeof submitDossierInput>, 'items' | 'needs'>;

/**
 * What an application names must be there and belong together; every fault is told with its place. Asked at the door,
 * so that nothing is kept of an application that cannot be, and again when it takes effect.
 */
export async function applicationOrThrow(tx: Tx, body: z.output<typeof openAssessmentInput>): Promise<void> {
  const { householdId, applicantId, beneficiaryId, relationId, needs } = body;
  const members = await membersOf(tx, householdId);
  refuse([
    ...(members.has(beneficiaryId) ? [] : [fault('/body/householdId', notTheirHousehold)]),
    ...(await faultsOfPeople(tx, [
      { id: applicantId, pointer: '/body/applicantId' },
      ...(members.has(beneficiaryId) ? [{ id: beneficiaryId, pointer: '/body/beneficiaryId' }] : []),
    ])),
    ...(relationId ? await faultsOfRelation(tx, { id: relationId, applicantId, beneficiaryId }) : []),
    ...(members.has(beneficiaryId) ? faultsOfMembers(members, peopleOf(needs)) : []),
    ...(await faultsOfMinors(tx, needs)),
    ...(await faultsOfProviders(tx, needs)),
  ]);
  await ofAgeOrThrow(tx, applicantId);
  await mayActForOrThrow(tx, { personId: beneficiaryId, representativeId: applicantId, relationId });
}

/** Erasing somebody and opening a case of theirs wait for each other: whichever is second sees the first. */
export async function holdPeople(
  tx: Tx,
  { applicantId, beneficiaryId }: Pick<Assessment, 'applicantId' | 'beneficiaryId'>,
): Promise<void> {
  await tx.db.$queryRaw`
    SELECT id FROM person WHERE id IN (${applicantId}::uuid, ${beneficiaryId}::uuid) ORDER BY id FOR SHARE`;
}

/** What is added to a dossier speaks of the household's people, of documents about them or the case, of providers. */
export async function dossierOrThrow(
  tx: Tx,
  { id, householdId }: Pick<Assessment, 'id' | 'householdId'>,
  { items, needs = [] }: Dossier,
): Promise<void> {
  const members = await membersOf(tx, householdId);
  const spokenOf = items.flatMap((item, index) =>
    'personId' in item ? [{ id: item.personId, pointer: `/body/items/${index}/personId` }] : [],
  );
  refuse([
    ...faultsOfMembers(members, [...spokenOf, ...peopleOf(needs)]),
    ...(await faultsOfDocuments(tx, documentsIn(items, '/body/items'), [id, ...members])),
    ...faultsOfDays(items, '/body/items', toPlainDate(tx.now)),
    ...(await faultsOfMinors(tx, needs)),
    ...(await faultsOfProviders(tx, needs)),
  ]);
}

async function membersOf(tx: Tx, householdId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.db.householdMember.findMany({
    where: { householdId, leftOn: null },
    select: { personId: true },
  });
  return new Set(rows.map(({ personId }) => personId));
}

function peopleOf(needs: readonly NeedInput[]): readonly Named[] {
  return needs.map(({ forPersonId }, index) => ({
    id: forPersonId,
    pointer: `/body/needs/${index}/forPersonId`,
  }));
}

/** Certificates, external scores and findings rest on documents, wherever in an item they are named. */
function documentsIn(value: unknown, pointer: string): readonly Named[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const place = `${pointer}/${key}`;
    if (key === 'documentId') return [{ id: String(part), pointer: place }];
    if (key !== 'documentIds') return documentsIn(part, place);
    return (part as string[]).map((id, index) => ({ id, pointer: `${place}/${index}` }));
  });
}

function faultsOfMembers(members: ReadonlySet<string>, people: readonly Named[]): FieldError[] {
  return people.filter(({ id }) => !members.has(id)).map(({ pointer }) => fault(pointer, notMember));
}

/** Days on which something happened, was found or was issued; when a contract ends or a paper lapses may be to come. */
const daysPast: readonly string[] = ['issuedOn', 'foundOn', 'on', 'date'];

function faultsOfDays(value: unknown, pointer: string, today: PlainDate): FieldError[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const place = `${pointer}/${key}`;
    if (typeof part !== 'string') return faultsOfDays(part, place, today);
    return daysPast.includes(key) && part > today ? [fault(place, notYet)] : [];
  });
}

async function faultsOfMinors(tx: Tx, needs: readonly NeedInput[]): Promise<FieldError[]> {
  const ages = await agesOf(
    tx,
    needs.map(({ forPersonId }) => forPersonId),
  );
  return needs.flatMap(({ service, forPersonId }, index) =>
    service === 'forMinor' && (ages.get(forPersonId) ?? 0) >= ADULT_YEARS
      ? [fault(`/body/needs/${index}/service`, notMinor)]
      : [],
  );
}

/** Whoever is under age has no capacity to file (c.c. art. 2), for themself or anybody else. */
async function ofAgeOrThrow(tx: Tx, applicantId: string): Promise<void> {
  const age = (await agesOf(tx, [applicantId])).get(applicantId);
  if (age !== undefined && age < ADULT_YEARS) throw underAge;
}

/** How old people are today, of whom it is known. */
async function agesOf(tx: Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const people = await tx.db.person.findMany({
    where: { id: { in: [...personIds] }, birthDate: { not: null } },
    select: { id: true, birthDate: true },
  });
  const today = toPlainDate(tx.now);
  return new Map(people.map(({ id, birthDate }) => [id, ageOn(fromDateColumn(birthDate!), today)]));
}

async function faultsOfPeople(tx: Tx, people: readonly Named[]): Promise<FieldError[]> {
  const found = await tx.db.person.findMany({
    where: { id: { in: people.map(({ id }) => id) }, erasedAt: null },
    select: { id: true },
  });
  return missing(people, found, unknownPerson);
}

async function faultsOfRelation(
  tx: Tx,
  named: { readonly id: string; readonly applicantId: string; readonly beneficiaryId: string },
): Promise<FieldError[]> {
  const relation = await tx.db.relation.findFirst({
    where: { id: named.id, personId: named.beneficiaryId, representativeId: named.applicantId },
  });
  return relation ? [] : [fault('/body/relationId', unknownRelation)];
}

async function faultsOfProviders(tx: Tx, needs: readonly NeedInput[]): Promise<FieldError[]> {
  const named = needs.map(({ providerId: id }, index) => ({
    id,
    pointer: `/body/needs/${index}/providerId`,
  }));
  const found = await tx.db.organisation.findMany({
    where: { id: { in: named.map(({ id }) => id) }, roles: { has: 'provider' } },
    select: { id: true },
  });
  const suspended = new Set(
    await suspendedProviders(
      tx,
      named.map(({ id }) => id),
    ),
  );
  const stopped = await outOfOrder(
    tx,
    found.map(({ id }) => id),
  );
  return [
    ...missing(named, found, unknownProvider),
    ...named
      .filter(({ id }) => stopped.get(id) === 'notAdmitted')
      .map(({ pointer }) => fault(pointer, revokedProvider)),
    ...named
      .filter(({ id }) => suspended.has(id) || stopped.get(id) === 'suspended')
      .map(({ pointer }) => fault(pointer, suspendedProvider)),
  ];
}

async function faultsOfDocuments(
  tx: Tx,
  documents: readonly Named[],
  subjectIds: readonly string[],
): Promise<FieldError[]> {
  if (documents.length === 0) return [];
  const found = await tx.db.document.findMany({
    where: {
      id: { in: documents.map(({ id }) => id) },
      erasedAt: null,
      subjectKind: { in: ['person', 'assessment'] },
      subjectId: { in: [...subjectIds] },
    },
    select: { id: true },
  });
  return missing(documents, found, unknownDocument);
}

function missing(named: readonly Named[], found: readonly { id: string }[], message: Text): FieldError[] {
  const known = new Set(found.map(({ id }) => id));
  return named.filter(({ id }) => !known.has(id)).map(({ pointer }) => fault(pointer, message));
}

function fault(pointer: string, message: Text): FieldError {
  return { pointer, message };
}

function refuse(errors: readonly FieldError[]): void {
  if (errors.length === 0) return;
  throw new Refusal('invalidRequest', {
    detail: {
      it: 'Corregga i campi indicati: ciò che nominano non esiste nell’alleanza o non appartiene a questa pratica.',
      en: 'Correct the fields shown: what they name does not exist in the alliance or does not belong to this case.',
    },
    errors,
  });
}

const underAge = new Refusal('invalidRequest', {
  detail: {
    it: 'Chi è minorenne non presenta una domanda: la presenta un genitore o il tutore, dopo che l’assistente sociale ha registrato con quale documento agisce.',
    en: 'Whoever is under age files no application: a parent or the tutor does, once a caseworker has recorded by which document they act.',
  },
  errors: [
    {
      pointer: '/body/applicantId',
      message: {
        it: 'indichi un genitore o il tutore come richiedente, e il minore come beneficiario',
        en: 'give a parent or the tutor as applicant, and the minor as beneficiary',
      },
    },
  ],
});
const notTheirHousehold = {
  it: 'non è il nucleo di cui oggi fa parte il beneficiario',
  en: 'is not the household the beneficiary belongs to today',
};
const notYet = { it: 'indichi oggi o un giorno passato', en: 'give today or a day before' };
const notMinor = {
  it: 'la persona è maggiorenne: scelga un altro servizio',
  en: 'the person is of age: choose another service',
};
const notMember = { it: 'oggi non fa parte del nucleo', en: 'does not belong to the household today' };
const unknownPerson = { it: 'non è una persona registrata', en: 'is not a person on record' };
const unknownRelation = {
  it: 'non è una delega o un provvedimento tra queste due persone',
  en: 'is not a delegation or court order between these two people',
};
const unknownProvider = { it: 'non è un fornitore dell’alleanza', en: 'is not a provider of the alliance' };
const suspendedProvider = {
  it: 'il fornitore è sospeso e non riceve nuovi ordini: sceglierne un altro',
  en: 'the provider is suspended and gets no new orders: choose another',
};
const revokedProvider = {
  it: 'il fornitore non è più ammesso e non riceve nuovi ordini: sceglierne un altro',
  en: 'the provider is no longer admitted and gets no new orders: choose another',
};
const unknownDocument = {
  it: 'non è un documento della pratica o di chi fa parte del nucleo',
  en: 'is not a document about the case or about somebody of the household',
};
