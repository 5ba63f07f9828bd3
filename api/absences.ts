import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { addDays, toDateColumn } from '../domain/plain-date.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { Absence, Account } from '../prisma/generated/client.ts';
import { holdRow, lockRow } from '../prisma/lock-row.ts';
import { staffRoles } from './access.ts';
import { dateIn, instantIn } from './dates.ts';
import { invalidField, refuseBackwards } from './invalid-field.ts';
import { hasRole, type Principal } from './principal.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, instant, page, pageArguments, plainDate } from './schema.ts';

const absence = z
  .strictObject({
    id,
    accountId: id,
    substituteId: id,
    fromDate: plainDate,
    toDate: plainDate,
    cancelledAt: instant.nullable(),
  })
  .meta({ id: 'Absence', description: 'Who is away, from and to which day, and who stands in' });

const absenceParams = z.strictObject({ absenceId: id });

const recordAbsence = route({
  kind: 'write',
  operation: 'recordAbsence',
  method: 'post',
  path: '/v1/absences',
  tag: 'absences',
  summary: {
    it: 'Registra un’assenza e chi sostituisce: la propria o, amministrando, di un collega',
    en: 'Record an absence and who stands in: one’s own or, as administrator, a colleague’s',
  },
  who: staffRoles,
  status: 201,
  body: z.strictObject({
    accountId: id.optional().meta({ description: 'Oneself by default' }),
    substituteId: id,
    fromDate: plainDate,
    toDate: plainDate,
  }),
  reply: z.strictObject({ id }),
  async write(tx, { body, principal }, { vault }) {
    const { accountId = principal.accountId, substituteId, fromDate, toDate } = body;
    if (accountId !== principal.accountId && !hasRole(principal, 'administrator'))
      throw notFound(accountWord);
    refuseBackwards(fromDate, toDate, '/body/toDate');
    await refuseUnfit(tx, accountId, substituteId);
    const period = { fromDate: toDateColumn(fromDate), toDate: toDateColumn(toDate) };
    await refuseOverlap(tx, accountId, period);
    const row = await tx.db.absence.create({
      data: { ...period, allianceId: tx.allianceId, accountId, substituteId, createdAt: tx.now },
    });
    await recordAudit(tx, vault, { action: 'absence.recorded', subjectKind: 'absence', subjectId: row.id });
    return { id: row.id };
  },
});

const listAbsences = route({
  kind: 'read',
  operation: 'listAbsences',
  method: 'get',
  path: '/v1/absences',
  tag: 'absences',
  summary: {
    it: 'Le assenze: le proprie, quelle in cui si sostituisce, tutte per chi amministra',
    en: 'Absences: one’s own, those one stands in for, all for administrators',
  },
  who: staffRoles,
  query: cursorQuery.extend({ accountId: id.optional() }),
  reply: page(absence),
  async read(tx, { query, principal }) {
    const rows = await tx.db.absence.findMany({
      where: { AND: [visibleTo(principal), query.accountId ? { accountId: query.accountId } : {}] },
      ...pageArguments(query),
    });
    const items = rows.map(({ id: absenceId, accountId, substituteId, fromDate, toDate, cancelledAt }) => ({
      id: absenceId,
      accountId,
      substituteId,
      fromDate: dateIn(fromDate)!,
      toDate: dateIn(toDate)!,
      cancelledAt: instantIn(cancelledAt),
    }));
    return asPage(items, query.limit);
  },
});

const endAbsence = route({
  kind: 'write',
  operation: 'endAbsence',
  method: 'post',
  path: '/v1/absences/{absenceId}/return',
  tag: 'absences',
  summary: { it: 'Il collega è tornato: l’assenza finisce ieri', en: 'Back at work: it ended yesterday' },
  who: staffRoles,
  params: absenceParams,
  reply: absence.pick({ id: true, toDate: true }),
  async write(tx, { params, principal }, { vault }) {
    const row = await lockOrThrow(tx, principal, params.absenceId);
    if (row.cancelledAt) throw cancelledAlready();
    const yesterday = addDays(toPlainDate(tx.now), -1);
    const toDate = dateIn(row.toDate)!;
    if (toDate <= yesterday) return { id: row.id, toDate };
    if (dateIn(row.fromDate)! > yesterday) throw notAwayYet();
    await tx.db.absence.update({ where: { id: row.id }, data: { toDate: toDateColumn(yesterday) } });
    await recordAudit(tx, vault, { action: 'absence.ended', subjectKind: 'absence', subjectId: row.id });
    return { id: row.id, toDate: yesterday };
  },
});

