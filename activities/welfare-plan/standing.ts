import { fromDateColumn } from '../../domain/plain-date.ts';
import { notFound, Refusal } from '../../domain/refusal.ts';
import type { Text } from '../../domain/text.ts';
import { toPlainDate } from '../../domain/time.ts';
import { walletStanding, type WalletStanding, type WalletStop } from '../../domain/wallet.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Wallet, WelfarePlan } from '../../prisma/generated/client.ts';

export interface WalletView {
  readonly wallet: Wallet;
  readonly plan: WelfarePlan;
  readonly standing: WalletStanding;
}

/** The wallets with their plans, and how each stands today. */
export async function walletViews(tx: Tx, wallets: readonly Wallet[]): Promise<readonly WalletView[]> {
  const plans = await tx.db.welfarePlan.findMany({
    where: { id: { in: wallets.map(({ planId }) => planId) } },
  });
  const planOf = new Map(plans.map((plan) => [plan.id, plan]));
  const jobs = await tx.db.employment.findMany({
    where: { personId: { in: wallets.map(({ personId }) => personId) } },
  });
  return wallets.map((wallet) => {
    const plan = planOf.get(wallet.planId)!;
    const own = jobs.filter(
      (job) => job.personId === wallet.personId && job.organisationId === plan.organisationId,
    );
    const standing = walletStanding(
      {
        plan: {
          state: plan.state,
          graceDays: plan.graceDays,
          validFrom: fromDateColumn(plan.validFrom),
          validUntil: fromDateColumn(plan.validUntil),
        },
        isClosed: wallet.closedAt !== null,
        jobs: own.map(({ startedOn, endedOn }) => ({
          startedOn: fromDateColumn(startedOn),
          endedOn: endedOn && fromDateColumn(endedOn),
        })),
      },
      toPlainDate(tx.now),
    );
    return { wallet, plan, standing };
  });
}

/** Whoever orders asks this first: the wallet and its plan, or why it orders nothing today. */
export async function orderingWalletOrThrow(tx: Tx, walletId: string): Promise<WalletView> {
  const wallet = await tx.db.wallet.findUnique({ where: { id: walletId } });
  if (!wallet) throw notFound({ it: 'Credito welfare', en: 'Wallet' });
  const [view] = await walletViews(tx, [wallet]);
  if (view!.standing.stop !== null) throw frozen(view!.standing.stop);
  return view!;
}

function frozen(stop: WalletStop): Refusal {
  const { it, en } = stopWords[stop];
  return new Refusal('walletFrozen', {
    detail: {
      it: `${it} I buoni già emessi restano validi fino alla loro scadenza.`,
      en: `${en} Vouchers that were issued stay good until their last day.`,
    },
    possible: ['listWallets'],
  });
}

const stopWords: Readonly<Record<WalletStop, Text>> = {
  closed: { it: 'Questo credito è chiuso.', en: 'This wallet is closed.' },
  planClosed: { it: 'Il piano non è attivo.', en: 'The plan is not active.' },
  notYet: { it: 'Il piano non è ancora cominciato.', en: 'The plan has not begun.' },
  planOver: { it: 'Il piano è finito.', en: 'The plan is over.' },
  left: {
    it: 'Il rapporto di lavoro è finito, e sono passati anche i giorni in cui si poteva ancora ordinare.',
    en: 'The job is over, and so are the days in which one could still order.',
  },
};
