import { randomUUIDv7 } from 'node:crypto';
import { fromDateColumn, toDateColumn } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ProviderApplication } from '../../prisma/generated/client.ts';
import { holdRow } from '../../prisma/lock-row.ts';
import { recordAudit } from '../audit.ts';
import { lockAccount } from '../invitations.ts';
import { wakeStanding } from '../provider-standing/wake.ts';
import type { ActivityServices } from '../services.ts';
import { endApplication } from './ending.ts';
import { mailCandidate } from './mails.ts';

/**
 * The organisation is a provider from today: the role beside those it has, the account it is paid at, its day of
 * adherence if it has none in force, and the candidate's account is the provider's. Its papers are watched from now on.
 */
export async function admit(
  tx: Tx,
  services: ActivityServices,
  application: ProviderApplication,
  admittedBy: string,
): Promise<void> {
  const today = toPlainDate(tx.now);
  const organisationId = application.organisationId!;
  await holdRow(tx, 'organisation', organisationId);
  const organisation = await tx.db.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  const account = await lockAccount(tx, application.accountId);
  const { adherentFrom, adherentUntil } = organisation;
  const adheres = adherentFrom !== null && (adherentUntil === null || fromDateColumn(adherentUntil) >= today);
  await tx.db.organisation.update({
    where: { id: organisationId },
    data: {
      roles: [...new Set([...organisation.roles, 'provider' as const])],
      iban: application.iban,
      ...(application.iban === organisation.iban ? {} : { ibanSince: tx.now }),
      email: organisation.email ?? account.email,
      ...(adheres ? {} : { adherentFrom: toDateColumn(today), adherentUntil: null }),
    },
  });
  await tx.db.account.update({ where: { id: account.id }, data: { roles: ['provider'], organisationId } });
  await tx.db.admission.create({
    data: {
      id: randomUUIDv7(),
      allianceId: tx.allianceId,
      organisationId,
      applicationId: application.id,
      admittedOn: toDateColumn(today),
      admittedBy,
      createdAt: tx.now,
    },
  });
  await wakeStanding(tx, organisationId);
  await endApplication(tx, application, 'admitted');
  await mailCandidate(tx, services, application, 'providerAdmitted');
  await recordAudit(tx, services.vault, {
    action: 'provider.admitted',
    subjectKind: 'organisation',
    subjectId: organisationId,
  });
}
