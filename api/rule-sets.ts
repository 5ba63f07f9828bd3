import { z } from 'zod';
import { notFound } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import { RuleState } from '../prisma/generated/enums.ts';
import { fromRow, inForceAt, listVersions, loadVersion, type LoadedVersion } from '../rules/store.ts';
import { hasRole, type Principal } from './principal.ts';
import { route } from './route.ts';
import {
  parameterView,
  ruleSetName,
  ruleSetView,
  summaryOf,
  versionSummary,
  versionView,
} from './rule-schema.ts';
import { id, plainDate } from './schema.ts';

const tag = 'rules';
const versionParams = z.strictObject({ versionId: id });

/** Rules are public once published; what is still being written is for those who write and check it. */
export const drafters = ['administrator', 'auditor'] as const;

const listRuleSets = route({
  kind: 'read',
  operation: 'listRuleSets',
  method: 'get',
  path: '/v1/rule-sets',
  tag,
  summary: {
    it: 'Le regole dell’alleanza e la versione in vigore',
    en: 'The rule sets and what is in force',
  },
  who: 'signedIn',
  reply: z.strictObject({ items: z.array(ruleSetView) }),
  async read(tx, { principal, locale }) {
    const counts = await tx.db.ruleVersion.groupBy({
      by: ['ruleSet'],
      where: { state: { in: visibleStates(principal) } },
      _count: true,
      orderBy: { ruleSet: 'asc' },
    });
    const openCases = await openCasesFor(tx, principal);
    const items = [];
    for (const { ruleSet, _count } of counts) {
      const inForce = await inForceNow(tx, ruleSet);
      const newest = await newestOf(tx, ruleSet, visibleStates(principal));
      items.push({
        ruleSet,
        inForce: inForce ? summaryOf(inForce, locale, openCases) : null,
        newest: summaryOf(newest, locale, openCases),
        versions: _count,
      });
    }
    return { items };
  },
});

const listRuleVersions = route({
  kind: 'read',
  operation: 'listRuleVersions',
  method: 'get',
  path: '/v1/rule-sets/{ruleSet}/versions',
  tag,
  summary: { it: 'Le versioni di un insieme di regole', en: 'The versions of a rule set' },
  who: 'signedIn',
  params: z.strictObject({ ruleSet: ruleSetName }),
  query: z.strictObject({ state: z.enum(RuleState).optional() }),
  reply: z.strictObject({ items: z.array(versionSummary) }),
  async read(tx, { params, query, principal, locale }) {
    const visible = visibleStates(principal);
    const versions = (await listVersions(tx, params.ruleSet)).filter(({ state }) => visible.includes(state));
    if (versions.length === 0) throw notFound({ it: 'Insieme di regole', en: 'Rule set' });
    const wanted = versions.filter(({ state }) => !query.state || state === query.state);
    const openCases = await openCasesFor(tx, principal);
    return { items: wanted.map((version) => summaryOf(version, locale, openCases)) };
  },
});

const getRuleVersion = route({
  kind: 'read',
  operation: 'getRuleVersion',
  method: 'get',
  path: '/v1/rule-versions/{versionId}',
  tag,
  summary: {
    it: 'Una versione intera: regole, parametri, casi',
    en: 'A whole version: rules, parameters, cases',
  },
  who: 'signedIn',
  params: versionParams,
  reply: versionView,
  async read(tx, { params, principal, locale }) {
    const version = await visibleVersionOrThrow(tx, principal, params.versionId);
    return {
      ...summaryOf(version, locale, await openCasesFor(tx, principal)),
      content: version.content as unknown as Record<string, unknown>,
      casesReport: version.casesReport,
    };
  },
});

const listParameters = route({
  kind: 'read',
  operation: 'listRuleParameters',
  method: 'get',
  path: '/v1/rule-versions/{versionId}/parameters',
  tag,
  summary: {
    it: 'I valori datati di una versione: soglie, massimali, percentuali, ciascuno con la fonte',
    en: 'The dated values of a version: ceilings, caps, percentages, each with its source',
  },
  who: 'signedIn',
  params: versionParams,
  query: z.strictObject({ on: plainDate.optional().meta({ description: 'Only those in force on the day' }) }),
  reply: z.strictObject({ items: z.array(parameterView) }),
  async read(tx, { params, query, principal, locale }) {
    const { content } = await visibleVersionOrThrow(tx, principal, params.versionId);
    const isWanted = ({ validFrom, validUntil }: (typeof content.parameters)[number]): boolean =>
      !query.on || ((validFrom ?? query.on) <= query.on && query.on <= (validUntil ?? query.on));
    const items = content.parameters.filter(isWanted).map(({ label, ...parameter }) => ({
      ...parameter,
      label: label[locale],
    }));
    return { items };
  },
});

/** The version, or 404 alike for what is not there and for a draft that is not the caller's to see. */
export async function visibleVersionOrThrow(
  tx: Tx,
  principal: Principal,
  versionId: string,
): Promise<LoadedVersion> {
  const version = await loadVersion(tx, versionId);
  if (visibleStates(principal).includes(version.state)) return version;
  throw notFound({ it: 'Versione delle regole', en: 'Rule version' });
}

function visibleStates(principal: Principal): RuleState[] {
  return hasRole(principal, ...drafters) ? Object.values(RuleState) : ['published', 'retired'];
}

async function inForceNow(tx: Tx, ruleSet: string): Promise<LoadedVersion | undefined> {
  const row = await tx.db.ruleVersion.findFirst({
    where: inForceAt(ruleSet, tx.now),
    orderBy: [{ effectiveAt: 'desc' }, { version: 'desc' }],
  });
  return row ? fromRow(row) : undefined;
}

async function newestOf(tx: Tx, ruleSet: string, states: RuleState[]): Promise<LoadedVersion> {
  const where = { ruleSet, state: { in: states } };
  return fromRow(await tx.db.ruleVersion.findFirstOrThrow({ where, orderBy: { version: 'desc' } }));
}

/** How many open cases keep to each version. Nobody but who writes and checks rules learns that there are any. */
async function openCasesFor(tx: Tx, principal: Principal): Promise<ReadonlyMap<string, number> | undefined> {
  if (!hasRole(principal, ...drafters)) return undefined;
  const counts = new Map<string, number>();
  for (const pin of ['fragilityVersionId', 'accessVersionId'] as const) {
    const pinned = await tx.db.assessment.groupBy({
      by: [pin],
      where: { closedAt: null, [pin]: { not: null } },
      _count: true,
    });
    for (const row of pinned) counts.set(row[pin]!, row._count);
  }
  return counts;
}

export const ruleSetRoutes = [listRuleSets, listRuleVersions, getRuleVersion, listParameters];
