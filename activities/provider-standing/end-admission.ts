import { fromDateColumn } from '../../domain/plain-date.ts';
import { redeemableUntil } from '../../domain/redeemable.ts';
import { recordAudit } from '../audit.ts';
import type { FireDeadline } from '../deadlines.ts';
import { closeOffer, withdrawProposals } from '../provider-offer/close-offer.ts';
import { holdStanding } from '../suspensions.ts';
import { cancelTasks } from '../tasks.ts';
import { wakeForVouchersAt } from '../voucher-expiry/until-when.ts';
import { admissionSubject, lockAdmission } from './admission.ts';
import { tellHoldersOf } from './holders.ts';
import { mailProvider } from './mail-provider.ts';
import { openRevocationOf } from './revocation.ts';
import { settleStanding } from './settle.ts';

/** The notice is over: the organisation is a provider no longer. Its orders stay, and whoever holds one is told. */
export const revocationTakesEffect: FireDeadline = async (tx, deadline, services) => {
  const admission = await lockAdmission(tx, deadline.subjectId);
  const revocation = await openRevocationOf(tx, admission);
  if (revocation?.state !== 'decided') return;
  await holdStanding(tx, admission.organisationId);
  const { effectiveOn } = revocation;
  const ended = await tx.db.admission.update({ where: { id: admission.id }, data: { endedOn: effectiveOn } });
  await tx.db.revocation.update({ where: { id: revocation.id }, data: { state: 'effective' } });
  await settleStanding(tx, services, ended);
  await closeOffer(tx, { organisationId: admission.organisationId });
  await withdrawProposals(tx, admission.organisationId);
  await cancelTasks(tx, admissionSubject(admission), ['renewDocument', 'checkDocument', 'followSuspension']);
  await mailProvider(tx, services, admission, {
    template: 'revocationEffective',
    params: { redeemableUntil: redeemableUntil(fromDateColumn(effectiveOn!)) },
    occasion: revocation.id,
  });
  await tellHoldersOf(tx, services, ended, revocation.id);
  await wakeForVouchersAt(tx, admission.organisationId);
  await recordAudit(tx, services.vault, {
    action: 'provider.revoked',
    subjectKind: 'organisation',
    subjectId: admission.organisationId,
  });
};
