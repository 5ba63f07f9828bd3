import { z } from 'zod';
import {
  ADULT_YEARS,
  addDays,
  ageOn,
  birthdayOf,
  earlierOf,
  toDateColumn,
  type PlainDate,
} from '../domain/plain-date.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import { toPlainDate } from '../domain/time.ts';
import { recordAudit } from '../activities/audit.ts';
import { representationChanged } from '../activities/representation.ts';
import type { Tx } from '../prisma/database.ts';
import type { Person, Prisma, Relation } from '../prisma/generated/client.ts';
import { RelationKind } from '../prisma/generated/enums.ts';
import { nothing } from './access.ts';
import { dateIn } from './dates.ts';
import { invalidField, refuseBackwards } from './invalid-field.ts';
import { hasRole, type Principal } from './principal.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, page, pageArguments, plainDate } from './schema.ts';

const parties = {
  personId: id.meta({ description: 'Who is represented' }),
  representativeId: id.meta({ description: 'Who acts' }),
  documentId: id.meta({ description: 'The document it rests on, kept with one of the two people' }),
  validFrom: plainDate,
};
const newRelation = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.enum(['delegate', 'tutor', 'supportAdministrator']),
      ...parties,
      expiresOn: plainDate,
    }),
    z.strictObject({
      kind: z.literal('parent'),
      ...parties,
      expiresOn: plainDate
        .optional()
        .meta({ description: 'The day before the child comes of age, at the latest and by default' }),
    }),
  ])
  .meta({ description: 'A parent acts for a minor only; every other relation says when it ends' });
type NewRelation = z.output<typeof newRelation>;

const relation = z
  .strictObject({
    id,
    kind: z.enum(RelationKind),
    personId: id,
    representativeId: id,
    documentId: id,
    validFrom: plainDate,
    expiresOn: plainDate.nullable(),
    revokedOn: plainDate.nullable(),
    inForce: z.boolean().meta({ description: 'Whether it lets the representative act today' }),
  })
  .meta({ id: 'Relation' });

const createRelation = route({
  kind: 'write',
  operation: 'createRelation',
  method: 'post',
  path: '/v1/relations',
  tag: 'relations',
  summary: {
    it: 'Registra chi può agire per una persona, con quale documento e fino a quando',
    en: 'Record who may act for a person, by which document and until when',
  },
  who: ['caseworker'],
  status: 201,
  body: newRelation,
  reply: z.strictObject({ id, expiresOn: plainDate }),
  async write(tx, { body }, { vault }) {
    const person = await personOrThrow(tx, body.personId);
    const representative = await personOrThrow(tx, body.representativeId);
    refuseUnfit(tx, body, person, representative);
    await refuseForeignDocument(tx, body);
    const expiresOn = expiryOf(body, person);
    refuseBackwards(body.validFrom, expiresOn, '/body/expiresOn');
    const { validFrom, ...columns } = body;
    const row = await tx.db.relation.create({
      data: {
        ...columns,
        allianceId: tx.allianceId,
        validFrom: toDateColumn(validFrom),
        expiresOn: toDateColumn(expiresOn),
        createdAt: tx.now,
      },
    });
    if (shown(tx, row).inForce) await representationChanged(tx, row);
    await recordAudit(tx, vault, { action: 'relation.recorded', subjectKind: 'relation', subjectId: row.id });
    return { id: row.id, expiresOn };
  },
});

const listRelations = route({
  kind: 'read',
  operation: 'listRelations',
  method: 'get',
  path: '/v1/relations',
  tag: 'relations',
  summary: { it: 'Chi può agire per chi', en: 'Who may act for whom' },
  who: ['caseworker', 'citizen', 'employee'],
  query: cursorQuery.extend({ personId: id.optional(), representativeId: id.optional() }),
  reply: page(relation),
  async read(tx, { query, principal }) {
    const { personId, representativeId } = query;
    const rows = await tx.db.relation.findMany({
      where: {
        AND: [
          visibleTo(principal),
          personId ? { personId } : {},
          representativeId ? { representativeId } : {},
        ],
      },
      ...pageArguments(query),
    });
    return asPage(
      rows.map((row) => shown(tx, row)),
      query.limit,
    );
  },
});

