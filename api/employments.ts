import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { adviseOnJobs } from '../activities/fragility-assessment/employment-change.ts';
import { wakeUp } from '../activities/wakeup.ts';
import { toDateColumn } from '../domain/plain-date.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Employment, Person } from '../prisma/generated/client.ts';
import { lockRow } from '../prisma/lock-row.ts';
import { voucherExpiryId } from '../workflows/contract.ts';
import { mayReachPerson, openingQuery, reasonOrThrow } from './access.ts';
import { columnOf, dateIn } from './dates.ts';
import { invalidField, refuseBackwards, refuseFuture } from './invalid-field.ts';
import { hasRole } from './principal.ts';
import { route } from './route.ts';
import { id, plainDate } from './schema.ts';

const employment = z
  .strictObject({ id, organisationId: id, startedOn: plainDate, endedOn: plainDate.nullable() })
  .meta({ id: 'Employment', description: 'Who employs somebody, from which day and to which last day' });

const change = z.strictObject({ id, readvisedAssessments: z.int() }).meta({
  id: 'EmploymentChange',
  description: 'For how many undecided assessments the rules of the Fund were applied again',
});

const recordEmployment = route({
  kind: 'write',
  operation: 'recordEmployment',
  method: 'post',
  path: '/v1/employments',
  tag: 'employments',
  summary: {
    it: 'Registra presso chi lavora una persona, e da quando; il datore di lavoro non ne sa nulla',
    en: 'Record for whom somebody works, and since when; the employer learns nothing of it',
  },
  who: ['caseworker'],
  status: 201,
  body: z.strictObject({
    personId: id,
    organisationId: id,
    startedOn: plainDate,
    endedOn: plainDate.optional().meta({ description: 'The last day of a job that is over' }),
  }),
  reply: change,
  async write(tx, { body }, services) {
    const { personId, organisationId, startedOn, endedOn = null } = body;
    const person = await lockPerson(tx, personId);
    refuseFuture(tx, startedOn, '/body/startedOn');
    refuseBackwards(dateIn(person.birthDate), startedOn, '/body/startedOn');
    refuseFuture(tx, endedOn ?? undefined, '/body/endedOn');
    refuseBackwards(startedOn, endedOn, '/body/endedOn');
    await employerOrThrow(tx, organisationId);
    await refuseOverlap(tx, body);
    const row = await tx.db.employment.create({
      data: {
        allianceId: tx.allianceId,
        personId,
        organisationId,
        startedOn: toDateColumn(startedOn),
        endedOn: columnOf(endedOn),
      },
    });
    await recordAudit(tx, services.vault, {
      action: 'employment.recorded',
      subjectKind: 'person',
      subjectId: personId,
    });
    return { id: row.id, readvisedAssessments: await adviseOnJobs(tx, services, personId) };
  },
});

const endEmployment = route({
  kind: 'write',
  operation: 'endEmployment',
  method: 'post',
  path: '/v1/employments/{employmentId}/end',
  tag: 'employments',
  summary: {
    it: 'Registra l’ultimo giorno di un lavoro; per dodici mesi conta ancora per il Fondo',
    en: 'Record the last day of a job; for twelve months it still counts for the Fund',
  },
  who: ['caseworker'],
  params: z.strictObject({ employmentId: id }),
  body: z.strictObject({ endedOn: plainDate }),
  reply: change,
  async write(tx, { params, body: { endedOn } }, services) {
    const row = await lockRow(tx, 'employment', params.employmentId);
    if (!row) throw notFound({ it: 'Rapporto di lavoro', en: 'Employment' });
    if (row.endedOn) throw endedAlready(row);
    refuseFuture(tx, endedOn, '/body/endedOn');
    refuseBackwards(dateIn(row.startedOn), endedOn, '/body/endedOn');
    await tx.db.employment.update({ where: { id: row.id }, data: { endedOn: toDateColumn(endedOn) } });
    await wakeUp(tx, voucherExpiryId(tx.allianceId));
    await recordAudit(tx, services.vault, {
      action: 'employment.ended',
      subjectKind: 'person',
      subjectId: row.personId,
    });
    return { id: row.id, readvisedAssessments: await adviseOnJobs(tx, services, row.personId) };
  },
});

const listEmployments = route({
  kind: 'read',
  operation: 'listEmployments',
  method: 'get',
  path: '/v1/people/{personId}/employments',
  tag: 'employments',
  summary: {
    it: 'Presso chi lavora e ha lavorato una persona; chi lo legge per lavoro dice perché',
    en: 'For whom somebody works and worked; whoever reads it at work says why',
  },
  who: ['caseworker', 'citizen', 'employee'],
  params: z.strictObject({ personId: id }),
  query: openingQuery,
  reply: z.strictObject({ items: z.array(employment) }),
  async read(tx, { params: { personId }, query, principal }, { vault }) {
    const person = await tx.db.person.findUnique({ where: { id: personId } });
    if (!person || !(await mayReachPerson(tx, principal, personId))) throw notFound(personWord);
    if (personId !== principal.personId && hasRole(principal, 'caseworker')) {
      await recordAudit(tx, vault, {
        action: 'employments.opened',
        subjectKind: 'person',
        subjectId: personId,
        reason: reasonOrThrow(query.reason),
      });
    }
    const rows = await tx.db.employment.findMany({
      where: { personId },
      orderBy: [{ startedOn: 'asc' }, { id: 'asc' }],
    });
    const items = rows.map((row) => ({
      id: row.id,
      organisationId: row.organisationId,
      startedOn: dateIn(row.startedOn)!,
      endedOn: dateIn(row.endedOn),
    }));
    return { items };
  },
});

const personWord = { it: 'Persona', en: 'Person' };

/** One change of somebody's jobs at a time; nobody who was erased gets any. */
async function lockPerson(tx: Tx, personId: string): Promise<Person> {
  const person = await lockRow(tx, 'person', personId, 'NO KEY UPDATE');
  if (!person || person.erasedAt) throw notFound(personWord);
  return person;
}

async function employerOrThrow(tx: Tx, organisationId: string): Promise<void> {
  const known = await tx.db.organisation.count({ where: { id: organisationId, roles: { has: 'employer' } } });
  if (known > 0) return;
  throw invalidField('/body/organisationId', {
    it: 'non è un datore di lavoro dell’alleanza',
    en: 'is not an employer of the alliance',
  });
}

interface Job {
  readonly personId: string;
  readonly organisationId: string;
  readonly startedOn: string;
  readonly endedOn?: string | undefined;
}

/** The same job twice would have two ends. Two jobs at once are common, with two employers. */
async function refuseOverlap(tx: Tx, { personId, organisationId, startedOn, endedOn }: Job): Promise<void> {
  const other = await tx.db.employment.findFirst({
    where: {
      personId,
      organisationId,
      OR: [{ endedOn: null }, { endedOn: { gte: toDateColumn(startedOn) } }],
      ...(endedOn ? { startedOn: { lte: toDateColumn(endedOn) } } : {}),
    },
  });
  if (!other) return;
  throw new Refusal('alreadyExists', {
    detail: {
      it: 'In quei giorni lavora già per questo ente: chiudere prima quel rapporto.',
      en: 'In those days they work for this organisation already: first end that job.',
    },
    possible: ['endEmployment'],
  });
}

function endedAlready({ endedOn }: Employment): Refusal {
  const day = dateIn(endedOn)!;
  return new Refusal('stepNotPossible', {
    detail: { it: `È già finito il ${day}.`, en: `It ended on ${day} already.` },
  });
}

export const employmentRoutes = [recordEmployment, endEmployment, listEmployments];
