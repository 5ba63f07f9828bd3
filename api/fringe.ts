import { z } from 'zod';
import { recordAudit, recordOnceADay } from '../activities/audit.ts';
import { identitiesOf, type Identity } from '../activities/identity.ts';
import { employeesOf, employersOf } from '../activities/voucher/employees.ts';
import { standingUnder } from '../activities/voucher/fringe.ts';
import { lawOfYear, useRules } from '../activities/voucher/law.ts';
import { payrollCsv } from '../activities/voucher/payroll.ts';
import { notFound } from '../domain/refusal.ts';
import { employeeStanding, figuresOf, ownStanding, taxYearField } from './fringe-schema.ts';
import type { Principal } from './principal.ts';
import { route } from './route.ts';
import { id } from './schema.ts';

const tag = 'voucherLaw';
export const employerParams = z.strictObject({ organisationId: id });
const yearQuery = z.strictObject({ year: taxYearField });

const getFringe = route({
  kind: 'read',
  operation: 'getFringe',
  method: 'get',
  path: '/v1/people/{personId}/fringe',
  tag,
  summary: {
    it: 'Quanto resta della soglia dell’anno per beni in natura, con ogni datore di lavoro, e quanto costerebbe superarla',
    en: 'What is left of the year’s limit for goods in kind, with each employer, and what exceeding it would cost',
  },
  who: ['employee'],
  params: z.strictObject({ personId: id }),
  query: yearQuery,
  reply: z.strictObject({ items: z.array(ownStanding) }),
  async read(tx, { params: { personId }, query: { year }, principal }, services) {
    if (personId !== principal.personId) throw notFound({ it: 'Persona', en: 'Person' });
    const law = lawOfYear(await useRules(tx), year);
    const items = [];
    for (const employerId of await employersOf(tx, personId)) {
      const standing = await standingUnder(tx, services, law, { personId, employerId, year });
      const { name: employerName } = await tx.db.organisation.findUniqueOrThrow({
        where: { id: employerId },
      });
      items.push({ employerId, employerName, children: standing.children, ...figuresOf(standing) });
    }
    return { items };
  },
});

const listFringe = route({
  kind: 'read',
  operation: 'listFringe',
  method: 'get',
  path: '/v1/organisations/{organisationId}/fringe',
  tag,
  summary: {
    it: 'Come stanno i propri dipendenti, per nome, rispetto alla soglia dell’anno; nulla di ciò che hanno comprato',
    en: 'How one’s own people, by name, stand to the year’s limit; nothing of what they bought',
  },
  who: ['employer'],
  params: employerParams,
  query: yearQuery,
  reply: z.strictObject({ items: z.array(employeeStanding) }),
  timeoutMs: 60_000,
  async read(tx, { params, query: { year }, principal }, services) {
    const employerId = ownEmployerOrThrow(principal, params.organisationId);
    const law = lawOfYear(await useRules(tx), year);
    const personIds = await employeesOf(tx, employerId);
    const identities = await identitiesOf(tx, services, personIds);
    const items = [];
    for (const personId of personIds) {
      const standing = await standingUnder(tx, services, law, { personId, employerId, year });
      items.push({ personId, employee: named(identities.get(personId)), ...figuresOf(standing) });
    }
    await recordOnceADay(tx, services.vault, {
      action: 'fringe.opened',
      subjectKind: 'organisation',
      subjectIds: [employerId],
    });
    return { items };
  },
});

const exportPayroll = route({
  kind: 'file',
  operation: 'exportPayroll',
  method: 'get',
  path: '/v1/organisations/{organisationId}/payroll',
  tag,
  summary: {
    it: 'Gli imponibili dei propri dipendenti saputi in un mese, o di un anno d’imposta, in CSV per le paghe; un mese finito non cambia più',
    en: 'The taxable sums of one’s own people that became known in a month, or of a tax year, as CSV for payroll; a month that is over never changes',
  },
  who: ['employer'],
  params: employerParams,
  query: yearQuery.extend({ month: z.coerce.number().int().min(1).max(12).optional() }),
  reply: z.never(),
  mediaTypes: ['text/csv'],
  async file(tx, { params, query, principal }, services) {
    const employerId = ownEmployerOrThrow(principal, params.organisationId);
    const bytes = await payrollCsv(tx, services, { employerId, ...query });
    await recordAudit(tx, services.vault, {
      action: 'payroll.exported',
      subjectKind: 'organisation',
      subjectId: employerId,
    });
    const period = query.month === undefined ? '' : `-${String(query.month).padStart(2, '0')}`;
    return { bytes, mediaType: 'text/csv', fileName: `imponibili-${query.year}${period}.csv` };
  },
});

function named(identity: Identity | undefined) {
  if (!identity) return null;
  const { taxCode, familyName, givenName } = identity;
  return { taxCode: taxCode ?? '', familyName, givenName };
}

/** An employer's clerk reaches the clerk's own employer and no other. */
export function ownEmployerOrThrow(principal: Principal, organisationId: string): string {
  if (principal.organisationId === organisationId) return organisationId;
  throw notFound({ it: 'Ente', en: 'Organisation' });
}

export const fringeRoutes = [getFringe, listFringe, exportPayroll];
