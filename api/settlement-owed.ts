import { z } from 'zod';
import { dryRun, leftOutReasons } from '../activities/settlement/dry-run.ts';
import { frozenCents } from '../activities/settlement/owed.ts';
import { sumCents } from '../domain/money.ts';
import { notFound } from '../domain/refusal.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import { dutyOf } from './provider-access.ts';
import { route } from './route.ts';

const cents = z.int();

const owedToProvider = z
  .strictObject({
    toProviderCents: cents.meta({ description: 'What the next batch pays, were it drawn up today' }),
    toInpsCents: cents.meta({ description: 'What of it goes to INPS first' }),
    nettedCents: cents.meta({ description: 'What refunds take off it' }),
    waits: z
      .strictObject({ reason: z.enum(leftOutReasons), owedCents: cents, givenBackCents: cents })
      .nullable()
      .meta({ description: 'Why it is not in the next batch' }),
    inPreparationCents: cents.meta({ description: 'In batches that have not left for the bank' }),
    disputedCents: cents.meta({ description: 'Waits until a dispute is decided' }),
    contributionCents: cents.meta({ description: 'Pledged to the Fund and not paid in: of private orders' }),
    payContributionTo: z
      .strictObject({ holderName: z.string(), iban: z.string() })
      .nullable()
      .meta({ description: 'The account of the alliance, once it is entered' }),
  })
  .meta({ id: 'OwedToProvider' });

const getOwed = route({
  kind: 'read',
  operation: 'getOwedToProvider',
  method: 'get',
  path: '/v1/settlement/owed',
  tag: 'settlement',
  summary: {
    it: 'Che cosa spetta al proprio ente fornitore e non è ancora pagato, e che cosa deve al Fondo',
    en: 'What is owed to one’s own provider and not paid yet, and what it owes to the Fund',
  },
  who: ['provider'],
  reply: owedToProvider,
  async read(tx, { principal }) {
    const duty = dutyOf(principal);
    if (!duty || duty.placeId !== null) throw notFound({ it: 'Spettanze', en: 'What is owed' });
    return owedTo(tx, duty.organisationId);
  },
});

async function owedTo(tx: Tx, providerId: string): Promise<z.input<typeof owedToProvider>> {
  const { items, leftOut } = await dryRun(tx, tx.now, toPlainDate(tx.now), providerId);
  const paidTo = (payee: 'provider' | 'inps') =>
    sumCents(items.filter((item) => item.payee === payee).map(({ amountCents }) => amountCents));
  const planned = await tx.db.settlementItem.aggregate({
    where: { providerId, state: 'planned' },
    _sum: { amountCents: true },
  });
  const pledged = await tx.db.contribution.aggregate({
    where: { organisationId: providerId, collectedAt: null },
    _sum: { amountCents: true },
  });
  const account = await tx.db.settlementAccount.findFirst({ orderBy: { id: 'desc' } });
  const [left] = leftOut;
  return {
    toProviderCents: paidTo('provider'),
    toInpsCents: paidTo('inps'),
    nettedCents: sumCents(items.map(({ nettedCents }) => nettedCents)),
    waits: left
      ? { reason: left.reason, owedCents: left.owedCents, givenBackCents: left.givenBackCents }
      : null,
    inPreparationCents: planned._sum.amountCents ?? 0,
    disputedCents: await frozenCents(tx, providerId),
    contributionCents: pledged._sum.amountCents ?? 0,
    payContributionTo: account ? { holderName: account.holderName, iban: account.iban } : null,
  };
}

export const owedRoutes = [getOwed];