const revokeRelation = route({
  kind: 'write',
  operation: 'revokeRelation',
  method: 'post',
  path: '/v1/relations/{relationId}/revocation',
  tag: 'relations',
  summary: {
    it: 'Revoca da oggi; la delega la revoca anche chi l’ha data o ricevuta',
    en: 'Revoke from today; a delegation also by whoever gave or received it',
  },
  who: ['caseworker', 'citizen', 'employee'],
  params: z.strictObject({ relationId: id }),
  reply: z.strictObject({ id, revokedOn: plainDate }),
  async write(tx, { params, principal }, { vault }) {
    const row = await tx.db.relation.findFirst({
      where: { AND: [{ id: params.relationId }, visibleTo(principal)] },
    });
    if (!row) throw notFound(relationWord);
    if (row.kind !== 'delegate' && !hasRole(principal, 'caseworker')) throw onlyByCourt();
    const revokedOn = dateIn(row.revokedOn) ?? toPlainDate(tx.now);
    await tx.db.relation.update({ where: { id: row.id }, data: { revokedOn: toDateColumn(revokedOn) } });
    if (row.revokedOn === null) await representationChanged(tx, row);
    await recordAudit(tx, vault, { action: 'relation.revoked', subjectKind: 'relation', subjectId: row.id });
    return { id: row.id, revokedOn };
  },
});

/** People see the relations they are a party of. */
function visibleTo(principal: Principal): Prisma.RelationWhereInput {
  if (hasRole(principal, 'caseworker')) return {};
  const { personId } = principal;
  return personId ? { OR: [{ personId }, { representativeId: personId }] } : nothing;
}

function shown(tx: Tx, row: Relation): z.input<typeof relation> {
  const today = toPlainDate(tx.now);
  const validFrom = dateIn(row.validFrom)!;
  const expiresOn = dateIn(row.expiresOn);
  const { id: relationId, kind, personId, representativeId, documentId } = row;
  const inForce = row.revokedOn === null && validFrom <= today && (expiresOn ?? today) >= today;
  const revokedOn = dateIn(row.revokedOn);
  return {
    id: relationId,
    kind,
    personId,
    representativeId,
    documentId,
    validFrom,
    expiresOn,
    revokedOn,
    inForce,
  };
}

async function personOrThrow(tx: Tx, personId: string): Promise<Person> {
  const person = await tx.db.person.findFirst({ where: { id: personId, erasedAt: null } });
  if (!person) throw notFound({ it: 'Persona', en: 'Person' });
  return person;
}

async function refuseForeignDocument(tx: Tx, body: NewRelation): Promise<void> {
  const document = await tx.db.document.findFirst({
    where: {
      id: body.documentId,
      erasedAt: null,
      subjectKind: 'person',
      subjectId: { in: [body.personId, body.representativeId] },
    },
  });
  if (!document)
    throw notFound({ it: 'Documento di una delle due persone', en: 'Document of either person' });
}

/** Without a known birth date nobody counts as a minor. */
function isMinor(tx: Tx, person: Person): boolean {
  const birthDate = dateIn(person.birthDate);
  return birthDate !== null && ageOn(birthDate, toPlainDate(tx.now)) < ADULT_YEARS;
}

function refuseUnfit(tx: Tx, body: NewRelation, person: Person, representative: Person): void {
  if (person.id === representative.id) {
    throw invalidField('/body/representativeId', {
      it: 'deve essere un’altra persona',
      en: 'must be another person',
    });
  }
  if (isMinor(tx, representative))
    throw invalidField('/body/representativeId', { it: 'deve essere maggiorenne', en: 'must be of age' });
  if (body.kind === 'parent' && !isMinor(tx, person)) {
    throw invalidField('/body/kind', {
      it: 'un genitore agisce solo per un minorenne',
      en: 'a parent acts for a minor only',
    });
  }
}

/** The last day of the relation; that of a parent ends before the child comes of age. */
function expiryOf(body: NewRelation, person: Person): PlainDate {
  if (body.kind !== 'parent') return body.expiresOn;
  const last = lastDayAsMinor(person);
  return earlierOf(body.expiresOn ?? last, last);
}

function lastDayAsMinor(person: Person): PlainDate {
  return addDays(birthdayOf(dateIn(person.birthDate)!, ADULT_YEARS), -1);
}

function onlyByCourt(): Refusal {
  return new Refusal('notAllowed', {
    detail: {
      it: 'Una tutela, un’amministrazione di sostegno o la potestà di un genitore la chiude l’assistente sociale.',
      en: 'A caseworker closes a guardianship, a support administration or a parent’s authority.',
    },
  });
}

const relationWord = { it: 'Relazione', en: 'Relation' };

export const relationRoutes = [createRelation, listRelations, revokeRelation];
