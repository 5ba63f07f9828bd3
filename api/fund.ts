import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { collectContribution, pledgeContribution } from '../activities/contributions.ts';
import { fundPledged, fundReserve, fundSolidarity } from '../ledger/accounts.ts';
import { fundBalances } from '../ledger/balances.ts';
import { instantIn } from './dates.ts';
import { contribution, fundView, shownContribution } from './fund-schema.ts';
import { MOST_MOVEMENTS, movementFile } from './movement-file.ts';
import { movementPage, movementQuery, shownMovements } from './movement-page.ts';
import { route } from './route.ts';
import { asPage, id, line, orderedQuery, page, pageArguments, plainDate, positiveCents } from './schema.ts';

const tag = 'fund';
const bookkeepers = ['fundOfficer', 'administrator', 'auditor'] as const;

const getFund = route({
  kind: 'read',
  operation: 'getFund',
  method: 'get',
  path: '/v1/fund',
  tag,
  summary: {
    it: 'Il Fondo: disponibile, impegnato, riserva, promesso; come risulta dal libro mastro',
    en: 'The Fund: available, committed, reserve, pledged; as the ledger has it',
  },
  who: [...bookkeepers, 'caseworker', 'commissionMember'],
  reply: fundView,
  read: (tx) => fundBalances(tx),
});

const accounts = { solidarity: fundSolidarity, reserve: fundReserve, pledged: fundPledged };
const filters = {
  account: z.enum(['solidarity', 'reserve', 'pledged']).default('solidarity'),
  from: plainDate.optional(),
  until: plainDate.optional(),
};

const listMovements = route({
  kind: 'read',
  operation: 'listFundMovements',
  method: 'get',
  path: '/v1/fund/movements',
  tag,
  summary: { it: 'I movimenti di un conto del Fondo', en: 'The entries of an account of the Fund' },
  who: bookkeepers,
  query: movementQuery.extend(filters),
  reply: movementPage,
  read: (tx, { query: { account, ...wanted } }) => shownMovements(tx, accounts[account], wanted),
});

const readMovements = route({
  kind: 'file',
  operation: 'readFundMovements',
  method: 'get',
  path: '/v1/fund/movements/file',
  tag,
  summary: {
    it: `Tutti i movimenti di un conto del Fondo, in CSV per Excel; fino a ${MOST_MOVEMENTS} in un file`,
    en: `All entries of an account of the Fund, as CSV for Excel; up to ${MOST_MOVEMENTS} in one file`,
  },
  who: bookkeepers,
  query: z.strictObject(filters),
  reply: z.never(),
  mediaTypes: ['text/csv'],
  async file(tx, { query: { account, ...period }, locale }) {
    const bytes = await movementFile(tx, accounts[account], period, locale);
    return { bytes, mediaType: 'text/csv', fileName: `fondo-movimenti-${account}.csv` };
  },
});

const listContributions = route({
  kind: 'read',
  operation: 'listContributions',
  method: 'get',
  path: '/v1/fund/contributions',
  tag,
  summary: { it: 'I contributi promessi e incassati', en: 'Contributions pledged and collected' },
  who: bookkeepers,
  query: orderedQuery.extend({
    organisationId: id.optional(),
    collected: z.enum(['true', 'false']).optional(),
  }),
  reply: page(contribution),
  async read(tx, { query: { organisationId, collected, ...paging } }) {
    const rows = await tx.db.contribution.findMany({
      ...pageArguments(paging),
      where: {
        ...(organisationId ? { organisationId } : {}),
        ...(collected ? { collectedAt: collected === 'true' ? { not: null } : null } : {}),
      },
    });
    return asPage(rows.map(shownContribution), paging.limit);
  },
});

const pledge = route({
  kind: 'write',
  operation: 'pledgeContribution',
  method: 'post',
  path: '/v1/fund/contributions',
  tag,
  summary: {
    it: 'Registra un contributo promesso: non paga nulla finché la banca non lo conferma',
    en: 'Record a pledged contribution: it pays nothing until the bank confirms it',
  },
  who: ['fundOfficer'],
  status: 201,
  body: z.strictObject({
    organisationId: id,
    source: z.enum(['employer', 'provider']),
    amountCents: positiveCents,
  }),
  reply: z.strictObject({ id }),
  async write(tx, { body }, { vault }) {
    const row = await pledgeContribution(tx, body);
    await recordAudit(tx, vault, {
      action: 'contribution.pledged',
      subjectKind: 'contribution',
      subjectId: row.id,
    });
    return { id: row.id };
  },
});

const collect = route({
  kind: 'write',
  operation: 'collectContribution',
  method: 'post',
  path: '/v1/fund/contributions/{contributionId}/collection',
  tag,
  summary: {
    it: 'La banca conferma l’incasso: un decimo alla riserva, il resto al Fondo',
    en: 'The bank confirms the money: a tenth to the reserve, the rest to the Fund',
  },
  who: ['fundOfficer'],
  params: z.strictObject({ contributionId: id }),
  body: z.strictObject({ bankRef: line(64) }),
  reply: contribution.pick({ id: true, collectedAt: true }),
  async write(tx, { params, body }, { vault }) {
    const row = await collectContribution(tx, params.contributionId, body.bankRef);
    await recordAudit(tx, vault, {
      action: 'contribution.collected',
      subjectKind: 'contribution',
      subjectId: row.id,
    });
    return { id: row.id, collectedAt: instantIn(row.collectedAt) };
  },
});

export const fundRoutes = [getFund, listMovements, readMovements, listContributions, pledge, collect];
