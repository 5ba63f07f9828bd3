import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { readForDecision, type ForDecision } from '../activities/fragility-assessment/commission-view.ts';
import { possibleSteps } from '../domain/assessment-steps.ts';
import { comuneByCode } from '../domain/territory.ts';
import type { Tx } from '../prisma/database.ts';
import type { Assessment } from '../prisma/generated/client.ts';
import { commissionDossierOrThrow, commissionStates } from './assessment-access.ts';
import {
  assessmentParams,
  commissionView,
  pseudonymousListItem,
  pseudonymousView,
} from './assessment-schema.ts';
import { needView } from './assessments.ts';
import { instantIn } from './dates.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, page, pageArguments } from './schema.ts';

const who = ['commissionMember'] as const;
const tag = 'commission';

const listDossiers = route({
  kind: 'read',
  operation: 'listCommissionDossiers',
  method: 'get',
  path: '/v1/commission/dossiers',
  tag,
  summary: {
    it: 'I codici dei fascicoli da decidere o decisi; ciò che contengono si vede aprendoli',
    en: 'The codes of the dossiers to decide, or decided; what they hold is seen by opening them',
  },
  who,
  query: cursorQuery.extend({ state: z.enum(commissionStates).optional() }),
  reply: page(pseudonymousListItem),
  async read(tx, { query }) {
    const rows = await tx.db.assessment.findMany({
      ...pageArguments(query),
      where: { state: query.state ?? { in: [...commissionStates] } },
    });
    const items = rows.map(({ id, dossierCode, state, dueAt }) => ({
      id,
      dossierCode,
      state,
      dueAt: instantIn(dueAt),
    }));
    return asPage(items, query.limit);
  },
});

const getDossier = route({
  kind: 'read',
  operation: 'getCommissionDossier',
  method: 'get',
  path: '/v1/commission/dossiers/{assessmentId}',
  tag,
  summary: {
    it: 'Un fascicolo pseudonimo: i punti, che cosa dicono le regole del Fondo, la proposta e le sue ragioni',
    en: 'A pseudonymous dossier: the points, what the rules of the Fund say, the recommendation and its reasons',
  },
  who,
  params: assessmentParams,
  reply: commissionView,
  refusals: ['erased'],
  async read(tx, { params }, { vault }) {
    const row = await commissionDossierOrThrow(tx, params.assessmentId);
    await recordAudit(tx, vault, {
      action: 'dossier.opened',
      subjectKind: 'assessment',
      subjectId: row.id,
      reason: 'decision',
    });
    const dossier = await pseudonymous(tx, row);
    return { ...dossier, ...forDecision(await readForDecision(tx, vault, row), dossier.needs) };
  },
});

export const commissionRoutes = [listDossiers, getDossier];

/** No name, no date of birth, no comune, no employer: the ambito and the size of the household are enough to decide. */
async function pseudonymous(tx: Tx, row: Assessment): Promise<z.input<typeof pseudonymousView>> {
  const household = await tx.db.household.findUniqueOrThrow({ where: { id: row.householdId } });
  const householdSize = await tx.db.householdMember.count({
    where: { householdId: row.householdId, leftOn: null },
  });
  const needs = await tx.db.need.findMany({ where: { assessmentId: row.id }, orderBy: { position: 'asc' } });
  return {
    id: row.id,
    dossierCode: row.dossierCode,
    state: row.state,
    waitingFor: row.waitingFor,
    possible: [...possibleSteps(row.state)],
    dueAt: instantIn(row.dueAt),
    ambito: comuneByCode(household.comuneIstat)?.ambito ?? null,
    householdSize,
    scoreHundredths: row.scoreHundredths,
    band: row.band,
    finalBand: row.finalBand,
    needs: needs.map(needView).map(({ forPersonId: _person, ...need }) => need),
  };
}

function forDecision(
  { blocks, advice, recommendation }: ForDecision,
  needs: readonly { readonly id: string }[],
): Pick<z.input<typeof commissionView>, 'blocks' | 'advice' | 'recommendation'> {
  const funded = advice?.funding?.needs ?? [];
  return {
    blocks: [...blocks],
    advice: advice
      ? {
          eligible: advice.eligible,
          unmet: [...advice.unmet],
          undetermined: [...advice.undetermined],
          capCents: advice.cap?.capCents ?? null,
          remainingCapCents: advice.cap?.remainingCents ?? null,
          share: advice.share,
          fundedUnits: funded.map(({ fundedUnits }, index) => ({
            needId: needs[index]!.id,
            units: fundedUnits,
          })),
          awardCents: advice.funding?.awardCents ?? null,
        }
      : null,
    recommendation: recommendation
      ? {
          decisionId: recommendation.decision.id,
          outcome: recommendation.decision.status as 'grant' | 'refuse',
          bandOverride: recommendation.bandOverride,
          reason: recommendation.reason,
          madeAt: recommendation.decision.madeAt.toISOString(),
        }
      : null,
  };
}
