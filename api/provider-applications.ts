import { z } from 'zod';
import { applicationKey, type CandidateContact } from '../activities/provider-onboarding/application.ts';
import { declaredTwice } from '../activities/provider-onboarding/declared-twice.ts';
import { openDecision } from '../activities/provider-onboarding/decide.ts';
import { recordAudit } from '../activities/audit.ts';
import { declaredTwiceWords } from '../domain/declared-twice.ts';
import { applicationStates } from '../domain/provider-onboarding.ts';
import { serviceCategories } from '../domain/provider-service.ts';
import { notFound } from '../domain/refusal.ts';
import { requirementsIn } from '../rules/requirements.ts';
import { openingQuery, reasonOrThrow } from './access.ts';
import { hasRole } from './principal.ts';
import {
  applicationOrThrow,
  applicationOwners,
  applicationStaff,
  reachableApplications,
} from './provider-application-access.ts';
import { applicationListItem, applicationParams, applicationView } from './provider-application-schema.ts';
import { applicationViewOf, listItemOf } from './provider-application-view.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, instant, page, pageArguments } from './schema.ts';

const tag = 'providers';
const path = '/v1/provider-applications';
const onePath = `${path}/{applicationId}`;
const readers = [...applicationStaff, ...applicationOwners] as const;

const list = route({
  kind: 'read',
  operation: 'listProviderApplications',
  method: 'get',
  path,
  tag,
  summary: {
    it: 'Le richieste di adesione; quelle ferme si vedono da chi devono proseguire e da quando',
    en: 'The applications to join; what stands still shows whose turn it is and since when',
  },
  who: readers,
  query: cursorQuery.extend({ state: z.enum(applicationStates).optional() }),
  reply: page(applicationListItem),
  async read(tx, { query, principal }) {
    const rows = await tx.db.providerApplication.findMany({
      ...pageArguments(query),
      where: { AND: [reachableApplications(principal), query.state ? { state: query.state } : {}] },
    });
    const { items, nextCursor } = asPage(rows, query.limit);
    const isStaff = hasRole(principal, ...applicationStaff);
    return { items: items.map((row) => listItemOf(row, isStaff)), nextCursor };
  },
});

const get = route({
  kind: 'read',
  operation: 'getProviderApplication',
  method: 'get',
  path: onePath,
  tag,
  summary: {
    it: 'Una richiesta di adesione: che cosa c’è, che cosa manca, a chi tocca, entro quando, che cosa fare',
    en: 'An application to join: what there is, what is missing, whose turn it is, until when, what to do',
  },
  who: readers,
  params: applicationParams,
  reply: applicationView,
  async read(tx, { params, principal, locale }, { vault }) {
    const row = await applicationOrThrow(tx, principal, params.applicationId);
    const view = await applicationViewOf(tx, vault, row, { locale, principal });
    if (!hasRole(principal, 'caseworker')) return view;
    const known = row.vatNumber
      ? await tx.db.organisation.findFirst({ where: { vatNumber: row.vatNumber }, select: { id: true } })
      : null;
    return { ...view, knownOrganisationId: known?.id ?? null };
  },
});

const contact = route({
  kind: 'read',
  operation: 'getCandidateContact',
  method: 'get',
  path: `${onePath}/contact`,
  tag,
  summary: {
    it: 'Chi parla e chi firma per un ente candidato, da confrontare con il registro; chi apre dice perché',
    en: 'Who speaks and who signs for a candidate, to compare with the register; whoever opens says why',
  },
  who: ['caseworker', 'administrator'],
  params: applicationParams,
  query: openingQuery,
  reply: z
    .strictObject({
      contactName: z.string(),
      representative: z.strictObject({ name: z.string(), taxCode: z.string(), email: z.string() }),
    })
    .meta({ id: 'CandidateContact' }),
  async read(tx, { params, query, principal }, { vault }) {
    const row = await applicationOrThrow(tx, principal, params.applicationId);
    if (!row.contactSealed) throw notFound({ it: 'Contatto', en: 'Contact' });
    await recordAudit(tx, vault, {
      action: 'providerApplication.contactOpened',
      subjectKind: 'providerApplication',
      subjectId: row.id,
      reason: reasonOrThrow(query.reason),
    });
    return vault.open<CandidateContact>(tx, applicationKey(row), 'contact', row.contactSealed);
  },
});

const decision = z
  .strictObject({
    id,
    ruleSet: z.string(),
    category: z.enum(serviceCategories).nullable(),
    ruleVersionId: id,
    status: z.string(),
    compliant: z.boolean().nullable(),
    class: z.string().nullable(),
    distanceMetres: z.int().nullable().meta({
      description: 'Of provider-proximity: the least distance from a place of its to any of the 42 comuni',
    }),
    missingFacts: z.array(z.string()),
    requirements: z.array(
      z.strictObject({
        rule: z.string(),
        title: z.string(),
        standing: z.enum(['met', 'notMet', 'unknown']),
        unmet: z.string().nullable(),
      }),
    ),
    replay: z
      .enum(['equal', 'different', 'erased'])
      .meta({ description: 'Whether the same facts give the same answer today' }),
    madeAt: instant,
    superseded: z.boolean(),
  })
  .meta({ id: 'ProviderDecision' });

const difference = z.strictObject({
  field: z.string(),
  title: z.string(),
  inApplication: z.union([z.string(), z.int()]),
  inCharter: z.union([z.string(), z.int()]),
});

const decisions = route({
  kind: 'read',
  operation: 'listProviderDecisions',
  method: 'get',
  path: `${onePath}/decisions`,
  tag,
  summary: {
    it: 'Che cosa hanno detto le regole di un ente candidato, requisito per requisito, e se lo direbbero ancora',
    en: 'What the rules said of a candidate, requirement by requirement, and whether they would say it again',
  },
  who: readers,
  params: applicationParams,
  reply: z.strictObject({
    items: z.array(decision),
    differences: z.array(difference).meta({
      description: 'For the office: where the application and the signed charter do not declare the same',
    }),
  }),
  async read(tx, { params, principal, locale }, { vault }) {
    const application = await applicationOrThrow(tx, principal, params.applicationId);
    const applicationId = application.id;
    const isStaff = hasRole(principal, ...applicationStaff);
    const differing = isStaff ? await declaredTwice(tx, vault, application) : [];
    const rows = await tx.db.providerDecision.findMany({
      where: { applicationId },
      orderBy: { id: 'desc' },
      take: 100,
    });
    const items = rows.map(async (row) => {
      const { version, facts, evaluation, answer, replay } = await openDecision(tx, vault, row);
      const { outcome } = evaluation;
      return {
        id: row.id,
        ruleSet: row.ruleSet,
        category: row.category,
        ruleVersionId: row.ruleVersionId,
        status: row.status,
        compliant: answer.compliant,
        class: outcome?.kind === 'classification' ? outcome.class : null,
        distanceMetres: (facts['leastDistanceMetres'] as number | null | undefined) ?? null,
        missingFacts: [...answer.missingFacts],
        requirements: requirementsIn(version.content, evaluation, locale).map(
          ({ rule, title, standing, unmet }) => ({ rule, title, standing, unmet }),
        ),
        replay: replay.result,
        madeAt: row.madeAt.toISOString(),
        superseded: row.supersededAt !== null,
      };
    });
    const differences = differing.map((one) => ({ ...one, title: declaredTwiceWords[one.field][locale] }));
    return { items: await Promise.all(items), differences };
  },
});

export const providerApplicationRoutes = [list, get, contact, decisions];