const cancelAbsence = route({
  kind: 'write',
  operation: 'cancelAbsence',
  method: 'post',
  path: '/v1/absences/{absenceId}/cancellation',
  tag: 'absences',
  summary: {
    it: 'Annulla un’assenza che comincia oggi o più avanti: da subito non conta più',
    en: 'Cancel an absence that begins today or later: from now on it does not count',
  },
  who: staffRoles,
  params: absenceParams,
  reply: absence.pick({ id: true, cancelledAt: true }),
  async write(tx, { params, principal }, { vault }) {
    const row = await lockOrThrow(tx, principal, params.absenceId);
    if (row.cancelledAt) return { id: row.id, cancelledAt: row.cancelledAt.toISOString() };
    if (dateIn(row.fromDate)! < toPlainDate(tx.now)) throw awayAlready();
    await tx.db.absence.update({ where: { id: row.id }, data: { cancelledAt: tx.now } });
    await recordAudit(tx, vault, { action: 'absence.cancelled', subjectKind: 'absence', subjectId: row.id });
    return { id: row.id, cancelledAt: tx.now.toISOString() };
  },
});

/** The absence, locked for a change: one's own, or anybody's for administrators; never that of whom one stands in for. */
async function lockOrThrow(tx: Tx, principal: Principal, absenceId: string): Promise<Absence> {
  const row = await lockRow(tx, 'absence', absenceId, 'NO KEY UPDATE');
  const mayChange = row?.accountId === principal.accountId || hasRole(principal, 'administrator');
  if (!row || !mayChange) throw notFound({ it: 'Assenza', en: 'Absence' });
  return row;
}

function visibleTo(principal: Principal) {
  if (hasRole(principal, 'administrator')) return {};
  const { accountId } = principal;
  return { OR: [{ accountId }, { substituteId: accountId }] };
}

/** Whoever stands in must be able to do the work: at least one role of the staff in common. */
async function refuseUnfit(tx: Tx, accountId: string, substituteId: string): Promise<void> {
  if (accountId === substituteId) {
    throw invalidField('/body/substituteId', {
      it: 'deve essere un’altra persona',
      en: 'must be another person',
    });
  }
  const absent = await colleagueOrThrow(tx, accountId);
  const substitute = await colleagueOrThrow(tx, substituteId);
  const shared = staffRoles.some((role) => absent.roles.includes(role) && substitute.roles.includes(role));
  if (shared) return;
  throw invalidField('/body/substituteId', {
    it: 'non ha nessun ruolo in comune con chi è assente',
    en: 'shares no role with the one who is away',
  });
}

async function colleagueOrThrow(tx: Tx, accountId: string): Promise<Account> {
  const account = await tx.db.account.findFirst({
    where: { id: accountId, disabledAt: null, roles: { hasSome: [...staffRoles] } },
  });
  if (!account) throw notFound(accountWord);
  return account;
}

async function refuseOverlap(tx: Tx, accountId: string, period: { fromDate: Date; toDate: Date }) {
  await holdRow(tx, 'account', accountId);
  const other = await tx.db.absence.findFirst({
    where: {
      accountId,
      cancelledAt: null,
      fromDate: { lte: period.toDate },
      toDate: { gte: period.fromDate },
    },
  });
  if (!other) return;
  throw new Refusal('alreadyExists', {
    detail: {
      it: 'In quei giorni è già registrata un’assenza.',
      en: 'An absence is recorded for those days already.',
    },
    possible: ['endAbsence', 'cancelAbsence'],
  });
}

function notAwayYet(): Refusal {
  return new Refusal('stepNotPossible', {
    detail: {
      it: 'L’assenza comincia oggi o più avanti: si può annullare.',
      en: 'The absence begins today or later: it can be cancelled.',
    },
    possible: ['cancelAbsence'],
  });
}

function awayAlready(): Refusal {
  return new Refusal('stepNotPossible', {
    detail: {
      it: 'L’assenza è cominciata prima di oggi: si può chiudere, non annullare.',
      en: 'The absence began before today: it can be ended, not cancelled.',
    },
    possible: ['endAbsence'],
  });
}

function cancelledAlready(): Refusal {
  return new Refusal('stepNotPossible', {
    detail: { it: 'L’assenza è stata annullata.', en: 'The absence was cancelled.' },
  });
}

const accountWord = { it: 'Utenza', en: 'Account' };

export const absenceRoutes = [recordAbsence, listAbsences, endAbsence, cancelAbsence];
