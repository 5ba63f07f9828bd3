import { randomUUIDv7 } from 'node:crypto';
import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { askCaseworkers, officeDid, toFollow } from '../activities/office-tasks.ts';
import { serviceCategories } from '../domain/provider-service.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import type { ProviderSuggestion } from '../prisma/generated/client.ts';
import { SuggestionState } from '../prisma/generated/enums.ts';
import type { Subject } from '../vault/vault.ts';
import { nothing, openingQuery, ownRoles, reasonOrThrow } from './access.ts';
import { hasRole, type Principal } from './principal.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, instant, istatCode, line, page, pageArguments, prose } from './schema.ts';

const tag = 'providers';
const path = '/v1/provider-suggestions';
const params = z.strictObject({ suggestionId: id });

/** What somebody wrote of an organisation they would like to find here. */
const written = z.strictObject({
  organisationName: line(),
  contact: line(300).nullable().default(null),
  reason: prose(2000).nullable().default(null),
});
type Written = z.output<typeof written>;

const suggest = route({
  kind: 'write',
  operation: 'suggestProvider',
  method: 'post',
  path,
  tag,
  summary: {
    it: 'Segnala un ente che vorrebbe trovare tra i fornitori; l’ente non saprà da chi',
    en: 'Suggest an organisation one would like to find among the providers; it will not learn by whom',
  },
  who: ownRoles,
  status: 201,
  body: written.extend({
    category: z.enum(serviceCategories),
    comuneIstat: istatCode.nullable().default(null),
  }),
  reply: z.strictObject({ id }),
  async write(tx, { body, principal }, { vault }) {
    const { category, comuneIstat, ...words } = body;
    const personId = principal.personId;
    if (!personId) throw noPerson;
    const suggestionId = randomUUIDv7();
    await tx.db.providerSuggestion.create({
      data: {
        id: suggestionId,
        allianceId: tx.allianceId,
        suggestedBy: principal.accountId,
        personId,
        sealed: await vault.seal(tx, keyOf({ personId }), `suggestion/${suggestionId}`, words),
        category,
        comuneIstat,
        createdAt: tx.now,
      },
    });
    await recordAudit(tx, vault, {
      action: 'providerSuggestion.made',
      subjectKind: 'providerSuggestion',
      subjectId: suggestionId,
    });
    await askCaseworkers(tx, toFollow(suggestionId), [principal.accountId]);
    return { id: suggestionId };
  },
});

const item = {
  id,
  category: z.enum(serviceCategories),
  comuneIstat: z.string().nullable(),
  state: z.enum(SuggestionState),
  createdAt: instant,
};
const listItem = z.strictObject(item).meta({ id: 'ProviderSuggestionListItem' });

const list = route({
  kind: 'read',
  operation: 'listProviderSuggestions',
  method: 'get',
  path,
  tag,
  summary: {
    it: 'Le segnalazioni di fornitori: quelle di tutti per chi segue le adesioni, altrimenti le proprie',
    en: 'The suggestions of providers: everybody’s for whoever follows applications, else one’s own',
  },
  who: ['caseworker', ...ownRoles],
  query: cursorQuery.extend({ state: z.enum(SuggestionState).optional() }),
  reply: page(listItem),
  async read(tx, { query, principal }) {
    const rows = await tx.db.providerSuggestion.findMany({
      ...pageArguments(query),
      where: { AND: [reachable(principal), query.state ? { state: query.state } : {}] },
    });
    return asPage(rows.map(shown), query.limit);
  },
});

const get = route({
  kind: 'read',
  operation: 'getProviderSuggestion',
  method: 'get',
  path: `${path}/{suggestionId}`,
  tag,
  summary: {
    it: 'Una segnalazione con quello che vi è scritto; chi la apre per lavoro dice perché, e non vede di chi è',
    en: 'A suggestion with what it says; whoever opens it at work says why, and does not see whose it is',
  },
  who: ['caseworker', ...ownRoles],
  params,
  query: openingQuery,
  reply: z
    .strictObject({
      ...item,
      organisationName: z.string(),
      contact: z.string().nullable(),
      reason: z.string().nullable(),
    })
    .meta({ id: 'ProviderSuggestion' }),
  refusals: ['erased'],
  async read(tx, { params: { suggestionId }, query, principal }, { vault }) {
    const row = await tx.db.providerSuggestion.findFirst({
      where: { AND: [{ id: suggestionId }, reachable(principal)] },
    });
    if (!row) throw notFound(suggestionWord);
    if (hasRole(principal, 'caseworker'))
      await recordAudit(tx, vault, {
        action: 'providerSuggestion.opened',
        subjectKind: 'providerSuggestion',
        subjectId: row.id,
        reason: reasonOrThrow(query.reason),
      });
    const words = await vault.open<Written>(tx, keyOf(row), `suggestion/${row.id}`, row.sealed);
    return { ...shown(row), ...words };
  },
});

const decline = route({
  kind: 'write',
  operation: 'declineProviderSuggestion',
  method: 'post',
  path: `${path}/{suggestionId}/refusal`,
  tag,
  summary: { it: 'Non dà seguito a una segnalazione', en: 'Do not follow up a suggestion' },
  who: ['caseworker'],
  params,
  reply: z.strictObject({ id }),
  async write(tx, { params: { suggestionId }, principal }, { vault }) {
    if ((await tx.db.providerSuggestion.count({ where: { id: suggestionId } })) === 0)
      throw notFound(suggestionWord);
    const { count } = await tx.db.providerSuggestion.updateMany({
      where: { id: suggestionId, state: 'open' },
      data: { state: 'declined', handledBy: principal.accountId, handledAt: tx.now },
    });
    if (count === 0) throw isHandled;
    await officeDid(tx, toFollow(suggestionId), principal.accountId);
    await recordAudit(tx, vault, {
      action: 'providerSuggestion.declined',
      subjectKind: 'providerSuggestion',
      subjectId: suggestionId,
    });
    return { id: suggestionId };
  },
});

function reachable(principal: Principal) {
  if (hasRole(principal, 'caseworker')) return {};
  const { personId } = principal;
  return personId && hasRole(principal, ...ownRoles) ? { personId } : nothing;
}

function shown({ id: rowId, category, comuneIstat, state, createdAt }: ProviderSuggestion) {
  return { id: rowId, category, comuneIstat, state, createdAt: createdAt.toISOString() };
}

function keyOf({ personId }: { readonly personId: string }): Subject {
  return { kind: 'person', id: personId };
}

const suggestionWord = { it: 'Segnalazione', en: 'Suggestion' };
const isHandled = new Refusal('stepNotPossible', {
  detail: {
    it: 'A questa segnalazione è già stato dato seguito, o no.',
    en: 'This suggestion was followed up already, or declined.',
  },
  possible: ['listProviderSuggestions'],
});
const noPerson = new Refusal('notAllowed', {
  detail: {
    it: 'Segnala chi è registrato come persona nell’alleanza.',
    en: 'Whoever is entered as a person of the alliance suggests.',
  },
});

export const providerSuggestionRoutes = [suggest, list, get, decline];
