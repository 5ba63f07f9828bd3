import { declareRelative } from '../../activities/voucher/family.ts';
import { issueVouchers } from '../../activities/voucher/issue.ts';
import { nextVoucherOrderCode } from '../../activities/numbering.ts';
import { addMonths, toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { expiryOf } from '../../domain/voucher.ts';
import { post } from '../../ledger/post.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import { prefundReceived, walletCredited } from '../../ledger/voucher-postings.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Tx } from '../database.ts';
import { organisationId } from './organisations.ts';
import type { DemoPerson } from './people.ts';
import { accountId } from './personas.ts';
import { seedId } from './seed-id.ts';

const employerKey = 'coop-filo';
const providerKey = 'nido-pulcini';
const PREFUND_CENTS = 200_000;
/** After one week of nursery there is enough for three more, and something over: a fourth asks for own money. */
const CREDIT_CENTS = 40_000;
const VOUCHER_DAYS = 180;
/** The employer's 1 % of what is issued, as the rules ship it. */
const employerShare = { numerator: 1, denominator: 100 };

/**
 * What Lucia's employer gives her: a plan in force, credit out of what was paid in, and one voucher already issued, a
 * week of nursery for her younger child; both children are declared, as the law wants before anything is bought for them.
 */
export async function writeWelfare(
  tx: Tx,
  vault: Vault,
  { lucia, children }: { readonly lucia: DemoPerson; readonly children: readonly DemoPerson[] },
  today: PlainDate,
): Promise<void> {
  const byLucia: Tx = { ...tx, actor: { kind: 'account', id: accountId('lucia') } };
  for (const child of children)
    await declareRelative(
      byLucia,
      { vault },
      {
        employeeId: lucia.id,
        relativeId: child.id,
        detail: {
          relation: 'child',
          cohabiting: true,
          alimony: null,
          fiscallyDependent: true,
          nonSelfSufficient: false,
          yearlyIncomeCents: 0,
        },
        validFrom: child.birthDate,
        validUntil: null,
      },
    );
  const lastDay = addMonths(today, 10);
  const walletId = await giveCredit(tx, lucia, { from: addMonths(today, -2), until: lastDay }, today);
  await issueOne(tx, vault, { walletId, holderId: lucia.id, beneficiaryId: children[0]!.id, lastDay }, today);
}

async function giveCredit(
  tx: Tx,
  { id: personId }: DemoPerson,
  days: { readonly from: PlainDate; readonly until: PlainDate },
  today: PlainDate,
): Promise<string> {
  const { allianceId, now } = tx;
  const employerId = organisationId(employerKey);
  const [planId, walletId, creditId, prefundId] = ['plan', 'wallet', 'credit', 'prefund'].map((what) =>
    seedId(`welfare/${employerKey}/${what}`),
  ) as [string, string, string, string];
  await tx.db.welfarePlan.create({
    data: {
      id: planId,
      allianceId,
      organisationId: employerId,
      name: 'Piano welfare di esempio',
      source: 'bindingRegulation',
      population: 'everybody',
      validFrom: toDateColumn(days.from),
      validUntil: toDateColumn(days.until),
      voucherDays: VOUCHER_DAYS,
      carryOver: 'fund',
      state: 'active',
      createdBy: accountId('roberto'),
      createdAt: now,
    },
  });
  const bankRef = 'ESEMPIO-VERSAMENTO-1';
  await tx.db.prefund.create({
    data: {
      id: prefundId,
      allianceId,
      organisationId: employerId,
      amountCents: PREFUND_CENTS,
      bankRef,
      recordedBy: accountId('anna'),
      receivedAt: now,
    },
  });
  await post(
    tx,
    prefundReceived({
      id: transferId(`prefund/${prefundId}`, 'received'),
      employerId,
      amountCents: PREFUND_CENTS,
      bankRef,
      effectiveOn: today,
    }),
  );
  await tx.db.wallet.create({ data: { id: walletId, allianceId, planId, personId, createdAt: now } });
  await tx.db.walletCredit.create({
    data: {
      id: creditId,
      allianceId,
      walletId,
      amountCents: CREDIT_CENTS,
      reason: 'plan',
      creditedBy: accountId('roberto'),
      creditedAt: now,
    },
  });
  await post(
    tx,
    walletCredited({
      id: transferId(`wallet-credit/${creditId}`, 'credited'),
      creditId,
      walletId,
      employerId,
      amountCents: CREDIT_CENTS,
      effectiveOn: today,
    }),
  );
  return walletId;
}

async function issueOne(
  tx: Tx,
  vault: Vault,
  of: {
    readonly walletId: string;
    readonly holderId: string;
    readonly beneficiaryId: string;
    readonly lastDay: PlainDate;
  },
  today: PlainDate,
): Promise<void> {
  const { walletId, holderId, beneficiaryId, lastDay } = of;
  const serviceId = seedId(`service/${providerKey}/0`);
  const service = await tx.db.offeredService.findUniqueOrThrow({ where: { id: serviceId } });
  const { vatTreatment, unitPriceCents } = service;
  const providerId = organisationId(providerKey);
  const orderId = seedId(`voucher-order/${employerKey}/1`);
  await tx.db.voucherOrder.create({
    data: {
      id: orderId,
      allianceId: tx.allianceId,
      code: await nextVoucherOrderCode(tx),
      walletId,
      holderId,
      beneficiaryId,
      providerId,
      serviceId,
      units: 1,
      unitPriceCents,
      serviceFrom: toDateColumn(today),
      orderedBy: accountId('lucia'),
      createdAt: tx.now,
    },
  });
  const employerId = organisationId(employerKey);
  await issueVouchers(
    tx,
    { vault },
    {
      payer: { walletId, employerId, carryOver: 'fund', taxLetter: 'fBis', employerShare },
      orderId,
      holderId,
      beneficiaryId,
      service: { id: serviceId, providerId, vatTreatment },
      nominalCents: unitPriceCents,
      count: 1,
      ids: [seedId(`voucher/${employerKey}/1`)],
      expiresAt: expiryOf(today, VOUCHER_DAYS, lastDay),
    },
  );
  // A worker looks at everything when it starts: in a new territory nothing has to wait for it.
  await tx.db.wakeup.deleteMany({});
}
