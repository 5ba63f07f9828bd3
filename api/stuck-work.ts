import { z } from 'zod';
import type { Tx } from '../prisma/database.ts';
import { processWorkflowId, type ProcessName } from '../workflows/contract.ts';
import { route } from './route.ts';
import { id, instant } from './schema.ts';

/** Later than the worker needs on an ordinary bad day; what is older wants a person. */
const LATE_AFTER_MS = 120_000;
const MOST = 100;

const stuckWork = z
  .strictObject({
    items: z.array(
      z.strictObject({
        kind: z.enum(['request', 'wakeup', 'deadline', 'mail']),
        id: z.string(),
        what: z.string().meta({ description: 'Operation, process, term or template, by name' }),
        workflowId: z.string().nullable(),
        subjectKind: z.string().nullable(),
        subjectId: id.nullable(),
        since: instant,
        errorCode: z.string().nullable().meta({ description: 'Why a mail could not leave, by code' }),
      }),
    ),
    temporalUi: z.string().nullable().meta({
      description: 'Where the operator of this machine sees the processes; null where it is not ours',
    }),
  })
  .meta({
    id: 'StuckWork',
    description: 'What should have been done by now and was not: at most 100 of a kind, the oldest first',
  });

type Stuck = z.input<typeof stuckWork>['items'][number];

const listStuckWork = route({
  kind: 'read',
  operation: 'listStuckWork',
  method: 'get',
  path: '/v1/stuck-work',
  tag: 'health',
  summary: {
    it: 'Ciò che dovrebbe già essere fatto e non lo è: richieste, risvegli, termini, posta',
    en: 'What should have been done by now and was not: requests, wake-ups, terms, mail',
  },
  who: ['administrator'],
  reply: stuckWork,
  async read(tx, _call, { temporalUi = null }) {
    const before = new Date(tx.now.getTime() - LATE_AFTER_MS);
    return {
      items: [
        ...(await stuckRequests(tx, before)),
        ...(await stuckWakeups(tx, before)),
        ...(await stuckDeadlines(tx, before)),
        ...(await stuckMail(tx)),
      ],
      temporalUi,
    };
  },
});

async function stuckRequests(tx: Tx, before: Date): Promise<Stuck[]> {
  const rows = await tx.db.submission.findMany({
    where: { state: 'pending', process: { not: null }, createdAt: { lt: before } },
    orderBy: { createdAt: 'asc' },
    omit: { payloadSealed: true },
    take: MOST,
  });
  return rows.map(({ id: key, operation, process, subjectId, createdAt }) => ({
    kind: 'request',
    id: key,
    what: operation,
    workflowId: processWorkflowId(process as ProcessName, subjectId!),
    subjectKind: null,
    subjectId,
    since: createdAt.toISOString(),
    errorCode: null,
  }));
}

async function stuckWakeups(tx: Tx, before: Date): Promise<Stuck[]> {
  const rows = await tx.db.wakeup.findMany({
    where: { notBefore: { lt: before } },
    orderBy: { notBefore: 'asc' },
    take: MOST,
  });
  return rows.map(({ process, notBefore }) => ({
    kind: 'wakeup',
    id: process,
    what: process.split('/')[0]!,
    workflowId: process,
    subjectKind: null,
    subjectId: null,
    since: notBefore.toISOString(),
    errorCode: null,
  }));
}

async function stuckDeadlines(tx: Tx, before: Date): Promise<Stuck[]> {
  const rows = await tx.db.deadline.findMany({
    where: { firedAt: null, cancelledAt: null, dueAt: { lt: before } },
    orderBy: { dueAt: 'asc' },
    take: MOST,
  });
  return rows.map(({ id: key, kind, subjectKind, subjectId, dueAt }) => ({
    kind: 'deadline',
    id: key,
    what: kind,
    workflowId: null,
    subjectKind,
    subjectId,
    since: dueAt.toISOString(),
    errorCode: null,
  }));
}

async function stuckMail(tx: Tx): Promise<Stuck[]> {
  const rows = await tx.db.mail.findMany({
    where: { state: 'queued', errorCode: { not: null } },
    orderBy: { queuedAt: 'asc' },
    omit: { sealed: true },
    take: MOST,
  });
  return rows.map(({ id: key, template, subjectKind, subjectId, queuedAt, errorCode }) => ({
    kind: 'mail',
    id: key,
    what: template,
    workflowId: null,
    subjectKind,
    subjectId,
    since: queuedAt.toISOString(),
    errorCode,
  }));
}

export const stuckWorkRoutes = [listStuckWork];
