import { z } from 'zod';
import type { AuditAction } from '../domain/audit-names.ts';
import { fromDateColumn } from '../domain/plain-date.ts';
import type { Tx } from '../prisma/database.ts';
import type { Assessment, Audit } from '../prisma/generated/client.ts';
import { caseAtWorkOrThrow } from './assessment-access.ts';
import { assessmentParams } from './assessment-schema.ts';
import { route } from './route.ts';
import { amountCents, id, instant, plainDate } from './schema.ts';

/** What nothing else of a case tells: its decisions, letters, papers and forms are read where they are. */
const recorded = [
  'documents.requested',
  'documents.extended',
  'award.held',
  'award.resumed',
  'award.waitingEnded',
  'award.approved',
  'award.settled',
  'award.vouchersIssued',
  'provider.swapped',
  'units.recorded',
  'units.confirmed',
  'units.acceptedBySilence',
  'units.disputed',
  'dispute.accepted',
  'dispute.rejected',
  'beneficiary.died',
] as const satisfies readonly AuditAction[];
type Recorded = (typeof recorded)[number];

const event = z
  .strictObject({
    id,
    at: instant.meta({ description: 'When it was done or recorded' }),
    what: z.enum([...recorded, 'order.sent']),
    by: id.nullable().meta({
      description:
        'The account that did it; null where it happened by itself, and of whoever works for a provider',
    }),
    orderCode: z.string().nullable(),
    units: z
      .int()
      .nullable()
      .meta({ description: 'How many were ordered, recorded or decided on, where it is known' }),
    deliveredOn: plainDate.nullable(),
    amountCents: amountCents.nullable().meta({ description: 'What was paid' }),
  })
  .meta({
    id: 'CaseEvent',
    description: 'What was done in a case and on what the Fund gave for it, and when',
  });
type Event = z.input<typeof event>;

const listCaseEvents = route({
  kind: 'read',
  operation: 'listCaseEvents',
  method: 'get',
  path: '/v1/assessments/{assessmentId}/events',
  tag: 'assessments',
  summary: {
    it: 'Che cosa è stato fatto in una pratica, da chi e quando, fino al pagamento: le date sono quelle in cui si è registrato',
    en: 'What was done in a case, by whom and when, down to the payment: dated when it was recorded',
  },
  who: ['caseworker'],
  params: assessmentParams,
  reply: z.strictObject({ items: z.array(event) }),
  async read(tx, { principal, params }) {
    const assessment = await caseAtWorkOrThrow(tx, principal, params.assessmentId);
    return { items: [...(await eventsOf(tx, assessment))] };
  },
});

/** What was done, the first first. */
export async function eventsOf(tx: Tx, { id: assessmentId }: Assessment): Promise<readonly Event[]> {
  const award = await tx.db.award.findUnique({ where: { assessmentId } });
  const rows = await tx.db.audit.findMany({
    where: {
      action: { in: [...recorded] },
      OR: [
        { subjectKind: 'assessment', subjectId: assessmentId },
        ...(award ? [{ subjectKind: 'award', subjectId: award.id }] : []),
      ],
    },
    orderBy: { seq: 'asc' },
  });
  if (!award) return rows.map((row) => told(row));
  const held = await heldBy(tx, award.id);
  const approvedAt = rows.find(({ action }) => action === 'award.approved')?.at;
  const events = [...rows.map((row) => told(row, held)), ...(approvedAt ? sent(held, approvedAt) : [])];
  return events.toSorted((one, other) => one.at.localeCompare(other.at));
}

async function heldBy(tx: Tx, awardId: string) {
  const where = { awardId };
  return {
    orders: await tx.db.providerOrder.findMany({ where, orderBy: { code: 'asc' } }),
    units: await tx.db.deliveredUnit.findMany({ where }),
    payments: await tx.db.settlement.findMany({ where }),
  };
}
type Held = Awaited<ReturnType<typeof heldBy>>;

const nothingMore = { orderCode: null, units: null, deliveredOn: null, amountCents: null };

/** Providers get their orders once the spending is approved, and what replaces one when it does. */
function sent({ orders }: Held, approvedAt: Date): readonly Event[] {
  return orders.map(({ id: orderId, code, units, createdAt }) => ({
    ...nothingMore,
    id: orderId,
    at: new Date(Math.max(createdAt.getTime(), approvedAt.getTime())).toISOString(),
    what: 'order.sent',
    by: null,
    orderCode: code,
    units,
  }));
}

function told({ id: rowId, at, action, actorKind, actorId }: Audit, held?: Held): Event {
  const what = action as Recorded;
  const isDelivery = what === 'units.recorded';
  return {
    ...nothingMore,
    ...(held && detailsOf(what, at, held)),
    id: rowId,
    at: at.toISOString(),
    what,
    by: actorKind === 'account' && !isDelivery ? actorId : null,
  };
}

/** What a step concerned bears its moment: both were written in one transaction. */
function detailsOf(what: Recorded, at: Date, { orders, units, payments }: Held) {
  const isThen = (moment: Date | null) => moment?.getTime() === at.getTime();
  const isDelivery = what === 'units.recorded';
  const isDecision = what === 'dispute.accepted' || what === 'dispute.rejected';
  const concerned = units.filter(
    ({ recordedAt, resolvedAt }) => (isDelivery && isThen(recordedAt)) || (isDecision && isThen(resolvedAt)),
  );
  const [first] = concerned;
  const paid = what === 'award.settled' && payments.find(({ settledAt }) => isThen(settledAt));
  return {
    orderCode: orders.find(({ id: orderId }) => orderId === first?.orderId)?.code ?? null,
    units: concerned.length || null,
    deliveredOn: isDelivery && first ? fromDateColumn(first.deliveredOn) : null,
    amountCents: paid ? paid.amountCents : null,
  };
}

export const caseEventRoutes = [listCaseEvents];
