import { z } from 'zod';
import { allowExcess, enterFringe, withdrawEntry } from '../activities/voucher/fringe-entries.ts';
import { isEmployeeOf } from '../activities/voucher/employees.ts';
import { toDateColumn } from '../domain/plain-date.ts';
import { notFound } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import { FringeKind } from '../prisma/generated/enums.ts';
import { employerParams, ownEmployerOrThrow } from './fringe.ts';
import { fringeEntryView, shownEntry, taxYearField } from './fringe-schema.ts';
import { invalidField, refuseFuture } from './invalid-field.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, page, pageArguments, plainDate, positiveCents } from './schema.ts';

const tag = 'voucherLaw';
const who = ['employer'] as const;
const mealKinds: readonly FringeKind[] = ['mealPaper', 'mealElectronic'];

const enter = route({
  kind: 'write',
  operation: 'enterFringe',
  method: 'post',
  path: '/v1/organisations/{organisationId}/fringe-entries',
  tag,
  summary: {
    it: 'Registra ciò che un dipendente ha ricevuto in un mese oltre ai buoni: bollette rimborsate, altri beni, buoni pasto',
    en: 'Enter what one’s employee received in a month beside vouchers: bills reimbursed, other goods, meal vouchers',
  },
  who,
  status: 201,
  params: employerParams,
  body: z.strictObject({
    personId: id,
    kind: z.enum(FringeKind),
    month: plainDate.meta({ description: 'Any day of the month' }),
    amountCents: positiveCents.meta({ description: 'Of meal vouchers what one day is worth' }),
    days: z.int().min(1).max(31).optional().meta({ description: 'Of meal vouchers alone' }),
  }),
  reply: z.strictObject({ id }),
  async write(tx, { params, body, principal }, services) {
    const employerId = ownEmployerOrThrow(principal, params.organisationId);
    await employeeOrThrow(tx, employerId, body.personId);
    if (mealKinds.includes(body.kind) !== (body.days !== undefined))
      throw invalidField('/body/days', {
        it: 'si indicano per i buoni pasto, e solo per quelli',
        en: 'are told of meal vouchers, and of those alone',
      });
    const month = `${body.month.slice(0, 7)}-01`;
    refuseFuture(tx, month, '/body/month');
    if (month < '2016-01-01')
      throw invalidField('/body/month', { it: 'dal 2016 in poi', en: 'from 2016 on' });
    return { id: await enterFringe(tx, services, { ...body, employerId, month }) };
  },
});

const list = route({
  kind: 'read',
  operation: 'listFringeEntries',
  method: 'get',
  path: '/v1/organisations/{organisationId}/fringe-entries',
  tag,
  summary: {
    it: 'Ciò che un datore di lavoro ha registrato di un anno, l’ultimo per primo, anche se poi ritirato',
    en: 'What an employer entered of a year, the latest first, also where it was withdrawn since',
  },
  who,
  params: employerParams,
  query: cursorQuery.extend({ year: taxYearField }),
  reply: page(fringeEntryView),
  async read(tx, { params, query: { year, ...paging }, principal }) {
    const rows = await tx.db.fringeEntry.findMany({
      ...pageArguments({ ...paging, order: 'newestFirst' }),
      where: {
        employerId: ownEmployerOrThrow(principal, params.organisationId),
        month: { gte: toDateColumn(`${year}-01-01`), lte: toDateColumn(`${year}-12-31`) },
      },
    });
    return asPage(rows.map(shownEntry), paging.limit);
  },
});

const withdraw = route({
  kind: 'write',
  operation: 'withdrawFringe',
  method: 'post',
  path: '/v1/fringe-entries/{entryId}/withdraw',
  tag,
  summary: {
    it: 'Ritira una voce registrata per errore',
    en: 'Withdraw what was entered by mistake',
  },
  who,
  params: z.strictObject({ entryId: id }),
  reply: z.strictObject({ id }),
  async write(tx, { params: { entryId }, principal }, services) {
    const row = await tx.db.fringeEntry.findUnique({ where: { id: entryId } });
    if (!row || row.employerId !== principal.organisationId) throw notFound({ it: 'Voce', en: 'Entry' });
    await withdrawEntry(tx, services, row);
    return { id: row.id };
  },
});

const allow = route({
  kind: 'write',
  operation: 'allowFringeExcess',
  method: 'post',
  path: '/v1/organisations/{organisationId}/fringe-exceedances',
  tag,
  summary: {
    it: 'Dice prima che la soglia dell’anno di un dipendente sarà superata: tutto il totale sarà tassato',
    en: 'Say beforehand that the year’s limit of one’s employee will be exceeded: the whole total will be taxed',
  },
  who,
  status: 201,
  params: employerParams,
  body: z.strictObject({ personId: id, year: z.int().min(2016).max(2199) }),
  reply: z.strictObject({ id }),
  refusals: ['alreadyExists'],
  async write(tx, { params, body, principal }, services) {
    const employerId = ownEmployerOrThrow(principal, params.organisationId);
    await employeeOrThrow(tx, employerId, body.personId);
    return { id: await allowExcess(tx, services, { ...body, employerId }) };
  },
});

async function employeeOrThrow(tx: Tx, employerId: string, personId: string): Promise<void> {
  if (await isEmployeeOf(tx, employerId, personId)) return;
  throw invalidField('/body/personId', {
    it: 'non ha credito in un piano di questo datore di lavoro',
    en: 'has no credit of a plan of this employer',
  });
}

export const fringeEntryRoutes = [enter, list, withdraw, allow];
