import { fromDateColumn } from '../../domain/plain-date.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Redemption, VoucherDispute } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { queueMail } from '../mail.ts';

/** To whoever held the voucher: that it was received and until when the provider may answer. */
export async function mailOpened(
  tx: Tx,
  vault: Vault,
  dispute: VoucherDispute,
  { number }: Redemption,
): Promise<void> {
  const { id, code, holderId, providerId, answerDueOn } = dispute;
  const params = { disputeCode: code, answerDueOn: fromDateColumn(answerDueOn) };
  const about = { kind: 'voucherDispute', id };
  await queueMail(tx, vault, {
    template: 'disputeReceived',
    recipientId: holderId,
    params,
    dedupeKey: `disputeReceived/${id}`,
    about,
  });
  await queueMail(tx, vault, {
    template: 'disputeToAnswer',
    recipientId: providerId,
    params: { ...params, redemptionNumber: number },
    dedupeKey: `disputeToAnswer/${id}`,
    about,
  });
}

/** To both: that there is a decision, and where it lies; never what it says. */
export async function mailDecided(tx: Tx, vault: Vault, dispute: VoucherDispute): Promise<void> {
  const { id, code, holderId } = dispute;
  await queueMail(tx, vault, {
    template: 'disputeDecided',
    recipientId: holderId,
    params: { disputeCode: code },
    dedupeKey: `disputeDecided/${id}`,
    about: { kind: 'voucherDispute', id },
  });
  await mailToProvider(tx, vault, dispute, 'disputeDecidedProvider');
}

/** To the holder, of what somebody at the desk did in their name. */
export async function mailWithdrawnAtDesk(
  tx: Tx,
  vault: Vault,
  { id, code, holderId }: VoucherDispute,
): Promise<void> {
  await queueMail(tx, vault, {
    template: 'disputeWithdrawnAtDesk',
    recipientId: holderId,
    params: { disputeCode: code },
    dedupeKey: `disputeWithdrawnAtDesk/${id}`,
    about: { kind: 'voucherDispute', id },
  });
}

export async function mailToProvider(
  tx: Tx,
  vault: Vault,
  { id, code, providerId }: VoucherDispute,
  template: 'disputeDecidedProvider' | 'disputeWithdrawn',
): Promise<void> {
  await queueMail(tx, vault, {
    template,
    recipientId: providerId,
    params: { disputeCode: code },
    dedupeKey: `${template}/${id}`,
    about: { kind: 'voucherDispute', id },
  });
}
