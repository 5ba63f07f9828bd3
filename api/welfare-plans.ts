import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { activatePlan, closePlan, nameNextPlan, writePlan } from '../activities/welfare-plan/plan.ts';
import { employerOrThrow } from '../activities/welfare-plan/prefund.ts';
import { creditedCents, tellableTotals } from '../activities/welfare-plan/totals.ts';
import type { Tx } from '../prisma/database.ts';
import type { WelfarePlan } from '../prisma/generated/client.ts';
import { PlanState } from '../prisma/generated/enums.ts';
import { invalidField, refuseBackwards } from './invalid-field.ts';
import { route, type Call } from './route.ts';
import { asPage, cursorQuery, id, page, pageArguments } from './schema.ts';
import type { ApiServices } from './services.ts';
import {
  ofVisibleEmployers,
  ownEmployerOrThrow,
  ownPlanOrThrow,
  planOrThrow,
  welfareStaff,
} from './welfare-access.ts';
import {
  newPlan,
  planParams,
  planReply,
  planView,
  shownChange,
  shownPlan,
  totalsView,
} from './welfare-schema.ts';

const tag = 'welfare';
const onePath = '/v1/welfare-plans/{planId}';
const readers = ['employer', ...welfareStaff] as const;

const write = route({
  kind: 'write',
  operation: 'writeWelfarePlan',
  method: 'post',
  path: '/v1/welfare-plans',
  tag,
  summary: {
    it: 'Scrive un piano welfare in bozza: per tutti o per una categoria oggettiva, mai per una persona',
    en: 'Write a welfare plan as a draft: for everybody or an objective category, never for one person',
  },
  who: ['employer'],
  status: 201,
  body: newPlan,
  reply: planReply,
  refusals: ['planNamesOnePerson'],
  async write(tx, { body: { membersToday, populationValue = null, ...plan }, principal, locale }, { vault }) {
    const organisationId = ownEmployerOrThrow(principal);
    await employerOrThrow(tx, organisationId);
    refuseBackwards(plan.validFrom, plan.validUntil, '/body/validUntil');
    if ((plan.population === 'everybody') !== (populationValue === null)) throw valueOfCategory;
    const createdBy = principal.accountId;
    const row = await writePlan(tx, vault, { ...plan, populationValue, organisationId, createdBy });
    await recordAudit(tx, vault, { action: 'welfarePlan.written', ...subject(row) });
    return shownChange(row, locale, membersToday);
  },
});

const list = route({
  kind: 'read',
  operation: 'listWelfarePlans',
  method: 'get',
  path: '/v1/welfare-plans',
  tag,
  summary: {
    it: 'I piani welfare, di un datore di lavoro i propri',
    en: 'Welfare plans; of an employer its own',
  },
  who: readers,
  query: cursorQuery.extend({ state: z.enum(PlanState).optional() }),
  reply: page(planView),
  async read(tx, { query: { state, ...paging }, principal }) {
    const rows = await tx.db.welfarePlan.findMany({
      ...pageArguments(paging),
      where: { ...ofVisibleEmployers(principal), ...(state ? { state } : {}) },
    });
    return asPage(rows.map(shownPlan), paging.limit);
  },
});

const get = route({
  kind: 'read',
  operation: 'getWelfarePlan',
  method: 'get',
  path: onePath,
  tag,
  summary: { it: 'Un piano welfare', en: 'A welfare plan' },
  who: readers,
  params: planParams,
  reply: planView,
  read: async (tx, { params, principal }) => shownPlan(await planOrThrow(tx, principal, params.planId)),
});

const activate = route({
  kind: 'write',
  operation: 'activateWelfarePlan',
  method: 'post',
  path: `${onePath}/activation`,
  tag,
  summary: {
    it: 'Attiva un piano: da qui le sue condizioni non cambiano più',
    en: 'Make a plan active: from here on its terms do not change',
  },
  who: ['employer'],
  params: planParams,
  reply: planReply,
  write: (tx, call, services) => change(tx, call, services, 'activated', activatePlan),
});

const close = route({
  kind: 'write',
  operation: 'closeWelfarePlan',
  method: 'post',
  path: `${onePath}/closing`,
  tag,
  summary: {
    it: 'Chiude un piano: niente più accrediti né ordini; i buoni emessi restano validi',
    en: 'Close a plan: no more credit and no more orders; vouchers issued stay good',
  },
  who: ['employer'],
  params: planParams,
  reply: planReply,
  write: (tx, call, services) => change(tx, call, services, 'closed', closePlan),
});

const nameNext = route({
  kind: 'write',
  operation: 'nameNextWelfarePlan',
  method: 'post',
  path: `${onePath}/next-plan`,
  tag,
  summary: {
    it: 'Dice, una volta, in quale piano passa ciò che resta di questo',
    en: 'Say, once, into which plan goes what is left of this one',
  },
  who: ['employer'],
  params: planParams,
  body: z.strictObject({ nextPlanId: id }),
  reply: planReply,
  write: (tx, call, services) =>
    change(tx, call, services, 'nextNamed', (own, planId) => nameNextPlan(own, planId, call.body.nextPlanId)),
});

const getTotals = route({
  kind: 'read',
  operation: 'getWelfarePlanTotals',
  method: 'get',
  path: `${onePath}/totals`,
  tag,
  summary: {
    it: 'Quanto di un piano è stato accreditato, speso in buoni e rimasto: solo somme, mai di meno di cinque persone',
    en: 'How much of a plan was credited, became vouchers, and is left: sums only, never of fewer than five people',
  },
  who: readers,
  params: planParams,
  reply: totalsView,
  async read(tx, { params, principal }) {
    const { id: planId } = await planOrThrow(tx, principal, params.planId);
    return {
      creditedCents: await creditedCents(tx, planId),
      told: (await tellableTotals(tx, planId)) ?? null,
    };
  },
});

/** A step of the caller's own plan. */
async function change(
  tx: Tx,
  { params, principal, locale }: Call<{ planId: string }>,
  { vault }: ApiServices,
  done: 'activated' | 'closed' | 'nextNamed',
  step: (tx: Tx, planId: string) => Promise<WelfarePlan>,
) {
  const { id: planId } = await ownPlanOrThrow(tx, principal, params.planId);
  const plan = await step(tx, planId);
  await recordAudit(tx, vault, { action: `welfarePlan.${done}`, ...subject(plan) });
  return shownChange(plan, locale);
}

function subject({ id: subjectId }: WelfarePlan) {
  return { subjectKind: 'welfarePlan', subjectId } as const;
}

const valueOfCategory = invalidField('/body/populationValue', {
  it: 'indichi quale valore ha la categoria; per tutti, nulla',
  en: 'say which value the category has; for everybody, nothing',
});

export const welfarePlanRoutes = [write, list, get, activate, close, nameNext, getTotals];
