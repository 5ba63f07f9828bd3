import { z } from 'zod';
import type { StoredAdvice } from '../activities/fragility-assessment/evaluation.ts';
import { openReasons } from '../activities/fragility-assessment/reasons.ts';
import { bands } from '../domain/assessment-steps.ts';
import type { Tx } from '../prisma/database.ts';
import type { Decision, Prisma } from '../prisma/generated/client.ts';
import { notFound } from '../domain/refusal.ts';
import { explain } from '../rules/explain.ts';
import type { Evaluation } from '../rules/evaluate.ts';
import type { Facts } from '../rules/facts.ts';
import type { ParameterValues } from '../rules/parameters.ts';
import { replay } from '../rules/replay.ts';
import { loadVersion } from '../rules/store.ts';
import { ErasedError } from '../vault/errors.ts';
import type { Vault } from '../vault/vault.ts';
import { openingQuery, ownRoles } from './access.ts';
import { assessmentOrThrow, commissionDossierOrThrow } from './assessment-access.ts';
import { assessmentParams } from './assessment-schema.ts';
import { explanationView, replayView } from './decision-schema.ts';
import { instantIn } from './dates.ts';
import { caseOf, recordOpening } from './openings.ts';
import { hasRole, type Principal } from './principal.ts';
import { route } from './route.ts';
import { id, instant, page } from './schema.ts';

const tag = 'decisions';
const decisionParams = z.strictObject({ decisionId: id });
const readers = ['caseworker', 'commissionMember', ...ownRoles] as const;

const listItem = z
  .strictObject({
    id,
    assessmentId: id,
    kind: z.enum(['fragilityScore', 'fundAccess', 'recommendation', 'final', 'closing', 'release']),
    status: z.string(),
    ruleVersionId: id.nullable(),
    contentHash: z.string().nullable(),
    madeBy: z.string(),
    madeAt: instant,
    supersededAt: instant.nullable(),
  })
  .meta({ id: 'Decision' });

const listDecisions = route({
  kind: 'read',
  operation: 'listDecisions',
  method: 'get',
  path: '/v1/assessments/{assessmentId}/decisions',
  tag,
  summary: {
    it: 'Che cosa hanno consigliato le regole e deciso le persone',
    en: 'What rules advised and people decided',
  },
  who: readers,
  params: assessmentParams,
  reply: page(listItem),
  async read(tx, { principal, params }) {
    const assessment = await readableOrThrow(tx, principal, params.assessmentId);
    const rows = await tx.db.decision.findMany({
      where: { assessmentId: assessment.id },
      orderBy: { id: 'asc' },
    });
    return { items: rows.map(itemOf), nextCursor: null };
  },
});

const explainDecision = route({
  kind: 'read',
  operation: 'explainDecision',
  method: 'get',
  path: '/v1/decisions/{decisionId}/explanation',
  tag,
  summary: {
    it: 'Perché: la frase, i punti, ogni condizione con il valore trovato e quello richiesto',
    en: 'Why: the sentence, the points, each condition with the value found and the value required',
  },
  who: readers,
  params: decisionParams,
  reply: explanationView,
  query: openingQuery,
  refusals: ['erased'],
  async read(tx, { principal, params, query }, { vault }) {
    const { decision, opening } = await adviceOrThrow(tx, principal, params.decisionId);
    await recordOpening(tx, vault, principal, opening, query.reason);
    const { content } = await loadVersion(tx, decision.ruleVersionId!);
    const { evaluation } = await openAdvice(tx, vault, decision);
    return { decisionId: decision.id, ...explain(content, evaluation) };
  },
});

const readReasons = route({
  kind: 'read',
  operation: 'readReasons',
  method: 'get',
  path: '/v1/decisions/{decisionId}/reasons',
  tag,
  summary: {
    it: 'Le ragioni di chi ha proposto, deciso, chiuso o restituito; la persona non legge quelle della proposta',
    en: 'The reasons of whoever recommended, decided, closed or gave back; the person does not read the recommendation’s',
  },
  who: readers,
  params: decisionParams,
  query: openingQuery,
  reply: z
    .strictObject({ decisionId: id, reason: z.string(), bandOverride: z.enum(bands).nullable() })
    .meta({ id: 'Reasons' }),
  refusals: ['erased'],
  async read(tx, { principal, params, query }, { vault }) {
    const mayPrepare = hasRole(principal, 'caseworker', 'commissionMember');
    const { decision, opening } = await decisionOrThrow(tx, principal, {
      id: params.decisionId,
      reasonSealed: { not: null },
      ...(mayPrepare ? {} : { kind: { in: ['final', 'closing', 'release'] }, status: { not: 'sendBack' } }),
    });
    await recordOpening(tx, vault, principal, opening, query.reason);
    return { decisionId: decision.id, ...(await openReasons(tx, vault, decision)) };
  },
});

