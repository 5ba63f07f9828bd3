import { z } from 'zod';
import { mostMembers } from '../domain/household.ts';
import { notFound } from '../domain/refusal.ts';
import { recordAudit } from '../activities/audit.ts';
import type { Tx } from '../prisma/database.ts';
import type { Household } from '../prisma/generated/client.ts';
import { reachablePersonIds } from './access.ts';
import { dateIn } from './dates.ts';
import {
  addMember,
  householdMemberRoutes,
  householdParams,
  householdWord,
  newMember,
} from './household-members.ts';
import { hasRole, type Principal } from './principal.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, istatCode, page, pageArguments, plainDate } from './schema.ts';

const household = z
  .strictObject({
    id,
    comuneIstat: z.string(),
    members: z.array(z.strictObject({ personId: id, joinedOn: plainDate, leftOn: plainDate.nullable() })),
  })
  .meta({ id: 'Household', description: 'Who belongs together, by reference; names are with the people' });

const createHousehold = route({
  kind: 'write',
  operation: 'createHousehold',
  method: 'post',
  path: '/v1/households',
  tag: 'households',
  summary: { it: 'Registra un nucleo familiare', en: 'Enter a household' },
  who: ['caseworker'],
  status: 201,
  body: z.strictObject({ comuneIstat: istatCode, members: z.array(newMember).min(1).max(mostMembers) }),
  reply: z.strictObject({ id }),
  async write(tx, { body }, { vault }) {
    const row = await tx.db.household.create({
      data: { allianceId: tx.allianceId, comuneIstat: body.comuneIstat, createdAt: tx.now },
    });
    for (const [index, one] of body.members.entries())
      await addMember(tx, row.id, one, `/body/members/${index}`);
    await recordAudit(tx, vault, {
      action: 'household.entered',
      subjectKind: 'household',
      subjectId: row.id,
    });
    return { id: row.id };
  },
});

const listHouseholds = route({
  kind: 'read',
  operation: 'listHouseholds',
  method: 'get',
  path: '/v1/households',
  tag: 'households',
  summary: { it: 'I nuclei familiari', en: 'The households' },
  who: ['caseworker', 'citizen', 'employee'],
  query: cursorQuery.extend({ personId: id.optional(), comune: istatCode.optional() }),
  reply: page(household),
  async read(tx, { query, principal }) {
    const rows = await tx.db.household.findMany({
      where: {
        AND: [
          await visibleTo(tx, principal),
          query.personId ? { id: { in: await householdsOf(tx, [query.personId]) } } : {},
          query.comune ? { comuneIstat: query.comune } : {},
        ],
      },
      ...pageArguments(query),
    });
    return asPage(await withMembers(tx, rows), query.limit);
  },
});

const getHousehold = route({
  kind: 'read',
  operation: 'getHousehold',
  method: 'get',
  path: '/v1/households/{householdId}',
  tag: 'households',
  summary: { it: 'Un nucleo familiare', en: 'A household' },
  who: ['caseworker', 'citizen', 'employee'],
  params: householdParams,
  reply: household,
  async read(tx, { params, principal }) {
    const rows = await tx.db.household.findMany({
      where: { AND: [{ id: params.householdId }, await visibleTo(tx, principal)] },
    });
    const [found] = await withMembers(tx, rows);
    if (!found) throw notFound(householdWord);
    return found;
  },
});

/** Caseworkers see every household, people the one they or those they act for live in today. */
async function visibleTo(tx: Tx, principal: Principal) {
  if (hasRole(principal, 'caseworker')) return {};
  return { id: { in: await householdsOf(tx, await reachablePersonIds(tx, principal)) } };
}

async function householdsOf(tx: Tx, personIds: readonly string[]): Promise<string[]> {
  const rows = await tx.db.householdMember.findMany({
    where: { personId: { in: [...personIds] }, leftOn: null },
    select: { householdId: true },
  });
  return rows.map(({ householdId }) => householdId);
}

async function withMembers(tx: Tx, rows: readonly Household[]): Promise<z.input<typeof household>[]> {
  const members = await tx.db.householdMember.findMany({
    where: { householdId: { in: rows.map((row) => row.id) } },
    orderBy: [{ joinedOn: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({
    id: row.id,
    comuneIstat: row.comuneIstat,
    members: members
      .filter(({ householdId }) => householdId === row.id)
      .map(({ personId, joinedOn, leftOn }) => ({
        personId,
        joinedOn: dateIn(joinedOn)!,
        leftOn: dateIn(leftOn),
      })),
  }));
}

export const householdRoutes = [createHousehold, listHouseholds, getHousehold, ...householdMemberRoutes];
