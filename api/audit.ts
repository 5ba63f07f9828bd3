import { z } from 'zod';
import { notFound, Refusal } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Audit } from '../prisma/generated/client.ts';
import { Role } from '../prisma/generated/enums.ts';
import { BrokenSealError } from '../vault/errors.ts';
import { processNames, processWorkflowId, subjectKinds } from '../workflows/contract.ts';
import { hasRole } from './principal.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, instant, page, pageArguments } from './schema.ts';

const entry = z
  .strictObject({
    id,
    at: instant,
    actorKind: z.string(),
    actorId: z.string(),
    actor: z
      .strictObject({ label: z.string(), roles: z.array(z.enum(Role)) })
      .nullable()
      .meta({ description: 'What the account is called that did it; null of what the service does' }),
    action: z.string(),
    subjectKind: z.string(),
    subjectId: id.nullable(),
    reason: z.string().nullable(),
    processUi: z.string().nullable().meta({
      description:
        'Where Temporal’s own console shows the process of what it is about; for administrators, where the service knows it',
    }),
    hasDetail: z.boolean().meta({ description: 'Before and after are kept with it, sealed' }),
  })
  .meta({
    id: 'AuditEntry',
    description: 'Who did what to what, when and why; before and after stay sealed',
  });

const listAudit = route({
  kind: 'read',
  operation: 'listAudit',
  method: 'get',
  path: '/v1/audit',
  tag: 'audit',
  summary: { it: 'Chi ha fatto che cosa, quando e perché', en: 'Who did what, when and why' },
  who: ['auditor', 'administrator'],
  query: cursorQuery.extend({
    subjectKind: z.string().max(60).optional(),
    subjectId: id.optional(),
    actorId: z.string().max(60).optional(),
    action: z.string().max(60).optional(),
    from: instant.optional(),
    until: instant.optional(),
    order: z.enum(['oldestFirst', 'newestFirst']).default('oldestFirst'),
  }),
  reply: page(entry),
  async read(tx, { query, principal }, { temporalUi }) {
    const { subjectKind, subjectId, actorId, action, from, until } = query;
    const rows = await tx.db.audit.findMany({
      ...pageArguments(query),
      orderBy: { seq: query.order === 'newestFirst' ? 'desc' : 'asc' },
      where: {
        ...(subjectKind ? { subjectKind } : {}),
        ...(subjectId ? { subjectId } : {}),
        ...(actorId ? { actorId } : {}),
        ...(action ? { action } : {}),
        at: { ...(from ? { gte: new Date(from) } : {}), ...(until ? { lt: new Date(until) } : {}) },
      },
    });
    const ui = hasRole(principal, 'administrator') ? temporalUi : undefined;
    const actors = await actorsOf(tx, rows);
    return asPage(
      rows.map((row) => ({ ...shown(row, ui), actor: actors.get(row.actorId) ?? null })),
      query.limit,
    );
  },
});

/** Whoever verifies can tell who did what: of accounts that are closed too. */
async function actorsOf(tx: Tx, rows: readonly Audit[]) {
  const ids = rows.filter(({ actorKind }) => actorKind === 'account').map(({ actorId }) => actorId);
  const accounts = await tx.db.account.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, label: true, roles: true },
  });
  return new Map(accounts.map(({ id: accountId, label, roles }) => [accountId, { label, roles }]));
}

function shown(row: Audit, temporalUi: string | undefined) {
  const { id: entryId, at, actorKind, actorId, action, subjectKind, subjectId, reason, detailSealed } = row;
  return {
    id: entryId,
    at: at.toISOString(),
    actorKind,
    actorId,
    action,
    subjectKind,
    subjectId,
    reason,
    processUi: temporalUi && subjectId ? processAddress(temporalUi, subjectKind, subjectId) : null,
    hasDetail: detailSealed !== null,
  };
}

function processAddress(temporalUi: string, subjectKind: string, subjectId: string): string | null {
  const process = processNames.find((name) => subjectKinds[name] === subjectKind);
  return process
    ? `${temporalUi}/workflows/${encodeURIComponent(processWorkflowId(process, subjectId))}`
    : null;
}

const getAuditDetail = route({
  kind: 'read',
  operation: 'getAuditDetail',
  method: 'get',
  path: '/v1/audit/{entryId}/detail',
  tag: 'audit',
  summary: {
    it: 'Prima e dopo di una modifica a un’utenza del personale, a un ente, a un’offerta; ciò che riguarda una persona resta sigillato',
    en: 'Before and after of a change to an account of the staff, an organisation, an offer; what is of a person stays sealed',
  },
  who: ['administrator'],
  params: z.strictObject({ entryId: id }),
  reply: z
    .strictObject({ id, detail: z.record(z.string(), z.unknown()) })
    .meta({ id: 'AuditDetail', description: 'As it was kept, mostly `before` and `after`' }),
  async read(tx, { params }, { vault }) {
    const row = await tx.db.audit.findFirst({ where: { id: params.entryId } });
    if (!row?.detailSealed)
      throw notFound({ it: 'Prima e dopo di questa riga', en: 'Before and after of this row' });
    try {
      // The alliance's own key opens nothing that was sealed under a person's or a case's.
      const whole = { kind: 'alliance', id: tx.allianceId } as const;
      const detail = await vault.open<Record<string, unknown>>(tx, whole, 'audit', row.detailSealed);
      return { id: row.id, detail };
    } catch (error) {
      if (error instanceof BrokenSealError) throw ofAPerson;
      throw error;
    }
  },
});

const ofAPerson = new Refusal('notAllowed', {
  detail: {
    it: 'Il prima e il dopo di questa riga riguardano una persona o il suo caso: restano sigillati.',
    en: 'Before and after of this row are about a person or their case: they stay sealed.',
  },
});

export const auditRoutes = [listAudit, getAuditDetail];
