import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { applicationOrThrow } from '../activities/fragility-assessment/application.ts';
import { latestDueOn, stepsNow } from '../activities/fragility-assessment/assessment.ts';
import { membersToday, readItems, type StoredItem } from '../activities/fragility-assessment/dossier.ts';
import { describedNeeds } from '../activities/fragility-assessment/needs.ts';
import { stillMissing } from '../activities/fragility-assessment/still-missing.ts';
import { assessmentStates } from '../domain/assessment-steps.ts';
import { dossierItemInput, openAssessmentInput } from '../domain/assessment.ts';
import { readForm } from '../domain/instruments/forms.ts';
import type { NeedService } from '../domain/isee.ts';
import { fromDateColumn } from '../domain/plain-date.ts';
import type { Tx } from '../prisma/database.ts';
import type { Assessment, Need } from '../prisma/generated/client.ts';
import { mayReachPerson, openingQuery, ownRoles } from './access.ts';
import { assessmentOrThrow, assessmentsOf, reachableAssessments } from './assessment-access.ts';
import {
  assessmentListItem,
  assessmentParams,
  assessmentStep,
  assessmentView,
  dossierView,
} from './assessment-schema.ts';
import { instantIn } from './dates.ts';
import { invalidField } from './invalid-field.ts';
import { caseOf, recordOpening } from './openings.ts';
import { hasRole } from './principal.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, instant, page, pageArguments } from './schema.ts';

const who = ['caseworker', ...ownRoles] as const;
const tag = 'assessments';

const openAssessment = route({
  kind: 'process',
  operation: 'openAssessment',
  method: 'post',
  path: '/v1/assessments',
  tag,
  summary: {
    it: 'Presenta una domanda, da sé o allo sportello: riceve subito il numero di protocollo',
    en: 'Files an application, by oneself or at the desk: it gets its protocol number at once',
  },
  who,
  body: openAssessmentInput,
  status: 201,
  reply: assessmentStep,
  refusals: ['relationNotValid'],
  async address(tx, { principal, body }) {
    const atDesk = hasRole(principal, 'caseworker');
    if (!atDesk && body.applicantId !== principal.personId) throw notOwn;
    if (!atDesk && !(await mayReachPerson(tx, principal, body.beneficiaryId))) throw notOwn;
    if (atDesk !== (body.channel === 'desk')) throw wrongChannel;
    await applicationOrThrow(tx, body);
    return { process: 'fragilityAssessment', subjectId: randomUUID() };
  },
});

const notOwn = invalidField('/body/applicantId', {
  it: 'chi presenta la domanda deve essere Lei, per sé o per chi rappresenta',
  en: 'you file it yourself, for yourself or for whom you represent',
});
const wrongChannel = invalidField('/body/channel', {
  it: 'allo sportello registra l’assistente sociale (desk), da sé ci si registra online',
  en: 'a caseworker records at the desk (desk), people by themselves online',
});

const listAssessments = route({
  kind: 'read',
  operation: 'listAssessments',
  method: 'get',
  path: '/v1/assessments',
  tag,
  summary: { it: 'Elenco delle valutazioni', en: 'Assessments' },
  who,
  query: cursorQuery.extend({
    state: z.enum(assessmentStates).optional(),
    waitingFor: z.string().max(60).optional(),
    householdId: z.uuid().optional(),
    personId: z.uuid().optional().meta({ description: 'Filed by, or for, this person' }),
    caseworkerId: z.uuid().optional(),
    dueBefore: instant.optional(),
  }),
  reply: page(assessmentListItem),
  async read(tx, { principal, query }) {
    const { state, waitingFor, householdId, personId, caseworkerId, dueBefore } = query;
    const rows = await tx.db.assessment.findMany({
      ...pageArguments(query),
      where: {
        AND: [
          await reachableAssessments(tx, principal),
          personId ? await assessmentsOf(tx, personId) : {},
          {
            ...(state ? { state } : {}),
            ...(waitingFor ? { waitingFor } : {}),
            ...(householdId ? { householdId } : {}),
            ...(caseworkerId ? { caseworkerId } : {}),
            ...(dueBefore ? { dueAt: { lt: new Date(dueBefore) } } : {}),
          },
        ],
      },
    });
    return asPage(await listItems(tx, rows), query.limit);
  },
});

const getAssessment = route({
  kind: 'read',
  operation: 'getAssessment',
  method: 'get',
  path: '/v1/assessments/{assessmentId}',
  tag,
  summary: {
    it: 'Una valutazione: a che punto è, che cosa si può fare',
    en: 'An assessment: where it stands, what can be done',
  },
  who,
  params: assessmentParams,
  reply: assessmentView,
  async read(tx, { principal, params }) {
    return view(tx, await assessmentOrThrow(tx, principal, params.assessmentId));
  },
});

