import { randomUUIDv7 } from 'node:crypto';
import { z } from 'zod';
import { Refusal, notFound } from '../domain/refusal.ts';
import { toDateColumn } from '../domain/plain-date.ts';
import { recordAudit } from '../activities/audit.ts';
import { takeBackDeath } from '../activities/death.ts';
import { erasePerson } from '../activities/erasure.ts';
import { openIdentity, sealIdentity } from '../activities/identity.ts';
import type { Tx } from '../prisma/database.ts';
import type { Person } from '../prisma/generated/client.ts';
import { lockRow } from '../prisma/lock-row.ts';
import { mayChangeContacts, mayReachPerson, openingQuery } from './access.ts';
import { dateIn, instantIn } from './dates.ts';
import {
  contactFields,
  foundPerson,
  newPerson,
  person,
  personChange,
  personSearch,
  type PersonChange,
} from './person-schema.ts';
import { findPeople } from './person-search.ts';
import { refusingTwins, twinsOrThrow } from './person-twins.ts';
import { refuseFuture } from './invalid-field.ts';
import { recordOpening } from './openings.ts';
import { needsAddressForPost } from './postal-address.ts';
import { hasRole } from './principal.ts';
import { route } from './route.ts';
import { id } from './schema.ts';

const personParams = z.strictObject({ personId: id });

const createPerson = route({
  kind: 'write',
  operation: 'createPerson',
  method: 'post',
  path: '/v1/people',
  tag: 'people',
  summary: { it: 'Registra una persona, anche allo sportello', en: 'Enter a person, also at the desk' },
  who: ['caseworker'],
  status: 201,
  refusals: ['alreadyExists', 'possibleDuplicate'],
  body: newPerson,
  reply: z.strictObject({
    id,
    possibleDuplicateIds: z.array(id).meta({
      description: 'People born the same day with the same name, of whom it was said that they are others',
    }),
  }),
  async write(tx, { body }, { vault }) {
    refuseFuture(tx, body.birthDate, '/body/birthDate');
    needsAddressForPost(body);
    const possibleDuplicateIds = await twinsOrThrow(tx, vault, body);
    const { givenName, familyName, taxCode, email, phone, address, birthDate, notADuplicate, ...columns } =
      body;
    const identity = { givenName, familyName, taxCode, email, phone, address };
    const personId = randomUUIDv7();
    const sealed = await sealIdentity(tx, vault, personId, identity);
    await refusingTwins(() =>
      tx.db.person.create({
        data: {
          ...columns,
          ...sealed,
          id: personId,
          allianceId: tx.allianceId,
          birthDate: toDateColumn(birthDate),
          createdAt: tx.now,
        },
      }),
    );
    await recordAudit(tx, vault, {
      action: 'person.entered',
      subjectKind: 'person',
      subjectId: personId,
      ...(notADuplicate && possibleDuplicateIds.length > 0 ? { reason: notADuplicate } : {}),
    });
    return { id: personId, possibleDuplicateIds: [...possibleDuplicateIds] };
  },
});

const searchPeople = route({
  kind: 'read',
  operation: 'searchPeople',
  method: 'post',
  path: '/v1/person-searches',
  tag: 'people',
  summary: {
    it: 'Cerca una persona per codice fiscale o per nome; ogni persona trovata resta a registro',
    en: 'Search a person by tax code or by name; each person found is put on record',
  },
  who: ['caseworker'],
  body: personSearch,
  reply: z.strictObject({
    items: z.array(foundPerson),
    hasMore: z
      .boolean()
      .meta({ description: 'There are more: narrow the search by name, birth date or comune' }),
  }),
  async read(tx, { body }, { vault }) {
    const { found, hasMore } = await findPeople(tx, vault, body);
    for (const one of found) {
      await recordAudit(tx, vault, {
        action: 'person.found',
        subjectKind: 'person',
        subjectId: one.person.id,
        reason: body.reason,
      });
    }
    const items = found.map(({ person: row, identity }) => ({
      id: row.id,
      givenName: identity.givenName,
      familyName: identity.familyName,
      birthDate: dateIn(row.birthDate),
      comuneIstat: row.comuneIstat,
    }));
    return { items, hasMore };
  },
});

const getPerson = route({
  kind: 'read',
  operation: 'getPerson',
  method: 'get',
  path: '/v1/people/{personId}',
  tag: 'people',
  summary: {
    it: 'I dati di una persona: i propri, o di chi si rappresenta; chi li apre per lavoro dice perché',
    en: 'A person’s data: one’s own or of whom one acts for; whoever opens them at work says why',
  },
  who: ['caseworker', 'citizen', 'employee'],
  params: personParams,
  query: openingQuery,
  reply: person,
  async read(tx, { params, query, principal }, { vault }) {
    const row = await tx.db.person.findUnique({ where: { id: params.personId } });
    if (!row || !(await mayReachPerson(tx, principal, row.id))) throw notFound(personWord);
    const opened = { subjectKind: 'person', subjectId: row.id, personId: row.id } as const;
    await recordOpening(tx, vault, principal, { action: 'person.opened', ...opened }, query.reason);
    const home = await tx.db.householdMember.findFirst({ where: { personId: row.id, leftOn: null } });
    return {
      id: row.id,
      identity: (await openIdentity(tx, vault, row)) ?? null,
      birthDate: dateIn(row.birthDate),
      comuneIstat: row.comuneIstat,
      channel: row.channel,
      locale: row.locale,
      householdId: home?.householdId ?? null,
      deceasedOn: dateIn(row.deceasedOn),
      erasedAt: instantIn(row.erasedAt),
    };
  },
});

