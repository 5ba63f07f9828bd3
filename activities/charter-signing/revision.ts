import { graceDaysOf } from '../../domain/charter.ts';
import { addDays, fromDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import { slideOffHoliday } from '../../domain/working-days.ts';
import type { Tx } from '../../prisma/database.ts';
import type { CharterSigning, CharterVersion } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import { contentOf, isPublished } from '../charter-versions.ts';
import { cancelDeadlines, setDeadline, type FireDeadline } from '../deadlines.ts';
import type { ActivityServices } from '../services.ts';
import { suspend } from '../suspensions.ts';
import { cancelTasks } from '../tasks.ts';
import { wakeProcessOf } from '../wakeup.ts';
import { discardPaper } from './paper.ts';
import { signingDeadlines } from './schedule.ts';
import { expiresAt, lockSigning, moveSigning, signingSubject } from './signing.ts';

/** What a new version of the charter means for whoever signed an earlier one, or was being asked to. */

type Services = Pick<ActivityServices, 'vault'>;

/** The newest signature under an earlier version: by it the organisation is bound. */
export async function bindingSigning(
  tx: Tx,
  organisationId: string,
  { number }: CharterVersion,
): Promise<string | null> {
  const [row] = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM charter_signing s JOIN charter_version v ON v.id = s.charter_version_id
     WHERE s.organisation_id = ${organisationId}::uuid AND v.number < ${number}
       AND s.state IN ('signed', 'countersigned')
     ORDER BY v.number DESC LIMIT 1`;
  return row?.id ?? null;
}

/**
 * The last day to sign. Whoever is bound already has the days of grace, from the day on which the version takes effect
 * when that is still to come; asked again in their course, all that is left of them.
 */
export async function lastDayFor(
  tx: Tx,
  asked: { readonly organisationId: string; readonly version: CharterVersion; readonly isBound: boolean },
): Promise<PlainDate> {
  const { organisationId, version } = asked;
  const today = toPlainDate(tx.now);
  const content = contentOf(version);
  if (asked.isBound) {
    const from = later(today, fromDateColumn(version.effectiveOn!));
    return slideOffHoliday(addDays(from, graceDaysOf(content)));
  }
  const ordinary = slideOffHoliday(addDays(today, content.signing.deadlineDays));
  const grace = await graceOf(tx, organisationId, version.id);
  return grace ? later(ordinary, fromDateColumn(grace.dueOn)) : ordinary;
}

/** Closes what an organisation was asked to sign of a version that another overtook. */
export async function closeOvertaken(
  tx: Tx,
  services: Services,
  organisationId: string,
  charterVersionId: string,
): Promise<void> {
  const overtaken = await tx.db.charterSigning.findMany({
    where: { organisationId, state: 'open', charterVersionId: { not: charterVersionId } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const { id } of overtaken) {
    const signing = await lockSigning(tx, id);
    if (signing.state === 'open') await closeAsOvertaken(tx, services, signing);
  }
}

export async function closeAsOvertaken(tx: Tx, { vault }: Services, signing: CharterSigning): Promise<void> {
  const subject = signingSubject(signing);
  await cancelDeadlines(tx, { ...subject, kinds: signingDeadlines });
  await cancelTasks(tx, subject, ['nameRepresentative']);
  await discardPaper(tx, vault, signing);
  await moveSigning(tx, signing, { state: 'superseded', waitingFor: 'nothing', closedAt: tx.now });
  await wakeProcessOf(tx, subject);
  await recordAudit(tx, vault, {
    action: 'charter.superseded',
    subjectKind: 'charterSigning',
    subjectId: signing.id,
  });
}

/**
 * An organisation did not follow: nothing waits for its signature any more. Bound by an earlier version, it is suspended
 * as soon as its days of grace are over; whoever never signed one has nothing to lose, and neither has a candidate that
 * is nothing in the alliance yet: its application waits.
 *
 * @returns whether it was suspended now
 */
export async function suspendUnsigned(
  tx: Tx,
  services: Services,
  { id, organisationId, charterVersionId }: CharterSigning,
): Promise<boolean> {
  if (!(await isPublished(tx, charterVersionId))) return false;
  const grace = await graceOf(tx, organisationId, charterVersionId);
  if (!grace) return false;
  const { roles } = await tx.db.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  if (roles.length === 0) return false;
  const standing = { organisationId, charterVersionId, state: { in: waitingOrSigned } };
  if ((await tx.db.charterSigning.count({ where: standing })) > 0) return false;
  const subject = signingSubject({ id });
  const isOver = tx.now > expiresAt(grace);
  if (isOver) return suspend(tx, services, { organisationId, ground: 'charter', subject });
  await setDeadline(tx, { ...subject, kind: 'graceEnds', dueAt: new Date(expiresAt(grace).getTime() + 1) });
  return false;
}

/** Declined before its days of grace were over: now they are. */
export const graceEnds: FireDeadline = async (tx, deadline, services) => {
  await suspendUnsigned(tx, services, await lockSigning(tx, deadline.subjectId));
};

/** Whoever loses something without a signature is told so, also when asked again; whoever lost it knows. */
export async function invitationTo(
  tx: Tx,
  { organisationId, charterVersionId, boundById }: CharterSigning,
): Promise<'charterRevised' | 'charterInvitation'> {
  if (boundById) return 'charterRevised';
  if (!(await graceOf(tx, organisationId, charterVersionId))) return 'charterInvitation';
  const isSuspended = await tx.db.suspension.count({
    where: { organisationId, ground: 'charter', liftedAt: null },
  });
  return isSuspended > 0 ? 'charterInvitation' : 'charterRevised';
}

const waitingOrSigned = ['open', 'signed', 'countersigned'] as const satisfies CharterSigning['state'][];

/** The signing of the version that gave the organisation days of grace; its deadline is their end. */
function graceOf(tx: Tx, organisationId: string, charterVersionId: string): Promise<CharterSigning | null> {
  return tx.db.charterSigning.findFirst({
    where: { organisationId, charterVersionId, boundById: { not: null } },
  });
}

function later(one: PlainDate, other: PlainDate): PlainDate {
  return one < other ? other : one;
}