const replayDecision = route({
  kind: 'read',
  operation: 'replayDecision',
  method: 'post',
  path: '/v1/decisions/{decisionId}/replay',
  tag,
  summary: {
    it: 'Rifà il calcolo con le stesse regole: uguale, diverso (e dove), cancellato',
    en: 'Computes it again under the same rules: equal, different (and where), erased',
  },
  who: ['caseworker', 'commissionMember', 'auditor'],
  params: decisionParams,
  query: openingQuery,
  reply: replayView,
  async read(tx, { principal, params, query }, { vault }) {
    const { decision, opening } = await adviceOrThrow(tx, principal, params.decisionId);
    await recordOpening(tx, vault, principal, opening, query.reason);
    const { content } = await loadVersion(tx, decision.ruleVersionId!);
    const advice = await openAdviceOrErased(tx, vault, decision);
    const result = await replay(content, {
      contentHash: decision.contentHash!,
      engineVersion: decision.engineVersion!,
      factsHash: advice?.factsHash ?? '',
      parameters: decision.parameters as ParameterValues,
      facts: advice?.facts ?? null,
      evaluation: advice?.evaluation ?? noEvaluation,
    });
    return { decisionId: decision.id, ...result, differences: [...result.differences] };
  },
});

export const decisionRoutes = [listDecisions, explainDecision, readReasons, replayDecision];

const noEvaluation: Evaluation = { status: 'incomplete', outcome: null, missingFacts: [], trace: [] };

async function readableOrThrow(tx: Tx, principal: Principal, assessmentId: string) {
  if (hasRole(principal, 'auditor'))
    return tx.db.assessment.findUniqueOrThrow({ where: { id: assessmentId } });
  if (hasRole(principal, 'commissionMember')) return commissionDossierOrThrow(tx, assessmentId);
  return assessmentOrThrow(tx, principal, assessmentId);
}

/** What rules advised, never what a person recommended: only that has a computation to explain or replay. */
function adviceOrThrow(tx: Tx, principal: Principal, decisionId: string) {
  return decisionOrThrow(tx, principal, { id: decisionId, ruleVersionId: { not: null } });
}

/** A decision of a case that the caller may read, or 404 alike for what is not there and what is not theirs. */
async function decisionOrThrow(tx: Tx, principal: Principal, where: Prisma.DecisionWhereInput) {
  const decision = await tx.db.decision.findFirst({ where });
  if (!decision) throw notFound({ it: 'Decisione', en: 'Decision' });
  const assessment = await readableOrThrow(tx, principal, decision.assessmentId);
  return { decision, opening: { action: 'decision.opened', ...caseOf(assessment) } as const };
}

async function openAdvice(
  tx: Tx,
  vault: Vault,
  decision: Decision,
): Promise<StoredAdvice & { readonly facts: Facts }> {
  const subject = { kind: 'assessment' as const, id: decision.assessmentId };
  return {
    facts: await vault.open<Facts>(tx, subject, 'facts', decision.factsSealed!),
    ...(await vault.open<StoredAdvice>(tx, subject, 'outcome', decision.outcomeSealed!)),
  };
}

async function openAdviceOrErased(tx: Tx, vault: Vault, decision: Decision) {
  try {
    return await openAdvice(tx, vault, decision);
  } catch (error) {
    if (error instanceof ErasedError) return undefined;
    throw error;
  }
}

function itemOf(row: Decision): z.input<typeof listItem> {
  return {
    id: row.id,
    assessmentId: row.assessmentId,
    kind: row.kind as z.input<typeof listItem>['kind'],
    status: row.status,
    ruleVersionId: row.ruleVersionId,
    contentHash: row.contentHash,
    madeBy: row.madeBy,
    madeAt: row.madeAt.toISOString(),
    supersededAt: instantIn(row.supersededAt),
  };
}
