import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { employerOrThrow, prefundLeft, receivePrefund } from '../activities/welfare-plan/prefund.ts';
import { notFound } from '../domain/refusal.ts';
import { employerPrefund } from '../ledger/accounts.ts';
import { hasRole } from './principal.ts';
import { movementPage, movementQuery, shownMovements } from './movement-page.ts';
import { route } from './route.ts';
import { id, line, positiveCents } from './schema.ts';
import { ownEmployerOrThrow, welfareStaff } from './welfare-access.ts';
import { prefundView } from './welfare-schema.ts';

const tag = 'welfare';
const onePath = '/v1/organisations/{organisationId}/prefund';
const employerParams = z.strictObject({ organisationId: id });

const record = route({
  kind: 'write',
  operation: 'recordPrefund',
  method: 'post',
  path: '/v1/prefunds',
  tag,
  summary: {
    it: 'Registra il denaro che un datore di lavoro ha versato, come lo dice la banca',
    en: 'Record the money that an employer paid in, as the bank tells it',
  },
  who: ['fundOfficer'],
  status: 201,
  body: z.strictObject({ organisationId: id, amountCents: positiveCents, bankRef: line(64) }),
  reply: z.strictObject({ id }),
  async write(tx, { body, principal }, { vault }) {
    const row = await receivePrefund(tx, { ...body, recordedBy: principal.accountId });
    await recordAudit(tx, vault, { action: 'prefund.received', subjectKind: 'prefund', subjectId: row.id });
    return { id: row.id };
  },
});

const get = route({
  kind: 'read',
  operation: 'getPrefund',
  method: 'get',
  path: onePath,
  tag,
  summary: {
    it: 'Quanto un datore di lavoro ha versato e non ancora accreditato',
    en: 'What an employer has paid in and not credited yet',
  },
  who: ['employer', ...welfareStaff],
  params: employerParams,
  reply: prefundView,
  async read(tx, { params: { organisationId }, principal }) {
    const isOwn = hasRole(principal, ...welfareStaff) || ownEmployerOrThrow(principal) === organisationId;
    if (!isOwn) throw notFound({ it: 'Datore di lavoro', en: 'Employer' });
    await employerOrThrow(tx, organisationId);
    return { organisationId, balanceCents: await prefundLeft(tx, organisationId) };
  },
});

const listMovements = route({
  kind: 'read',
  operation: 'listPrefundMovements',
  method: 'get',
  path: `${onePath}/movements`,
  tag,
  summary: {
    it: 'I movimenti del versamento di un datore di lavoro, come risultano dal libro mastro',
    en: 'The entries of what an employer paid in, as the ledger has them',
  },
  who: welfareStaff,
  params: employerParams,
  query: movementQuery,
  reply: movementPage,
  async read(tx, { params: { organisationId }, query }) {
    await employerOrThrow(tx, organisationId);
    return shownMovements(tx, employerPrefund(organisationId), query);
  },
});

export const prefundRoutes = [record, get, listMovements];
