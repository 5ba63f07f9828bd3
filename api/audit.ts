import { z } from 'zod';
import type { Audit } from '../prisma/generated/client.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, instant, page, pageArguments } from './schema.ts';

const entry = z
  .strictObject({
    id,
    at: instant,
    actorKind: z.string(),
    actorId: z.string(),
    action: z.string(),
    subjectKind: z.string(),
    subjectId: id.nullable(),
    reason: z.string().nullable(),
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
  }),
  reply: page(entry),
  async read(tx, { query }) {
    const { subjectKind, subjectId, actorId, action, from, until } = query;
    const rows = await tx.db.audit.findMany({
      ...pageArguments(query),
      orderBy: { seq: 'asc' },
      where: {
        ...(subjectKind ? { subjectKind } : {}),
        ...(subjectId ? { subjectId } : {}),
        ...(actorId ? { actorId } : {}),
        ...(action ? { action } : {}),
        at: { ...(from ? { gte: new Date(from) } : {}), ...(until ? { lt: new Date(until) } : {}) },
      },
    });
    return asPage(rows.map(shown), query.limit);
  },
});

function shown(row: Audit): z.input<typeof entry> {
  const { id: entryId, at, actorKind, actorId, action, subjectKind, subjectId, reason } = row;
  return { id: entryId, at: at.toISOString(), actorKind, actorId, action, subjectKind, subjectId, reason };
}

export const auditRoutes = [listAudit];
