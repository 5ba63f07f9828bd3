import { z } from 'zod';
import { keysOfSuspension } from '../activities/notices.ts';
import { organisationRoles } from '../domain/charter.ts';
import { notFound } from '../domain/refusal.ts';
import { groundNames, suspensionGrounds, type SuspensionGround } from '../domain/suspension.ts';
import type { Locale } from '../domain/text.ts';
import type { Tx } from '../prisma/database.ts';
import type { Suspension } from '../prisma/generated/client.ts';
import { MailState } from '../prisma/generated/enums.ts';
import { instantIn } from './dates.ts';
import { hasRole, type Principal } from './principal.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, instant, page, pageArguments } from './schema.ts';

const suspension = z
  .strictObject({
    id,
    role: z.enum(organisationRoles).nullable().meta({ description: 'In which role; null: in all of them' }),
    ground: z.enum(groundNames),
    reason: z.string(),
    remedy: z.string().meta({ description: 'What ends it' }),
    subjectKind: z.string(),
    subjectId: id.meta({ description: 'What it comes from: a signing, a document' }),
    since: instant,
    liftedAt: instant.nullable(),
    liftedBecause: z.string().nullable(),
    notices: z
      .array(z.strictObject({ template: z.string(), state: z.enum(MailState), queuedAt: instant }))
      .meta({ description: 'What was written to the organisation about it' }),
  })
  .meta({ id: 'Suspension' });

const list = route({
  kind: 'read',
  operation: 'listSuspensions',
  method: 'get',
  path: '/v1/organisations/{organisationId}/suspensions',
  tag: 'organisations',
  summary: {
    it: 'Le sospensioni di un ente, in corso e finite, ciascuna con il motivo e che cosa fare',
    en: 'The suspensions of an organisation, running and over, each with its reason and what to do',
  },
  who: ['administrator', 'caseworker', 'representative', 'provider'],
  params: z.strictObject({ organisationId: id }),
  query: cursorQuery,
  reply: page(suspension),
  async read(tx, { params: { organisationId }, query, principal, locale }) {
    await reachableOrThrow(tx, principal, organisationId);
    const rows = await tx.db.suspension.findMany({ where: { organisationId }, ...pageArguments(query) });
    const { items, nextCursor } = asPage(rows, query.limit);
    return { items: await Promise.all(items.map((row) => shown(tx, row, locale))), nextCursor };
  },
});

/** The alliance's office sees everybody's, an organisation its own. */
async function reachableOrThrow(tx: Tx, principal: Principal, organisationId: string): Promise<void> {
  const isTheirs =
    hasRole(principal, 'administrator', 'caseworker') || principal.organisationId === organisationId;
  const isThere = (await tx.db.organisation.count({ where: { id: organisationId } })) > 0;
  if (!isTheirs || !isThere) throw notFound({ it: 'Ente', en: 'Organisation' });
}

async function shown(tx: Tx, row: Suspension, locale: Locale): Promise<z.input<typeof suspension>> {
  const { reason, remedy } = suspensionGrounds[row.ground as SuspensionGround];
  const mails = await tx.db.mail.findMany({
    where: { dedupeKey: { in: [...keysOfSuspension(row.id)] } },
    orderBy: { id: 'asc' },
  });
  return {
    id: row.id,
    role: row.role,
    ground: row.ground as SuspensionGround,
    reason: reason[locale],
    remedy: remedy[locale],
    subjectKind: row.subjectKind,
    subjectId: row.subjectId,
    since: row.since.toISOString(),
    liftedAt: instantIn(row.liftedAt),
    liftedBecause: row.liftedBecause,
    notices: mails.map(({ template, state, queuedAt }) => ({
      template,
      state,
      queuedAt: queuedAt.toISOString(),
    })),
  };
}

export const suspensionRoutes = [list];