const openDossier = route({
  kind: 'read',
  operation: 'openDossier',
  method: 'get',
  path: '/v1/assessments/{assessmentId}/dossier',
  tag,
  summary: {
    it: 'Apre il fascicolo; chi lo apre per servizio dice perché, e resta scritto',
    en: 'Opens the dossier; staff say why, and it is written down',
  },
  who,
  params: assessmentParams,
  query: openingQuery,
  reply: dossierView,
  refusals: ['erased'],
  async read(tx, { principal, params, query, locale }, { vault }) {
    const assessment = await assessmentOrThrow(tx, principal, params.assessmentId);
    const opening = { action: 'dossier.opened', ...caseOf(assessment) } as const;
    await recordOpening(tx, vault, principal, opening, query.reason);
    const requests = await tx.db.documentRequest.findMany({
      where: { assessmentId: assessment.id },
      orderBy: { id: 'asc' },
    });
    const subject = { kind: 'assessment' as const, id: assessment.id };
    const items = await readItems(tx, vault, assessment.id);
    return {
      assessmentId: assessment.id,
      needs: (await describedNeeds(tx, vault, assessment.id)).map(({ id, position, description }) => ({
        id,
        position,
        description,
      })),
      members: await membersToday(tx, assessment.householdId),
      items,
      readings: items.flatMap((item) => readingOf(item) ?? []),
      missing:
        (await stillMissing(tx, vault, assessment))?.map(({ fact, question }) => ({
          fact,
          ...toAsk(question[locale]),
        })) ?? null,
      documentRequests: await Promise.all(
        requests.map(async (request) => ({
          id: request.id,
          documents: await vault.open<string[]>(tx, subject, 'documentRequest', request.sealed),
          dueOn: fromDateColumn(request.dueOn),
          remindedAt: instantIn(request.remindedAt),
          answeredAt: instantIn(request.answeredAt),
          answeredBy: request.answeredBy,
          stoppedAt: instantIn(request.stoppedAt),
          stoppedBy: request.stoppedBy,
          askedAt: request.createdAt.toISOString(),
          latestDueOn: latestDueOn(request.createdAt),
        })),
      ),
    };
  },
});

export const assessmentRoutes = [openAssessment, listAssessments, getAssessment, openDossier];

function readingOf(item: StoredItem): z.input<typeof dossierView>['readings'][number] | undefined {
  const reading = readForm(item);
  return reading && { itemId: item.id, ...reading, missingItemIds: [...reading.missingItemIds] };
}

const itemKinds: readonly string[] = dossierItemInput.options.map(({ shape }) => shape.kind.value);

/** The question without the names of the items that answer it, which stand beside it. */
function toAsk(words: string): { readonly question: string; readonly kinds: string[] } {
  const [, question, named] = / *(.*) \[(.*)\]$/.exec(words) ?? [];
  const kinds = (named ?? '').split(/\W+/).filter((word) => itemKinds.includes(word));
  return kinds.length > 0 ? { question: question!, kinds } : { question: words, kinds };
}

function ownState(row: Assessment) {
  const { id, protocolNumber, dossierCode, state, waitingFor, scoreHundredths, finalBand } = row;
  return {
    id,
    protocolNumber,
    dossierCode,
    state,
    waitingFor,
    scoreHundredths,
    finalBand,
    dueAt: instantIn(row.dueAt),
    receivedAt: row.receivedAt.toISOString(),
    termEndsOn: fromDateColumn(row.termEndsOn),
  };
}

/** A case that was granted goes on as its award: what is waited for then is told there. */
async function listItems(tx: Tx, rows: readonly Assessment[]): Promise<z.input<typeof assessmentListItem>[]> {
  const awards = await tx.db.award.findMany({
    where: { assessmentId: { in: rows.map(({ id }) => id) } },
    select: { assessmentId: true, waitingFor: true, dueAt: true },
  });
  const awardOf = new Map(awards.map((award) => [award.assessmentId, award]));
  return rows.map((row) => {
    const award = awardOf.get(row.id);
    return {
      ...ownState(row),
      award: award ? { waitingFor: award.waitingFor, dueAt: instantIn(award.dueAt) } : null,
    };
  });
}

async function view(tx: Tx, row: Assessment): Promise<z.input<typeof assessmentView>> {
  const needs = await tx.db.need.findMany({ where: { assessmentId: row.id }, orderBy: { position: 'asc' } });
  const award = await tx.db.award.findUnique({ where: { assessmentId: row.id }, select: { id: true } });
  const newest = await tx.db.dossierItem.findFirst({
    where: { assessmentId: row.id },
    orderBy: { createdAt: 'desc' },
    select: { createdAt: true },
  });
  return {
    ...ownState(row),
    householdId: row.householdId,
    applicantId: row.applicantId,
    beneficiaryId: row.beneficiaryId,
    relationId: row.relationId,
    channel: row.channel as 'online' | 'desk',
    caseworkerId: row.caseworkerId,
    possible: [...stepsNow(row)],
    completeAt: instantIn(row.completeAt),
    lastRecordedAt: instantIn(newest?.createdAt ?? null),
    band: row.band,
    awardId: award?.id ?? null,
    needs: needs.map(needView),
  };
}

/** What is asked for, without the household's own words: those are the dossier's, and opening it leaves a trace. */
export function needView(need: Need) {
  const { id, position, forPersonId, parentsApart, unit, units, coveredUnits, unitPriceCents, providerId } =
    need;
  const service = need.service as NeedService;
  return {
    id,
    position,
    service,
    forPersonId,
    parentsApart,
    unit,
    units,
    coveredUnits,
    unitPriceCents,
    providerId,
  };
}