const changePerson = route({
  kind: 'write',
  operation: 'changePerson',
  method: 'patch',
  path: '/v1/people/{personId}',
  tag: 'people',
  summary: {
    it: 'Corregge i dati di una persona; la persona stessa, il genitore o il tutore solo i recapiti',
    en: 'Change a person’s data; people themselves, their parent or tutor only how to reach them',
  },
  who: ['caseworker', 'citizen', 'employee'],
  params: personParams,
  body: personChange,
  reply: z.strictObject({ id }),
  refusals: ['erased'],
  async write(tx, { params, body, principal }, { vault }) {
    const row = await lockPerson(tx, params.personId);
    if (!row || !(await mayReachPerson(tx, principal, row.id))) throw notFound(personWord);
    if (!(await mayChangeContacts(tx, principal, row.id))) throw contactsOfAnother;
    if (!hasRole(principal, 'caseworker')) refuseBeyondContact(body);
    refuseFuture(tx, body.birthDate, '/body/birthDate');
    const before = await openIdentity(tx, vault, row);
    if (!before) throw erased();
    const { birthDate, comuneIstat, channel, locale, deceasedOn, ...identityChange } = body;
    const after = { ...before, ...identityChange };
    if (body.address !== undefined || channel !== undefined)
      needsAddressForPost(
        { channel: channel ?? row.channel, address: after.address },
        body.address === undefined ? '/body/channel' : '/body/address',
      );
    const data = {
      ...(await sealIdentity(tx, vault, row.id, after, row)),
      comuneIstat,
      channel,
      locale,
      ...(birthDate ? { birthDate: toDateColumn(birthDate) } : {}),
    };
    await refusingTwins(() => tx.db.person.update({ where: { id: row.id }, data }));
    if (deceasedOn === null && row.deceasedOn) await takeBackDeath(tx, vault, row.id);
    await recordAudit(tx, vault, {
      action: 'person.changed',
      subjectKind: 'person',
      subjectId: row.id,
      detail: { subject: { kind: 'person', id: row.id }, value: { before, after } },
    });
    return { id: row.id };
  },
});

const erase = route({
  kind: 'write',
  operation: 'erasePerson',
  method: 'post',
  path: '/v1/people/{personId}/erasure',
  tag: 'people',
  summary: {
    it: 'Cancella per sempre i dati di una persona; i libri contabili restano',
    en: 'Erase a person’s data for good; the books stay',
  },
  who: ['administrator'],
  params: personParams,
  body: z.strictObject({ ground: z.enum(['request', 'retentionOver']) }),
  reply: z.strictObject({ id, erased: z.literal(true) }),
  refusals: ['erased'],
  async write(tx, { params, body }, { vault }) {
    const row = await lockPerson(tx, params.personId);
    if (!row) throw notFound(personWord);
    if (row.erasedAt) throw erased();
    await erasePerson(tx, vault, row.id);
    await recordAudit(tx, vault, {
      action: 'person.erased',
      subjectKind: 'person',
      subjectId: row.id,
      reason: body.ground,
    });
    return { id: row.id, erased: true as const };
  },
});

/** Two changes at once must not lose each other: the identity is read, changed and sealed under a row lock. */
function lockPerson(tx: Tx, personId: string): Promise<Person | undefined> {
  return lockRow(tx, 'person', personId, 'NO KEY UPDATE');
}

function refuseBeyondContact(change: PersonChange): void {
  const beyond = Object.keys(change).filter((field) => !contactFields.includes(field));
  if (beyond.length === 0) return;
  throw new Refusal('notAllowed', {
    detail: {
      it: 'Da soli si cambiano i recapiti; gli altri dati li corregge l’assistente sociale.',
      en: 'People change how to reach them; a caseworker corrects everything else.',
    },
  });
}

const contactsOfAnother = new Refusal('notAllowed', {
  detail: {
    it: 'I recapiti li cambia la persona, il genitore o il tutore; chi è delegato o amministratore di sostegno lo chieda all’assistente sociale.',
    en: 'The person, a parent or a tutor changes how to reach them; delegates and support administrators ask a caseworker to.',
  },
});

function erased(): Refusal {
  return new Refusal('erased', {
    detail: {
      it: 'I dati di questa persona sono stati cancellati.',
      en: 'The data of this person were erased.',
    },
  });
}

const personWord = { it: 'Persona', en: 'Person' };

export const peopleRoutes = [createPerson, searchPeople, getPerson, changePerson, erase];
