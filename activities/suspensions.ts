import type { AuditAction } from '../domain/audit-names.ts';
import { groundsAt, type SuspensionGround } from '../domain/suspension.ts';
import type { OrganisationRole } from '../domain/charter.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Suspension } from '../prisma/generated/client.ts';
import { holdRow } from '../prisma/lock-row.ts';
import { recordAudit } from './audit.ts';
import type { DeadlineSubject } from './deadlines.ts';
import { mailOfSuspension } from './notices.ts';
import { wakeStanding } from './provider-standing/wake.ts';
import type { ActivityServices } from './services.ts';
import { cancelTasks, openTask } from './tasks.ts';
import { wakeForVouchersAt } from './voucher-expiry/until-when.ts';
import { wakeProcessOf } from './wakeup.ts';

type Services = Pick<ActivityServices, 'vault'>;

/** Which suspension: of one role, or, without a role, of everything the organisation is. */
export interface SuspensionKey {
  readonly organisationId: string;
  readonly role?: OrganisationRole;
  readonly ground: SuspensionGround;
}

const FOLLOW_WORKING_DAYS = 5;
const FOLLOW_REMINDER_WORKING_DAYS = 2;

/**
 * Suspends an organisation from now on: it is told why and what to do in the same transaction (Reg. (EU) 2019/1150,
 * art. 4), and the office is asked to follow it. Suspended on this ground already, nothing happens.
 *
 * @param subject what it comes from; its process reminds of the office's task
 * @returns whether it was not suspended on this ground before
 */
export async function suspend(
  tx: Tx,
  services: Services,
  { organisationId, role, ground, subject }: SuspensionKey & { readonly subject: DeadlineSubject },
): Promise<boolean> {
  await holdStanding(tx, organisationId);
  const [suspension] = await tx.db.suspension.createManyAndReturn({
    data: [
      { ...subject, allianceId: tx.allianceId, organisationId, role: role ?? null, ground, since: tx.now },
    ],
    skipDuplicates: true,
  });
  if (!suspension) return false;
  await mailOfSuspension(tx, services, suspension, 'suspended');
  await openTask(tx, {
    ...subject,
    kind: 'followSuspension',
    candidateRole: 'caseworker',
    dueInWorkingDays: FOLLOW_WORKING_DAYS,
    reminderWorkingDays: FOLLOW_REMINDER_WORKING_DAYS,
  });
  await wakeProcessOf(tx, subject);
  await wakeStanding(tx, organisationId);
  await wakeForVouchersAt(tx, organisationId);
  await audit(tx, services, suspension, 'organisation.suspended');
  return true;
}

/** Ends the suspension at once; the organisation is told. Without one nothing happens. */
export async function lift(
  tx: Tx,
  services: Services,
  { organisationId, role, ground }: SuspensionKey,
  because: string,
): Promise<void> {
  await holdStanding(tx, organisationId);
  const lifted = await tx.db.suspension.updateManyAndReturn({
    where: { organisationId, role: role ?? null, ground, liftedAt: null },
    data: { liftedAt: tx.now, liftedBecause: because },
  });
  for (const suspension of lifted) {
    const { subjectKind, subjectId } = suspension;
    const subject = { subjectKind, subjectId } as DeadlineSubject;
    await mailOfSuspension(tx, services, suspension, 'reinstated');
    await cancelTasks(tx, subject, ['followSuspension']);
    await wakeProcessOf(tx, subject);
    await audit(tx, services, suspension, 'organisation.reinstated');
  }
  if (lifted.length > 0) await wakeStanding(tx, organisationId);
}

/** The grounds on which an organisation is suspended in a role at an instant; none: it is in order. */
export async function standingIn(
  tx: Tx,
  organisationId: string,
  role: OrganisationRole,
  at: Date = tx.now,
): Promise<readonly SuspensionGround[]> {
  return groundsAt(await tx.db.suspension.findMany({ where: { organisationId } }), role, at);
}

/** Which of these providers get no new orders now; none of them is suspended or reinstated until the transaction ends. */
export async function suspendedProviders(tx: Tx, providerIds: readonly string[]): Promise<readonly string[]> {
  const ids = [...new Set(providerIds)].toSorted();
  await tx.db.$queryRaw`SELECT id FROM organisation WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR SHARE`;
  const suspended: string[] = [];
  for (const id of ids) if ((await standingIn(tx, id, 'provider')).length > 0) suspended.push(id);
  return suspended;
}

/** A suspended provider gets no new order; what it was ordered before goes on. */
export async function notSuspendedOrThrow(tx: Tx, providerIds: readonly string[]): Promise<void> {
  if ((await suspendedProviders(tx, providerIds)).length > 0) throw providerSuspended;
}

/** Nobody is suspended or reinstated, and no order is placed with it, until the transaction ends. */
export async function holdStanding(tx: Tx, organisationId: string): Promise<void> {
  await holdRow(tx, 'organisation', organisationId);
}

function audit(tx: Tx, { vault }: Services, suspension: Suspension, action: AuditAction): Promise<void> {
  const { organisationId, ground } = suspension;
  return recordAudit(tx, vault, {
    action,
    subjectKind: 'organisation',
    subjectId: organisationId,
    reason: ground,
  });
}

const providerSuspended = new Refusal('providerSuspended', {
  detail: {
    it: 'Un fornitore è sospeso e per ora non riceve nuovi ordini: scelga un altro fornitore, o attenda che la sospensione finisca.',
    en: 'A provider is suspended and gets no new orders for now: choose another provider, or wait until the suspension ends.',
  },
  possible: ['swapProvider', 'releaseAward'],
});
