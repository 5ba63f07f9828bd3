import type { AnyMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const after = 'activities/voucher/after-death.ts';
const death = 'activities/death.ts';

/** What somebody's death ends, and what it leaves. */
export const deathMutants: readonly AnyMutant[] = [
  ...provenBy('test/fund-vouchers.test.ts', [
    [
      'deaths: vouchers of the Fund outlive whom they are for',
      'activities/fund/release.ts',
      '  await endVouchersOfDead(tx, services, beneficiaryId);\n',
    ],
    [
      'deaths: an award that was over keeps its vouchers',
      death,
      '  await endVouchersOfDead(tx, services, person.id);\n',
    ],
    [
      'deaths: a voucher that a till holds outlives its hold',
      after,
      '  await tx.db.voucher.update({ where: { id }, data: { expiresAt: tx.now, remindAt: null } });\n',
    ],
    ['deaths: recorded beside an award under way', death, '  await noAwardUnderWayOrThrow(tx, person.id);\n'],
    ['deaths: recorded twice', death, '  if (person.deceasedOn) throw recordedBefore;\n'],
  ]),
  ...provenBy('test/voucher-void.test.ts', [
    [
      'deaths: what the dead bought for their family is voided',
      after,
      'holderId: personId, beneficiaryId: personId }',
      'holderId: personId }',
    ],
    [
      'deaths: the wallet of the dead orders',
      'activities/voucher/wallet.ts',
      '  await livingHolderOrThrow(tx, wallet);\n',
    ],
  ]),
  ...provenBy('test/voucher-disputes.test.ts', [
    [
      'deaths: what comes back to the dead stays',
      'activities/till/give-back.ts',
      '  if (await isOfDead(tx, spent)) return tx.now;\n',
    ],
  ]),
];
