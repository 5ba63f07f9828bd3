import type { AnyMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const charged = 'test/voucher-charged-once.test.ts';
const charging = 'activities/voucher/charged-credit.ts';
const share = 'activities/voucher-expiry/employer-share.ts';
const ending = 'activities/voucher-expiry/end-vouchers.ts';
const due = 'activities/voucher-expiry/due.ts';

/** What keeps credit from being charged twice or never, and a Fund voucher's money with the award that gave it. */
export const chargedCreditMutants: readonly AnyMutant[] = [
  ...provenBy(charged, [
    [
      'credit: two orders at once take the same charged part',
      charging,
      "(await lockRow(tx, 'wallet', walletId, 'NO KEY UPDATE'))!",
      '(await tx.db.wallet.findUniqueOrThrow({ where: { id: walletId } }))',
    ],
    [
      'credit: what came back is charged again',
      charging,
      'const takenCents = Math.min(chargedCents, nominalCents * count);',
      'const takenCents = Math.min(chargedCents, 0);',
    ],
    [
      'credit: what was taken as charged stays in the wallet',
      charging,
      'decrement: takenCents',
      'decrement: 0',
    ],
    [
      'credit: the first voucher takes less than it could',
      charging,
      'takenCents - nth * nominalCents',
      'takenCents / count',
    ],
    [
      'credit: pledged on the whole value',
      'activities/voucher/issue.ts',
      'portionHalfUp(nominalCents - chargedCents, employerShare)',
      'portionHalfUp(nominalCents, employerShare)',
    ],
    [
      'credit: a void forgets what was charged before',
      'activities/voucher/void.ts',
      '  await giveCharged(tx, chargedOf([ending!], { isTakenBack: reversed }));\n',
      '  void [giveCharged, chargedOf];\n',
    ],
    [
      'credit: what was charged before is spent last',
      charging,
      'Math.max(0, chargedCents - spentCents)',
      'Math.min(cents, chargedCents)',
    ],
    [
      'credit: the pledge on what was spent counts what was charged before',
      share,
      'Math.max(0, spentCents - chargedCents)',
      'spentCents',
    ],
    [
      'credit: carried on, it is charged again',
      'activities/voucher-expiry/carry-wallets.ts',
      '  await carryCharged(tx, carried);\n',
      '  void carryCharged;\n',
    ],
    [
      'ledger: a wallet of which more was charged than it has',
      'ledger/verify.ts',
      '    ...(await overchargedWallets(tx)),\n',
      '',
    ],
  ]),
  {
    name: 'credit: less than nothing charged',
    sql: 'ALTER TABLE wallet DROP CONSTRAINT wallet_charged',
    provenBy: charged,
  },
  ...provenBy('test/voucher-void.test.ts', [
    [
      'credit: of a voided voucher that was paid for, charged again',
      'activities/voucher/void.ts',
      '{ isTakenBack: reversed }',
      '{ isTakenBack: true }',
    ],
  ]),
  ...provenBy('test/fund-vouchers-stopped.test.ts', [
    [
      'expiry: a Fund voucher of a stopped provider leaves its award',
      ending,
      "if (way === 'expired') await giveBackToFund(tx, endings);",
      "if (way !== 'held' as string) await giveBackToFund(tx, endings);",
    ],
    [
      'expiry: vouchers are locked before their awards',
      due,
      '  if (awardIds.length > 0) await holdAwards(tx, awardIds);\n',
      '  void holdAwards;\n',
    ],
    [
      'expiry: nobody is asked to change a provider that stopped',
      'activities/fund/voucher-returned.ts',
      "    if (award.state === 'delivering') await askToConsiderSwap(tx, award);\n",
      '    void askToConsiderSwap;\n',
    ],
    [
      'expiry: a household is told that a unit on order is the Fund’s',
      'api/voucher-endings.ts',
      "state === 'voided' && awardId !== null",
      "state === 'voided' && awardId === null",
    ],
  ]),
  ...provenBy('test/voucher-extensions-raced.test.ts', [
    [
      'till: a voucher is held past its last instant, in a race with its expiry',
      'activities/till/hold.ts',
      ' AND expires_at >= ${servedAt}::timestamptz',
    ],
  ]),
];
