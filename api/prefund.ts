import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { employerOrThrow, prefundLeft, receivePrefund } from '../activities/welfare-plan/prefund.ts';
import { notFound } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import { movement } from './fund-schema.ts';
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
  reply: movementPage.extend({
    items: z.array(
      movement
        .extend({
          planName: z.string().nullable().meta({
            description: 'Whose credit it became or came back from; null of what the bank brought',
          }),
        })
        .meta({ id: 'PrefundMovement' }),
    ),
  }),
  async read(tx, { params: { organisationId }, query }) {
    await employerOrThrow(tx, organisationId);
    const { items, nextCursor } = await shownMovements(tx, employerPrefund(organisationId), query);
    const planOf = await plansBehind(tx, items);
    return {
      items: items.map((one) => ({ ...one, planName: planOf.get(one.businessRef) ?? null })),
      nextCursor,
    };
  },
});

/** The plan of the wallet behind each entry, by its reference in the books: a credit, or what was left of one. */
async function plansBehind(
  tx: Tx,
  items: readonly { readonly kind: string; readonly businessRef: string }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = (kind: string) =>
    items.filter((one) => one.kind === kind).map(({ businessRef }) => businessRef);
  const behind = [
    ...(await tx.db.walletCredit.findMany({ where: { id: { in: ids('wallet_credited') } } })),
    ...(await tx.db.walletCarryOver.findMany({ where: { id: { in: ids('wallet_emptied') } } })),
  ];
  const wallets = await tx.db.wallet.findMany({
    where: { id: { in: behind.map(({ walletId }) => walletId) } },
  });
  const plans = await tx.db.welfarePlan.findMany({
    where: { id: { in: wallets.map(({ planId }) => planId) } },
  });
  const nameOf = new Map(plans.map(({ id: planId, name }) => [planId, name]));
  const planOf = new Map(wallets.map(({ id: walletId, planId }) => [walletId, nameOf.get(planId)!]));
  return new Map(behind.map(({ id: ref, walletId }) => [ref, planOf.get(walletId)!]));
}

export const prefundRoutes = [record, get, listMovements];
