import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { creditList, creditsOf, notEmployed } from '../activities/welfare-plan/credit-list.ts';
import { creditWallets } from '../activities/welfare-plan/credit.ts';
import { employeesByTaxCode } from '../activities/welfare-plan/employees.ts';
import { walletViews, type WalletView } from '../activities/welfare-plan/standing.ts';
import { fromDateColumn } from '../domain/plain-date.ts';
import { notFound } from '../domain/refusal.ts';
import { taxCode } from '../domain/tax-code.ts';
import { toPlainDate } from '../domain/time.ts';
import type { CarryTarget } from '../domain/wallet.ts';
import { employeeWallet } from '../ledger/accounts.ts';
import { accountBalance } from '../ledger/balances.ts';
import type { Tx } from '../prisma/database.ts';
import { reachablePersonIds } from './access.ts';
import { invalidField } from './invalid-field.ts';
import { movementPage, movementQuery, shownMovements } from './movement-page.ts';
import { hasRole } from './principal.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, page, pageArguments, positiveCents } from './schema.ts';
import { walletView } from './wallet-schema.ts';
import { creditingPlan, listMissing, ownPlanOrThrow, planOrThrow, welfareStaff } from './welfare-access.ts';
import { planParams } from './welfare-schema.ts';

const tag = 'welfare';

const credit = route({
  kind: 'write',
  operation: 'creditWallet',
  method: 'post',
  path: '/v1/welfare-plans/{planId}/credits',
  tag,
  summary: {
    it: 'Accredita a una persona che oggi lavora qui, da quanto è stato versato',
    en: 'Give credit to somebody who works here today, out of what was paid in',
  },
  who: ['employer'],
  status: 201,
  params: planParams,
  body: z.strictObject({ taxCode, amountCents: positiveCents }),
  reply: z.strictObject({ creditId: id }),
  refusals: ['insufficientFunds'],
  async write(tx, { params, body, principal }, { vault }) {
    const plan = await creditingPlan(tx, principal, params.planId, ownPlanOrThrow);
    const { organisationId } = plan;
    const day = toPlainDate(tx.now);
    const found = await employeesByTaxCode(tx, vault, { organisationId, day, taxCodes: [body.taxCode] });
    const personId = found.get(body.taxCode);
    if (personId === undefined) throw invalidField('/body/taxCode', notEmployed);
    const credits = [{ personId, amountCents: body.amountCents }];
    const [row] = await creditWallets(tx, vault, {
      plan,
      credits,
      reason: 'plan',
      creditedBy: principal.accountId,
    });
    await recordAudit(tx, vault, {
      action: 'wallet.credited',
      subjectKind: 'walletCredit',
      subjectId: row!.id,
    });
    return { creditId: row!.id };
  },
});

const creditFromFile = route({
  kind: 'write',
  operation: 'creditWalletsFromFile',
  method: 'post',
  path: '/v1/welfare-plans/{planId}/credits/file',
  tag,
  summary: {
    it: 'Accredita a molte persone da un CSV «codice fiscale;importo» (2.000 righe al massimo): tutte o nessuna',
    en: 'Give credit to many people from a CSV "codice fiscale;importo" (2,000 lines at most): to all or none',
  },
  who: ['employer'],
  status: 201,
  uploads: true,
  params: planParams,
  body: z.strictObject({}),
  reply: z.strictObject({ credits: z.int(), totalCents: z.int() }),
  refusals: ['insufficientFunds'],
  async write(tx, { params, upload, principal }, { vault }) {
    const plan = await creditingPlan(tx, principal, params.planId, ownPlanOrThrow);
    if (!upload) throw listMissing;
    const { bytes } = upload;
    const credits = await creditsOf(tx, vault, { plan, bytes });
    return creditList(tx, vault, { plan, credits, bytes, reason: 'plan', creditedBy: principal.accountId });
  },
});

const list = route({
  kind: 'read',
  operation: 'listWallets',
  method: 'get',
  path: '/v1/wallets',
  tag,
  summary: {
    it: 'I propri crediti welfare: quanto resta, fino a quando si può ordinare, dove va ciò che non si spende',
    en: 'One’s own wallets: what is left, until when one can order, where goes what is not spent',
  },
  who: ['employee', 'citizen'],
  query: cursorQuery,
  reply: page(walletView),
  async read(tx, { query, principal }) {
    const personIds = await reachablePersonIds(tx, principal);
    const wallets = await tx.db.wallet.findMany({
      ...pageArguments(query),
      where: { personId: { in: [...personIds] } },
    });
    const views = await walletViews(tx, wallets);
    return asPage(await Promise.all(views.map((view) => shownWallet(tx, view))), query.limit);
  },
});

const listOfPlan = route({
  kind: 'read',
  operation: 'listPlanWallets',
  method: 'get',
  path: '/v1/welfare-plans/{planId}/wallets',
  tag,
  summary: {
    it: 'I crediti di un piano, senza dire di chi sono: per chi tiene i conti',
    en: 'The wallets of a plan, without saying whose they are: for whoever keeps the books',
  },
  who: welfareStaff,
  params: planParams,
  query: cursorQuery,
  reply: page(walletView.omit({ personId: true }).meta({ id: 'PlanWallet' })),
  async read(tx, { params, query, principal }) {
    const { id: planId } = await planOrThrow(tx, principal, params.planId);
    const wallets = await tx.db.wallet.findMany({ ...pageArguments(query), where: { planId } });
    const views = await walletViews(tx, wallets);
    const shown = await Promise.all(views.map((view) => shownWallet(tx, view)));
    return asPage(
      shown.map(({ personId: _whose, ...wallet }) => wallet),
      query.limit,
    );
  },
});

const listMovements = route({
  kind: 'read',
  operation: 'listWalletMovements',
  method: 'get',
  path: '/v1/wallets/{walletId}/movements',
  tag,
  summary: {
    it: 'I movimenti di un credito welfare, come risultano dal libro mastro',
    en: 'The entries of a wallet, as the ledger has them',
  },
  who: ['employee', 'citizen', ...welfareStaff],
  params: z.strictObject({ walletId: id }),
  query: movementQuery,
  reply: movementPage,
  async read(tx, { params: { walletId }, query, principal }) {
    const personIds = await reachablePersonIds(tx, principal);
    const own = hasRole(principal, ...welfareStaff) ? {} : { personId: { in: [...personIds] } };
    const known = await tx.db.wallet.count({ where: { AND: [{ id: walletId }, own] } });
    if (known === 0) throw notFound({ it: 'Credito welfare', en: 'Wallet' });
    return shownMovements(tx, employeeWallet(walletId), query);
  },
});

async function shownWallet(
  tx: Tx,
  { wallet, plan, standing }: WalletView,
): Promise<z.input<typeof walletView>> {
  const { balanceCents } = await accountBalance(tx, employeeWallet(wallet.id));
  const carriedOver = await tx.db.walletCarryOver.findMany({
    where: { walletId: wallet.id },
    orderBy: { carriedAt: 'asc' },
  });
  return {
    id: wallet.id,
    personId: wallet.personId,
    planId: plan.id,
    planName: plan.name,
    organisationId: plan.organisationId,
    balanceCents,
    ...standing,
    validUntil: fromDateColumn(plan.validUntil),
    carryOver: plan.carryOver,
    carriedOver: carriedOver.map(({ amountCents, carriedTo, nextWalletId, carriedAt }) => ({
      amountCents,
      wentTo: carriedTo as CarryTarget,
      nextWalletId,
      carriedAt: carriedAt.toISOString(),
    })),
  };
}

export const walletRoutes = [credit, creditFromFile, list, listOfPlan, listMovements];
