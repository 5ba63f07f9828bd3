import type { NeedService } from '../domain/isee.ts';
import { serviceWords, unitWord } from '../domain/need.ts';
import { fromDateColumn } from '../domain/plain-date.ts';
import type { SuspensionGround } from '../domain/suspension.ts';
import { taskKinds, type TaskKind } from '../domain/task-kinds.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type {
  Assessment,
  Award,
  CharterSigning,
  DeliveredUnit,
  ProviderOrder,
  Suspension,
  Task,
} from '../prisma/generated/client.ts';
import { addresseeOf } from './acting-for.ts';
import { queueMail } from './mail.ts';
import type { TaskStanding } from './mail-templates.ts';
import { representativeOf } from './representatives.ts';
import type { ActivityServices } from './services.ts';

/** Who is told what and when. Nothing about a person is ever written to an employer. */

/** Mails that announce a letter; whoever is written to by post has the letter itself. */
export const letterTemplates = [
  'applicationReceived',
  'documentsRequested',
  'decisionLetterReady',
  'applicationClosed',
  'withdrawalRegistered',
  'awardReleased',
  'waitingEnded',
] as const;

export type PersonTemplate =
  | (typeof letterTemplates)[number]
  | 'documentsReminder'
  | 'documentsExtended'
  | 'waitingOver'
  | 'waitingPaused'
  | 'waitingResumed';

/** Writes to whoever the case's letters go to: the person, or who acts for them today. */
export async function mailAddressee(
  tx: Tx,
  services: ActivityServices,
  assessment: Assessment,
  template: PersonTemplate,
  /** By when, and which time it is, for what may come again without a step on the assessment. */
  {
    dueOn,
    occasion = assessment.revision,
  }: { readonly dueOn?: string; readonly occasion?: number | string } = {},
): Promise<void> {
  const { protocolNumber, id } = assessment;
  await queueMail(tx, services.vault, {
    template,
    recipientId: await addresseeOf(tx, assessment),
    params: {
      protocolNumber,
      receivedOn: toPlainDate(assessment.receivedAt),
      dueOn: dueOn ?? fromDateColumn(assessment.termEndsOn),
    },
    dedupeKey: `${template}/${id}/${occasion}`,
    about: { kind: 'assessment', id },
  });
}

/** Asks for the confirmation of what a provider recorded, unless letters have stopped. */
export async function mailUnitsToConfirm(
  tx: Tx,
  services: ActivityServices,
  what: {
    readonly award: Award;
    readonly units: number;
    readonly acceptedAt: Date;
    readonly submissionId: string;
  },
): Promise<void> {
  if (what.award.lettersStopped) return;
  const { assessmentId, id } = what.award;
  const assessment = await tx.db.assessment.findUniqueOrThrow({ where: { id: assessmentId } });
  const { protocolNumber } = assessment;
  await queueMail(tx, services.vault, {
    template: 'unitsToConfirm',
    recipientId: await addresseeOf(tx, assessment),
    params: { protocolNumber, units: what.units, silenceAcceptsOn: toPlainDate(what.acceptedAt) },
    dedupeKey: `unitsToConfirm/${what.submissionId}`,
    about: { kind: 'award', id },
  });
}

/** Tells a provider what to deliver: service and code, nothing of the person. */
export async function mailProviderOrder(
  tx: Tx,
  services: ActivityServices,
  order: ProviderOrder,
): Promise<void> {
  await queueMail(tx, services.vault, {
    template: 'providerOrder',
    recipientId: order.providerId,
    params: {
      orderCode: order.code,
      service: serviceWords[order.service as NeedService],
      units: order.units,
      unit: unitWord(order.unit, order.units),
    },
    dedupeKey: `providerOrder/${order.id}`,
    about: { kind: 'award', id: order.awardId },
  });
}

/** Tells a provider that no more is asked of it: the order is complete, went to somebody else, or was given up. */
export async function mailOrderClosed(
  tx: Tx,
  services: ActivityServices,
  order: ProviderOrder,
): Promise<void> {
  await queueMail(tx, services.vault, {
    template: 'providerOrderClosed',
    recipientId: order.providerId,
    params: { orderCode: order.code },
    dedupeKey: `providerOrderClosed/${order.id}`,
    about: { kind: 'award', id: order.awardId },
  });
}

/** Tells the provider that took over that units found undelivered by the one before come on top. */
export async function mailOrderGrown(
  tx: Tx,
  services: ActivityServices,
  { id, code, units, providerId, awardId }: ProviderOrder,
  more: number,
): Promise<void> {
  await queueMail(tx, services.vault, {
    template: 'providerOrderGrown',
    recipientId: providerId,
    params: { orderCode: code, more, units },
    dedupeKey: `providerOrderGrown/${id}/${units}`,
    about: { kind: 'award', id: awardId },
  });
}

/** Tells each provider how many of its units are in dispute; what the person said of them stays with the case. */
export async function mailUnitsDisputed(
  tx: Tx,
  services: ActivityServices,
  units: readonly DeliveredUnit[],
  submissionId: string,
): Promise<void> {
  for (const [orderId, disputed] of Map.groupBy(units, (unit) => unit.orderId)) {
    const order = await tx.db.providerOrder.findUniqueOrThrow({ where: { id: orderId } });
    await queueMail(tx, services.vault, {
      template: 'unitsDisputed',
      recipientId: order.providerId,
      params: { orderCode: order.code, units: disputed.length },
      dedupeKey: `unitsDisputed/${submissionId}/${orderId}`,
      about: { kind: 'award', id: order.awardId },
    });
  }
}

export type CharterTemplate =
  'charterInvitation' | 'charterRevised' | 'charterReminder' | 'charterExpired' | 'charterCountersigned';

/**
 * Writes to whoever signs the charter for an organisation, at their own account. It speaks of the charter alone, so an
 * employer's representative may read it.
 */
export async function mailRepresentative(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  signing: CharterSigning,
  template: CharterTemplate,
  occasion: string = signing.id,
): Promise<void> {
  const { organisationId, id } = signing;
  const representative = await tx.db.representative.findFirst({ where: { organisationId, endedAt: null } });
  if (!representative) return;
  await queueMail(tx, vault, {
    template,
    recipientId: representative.accountId,
    params: { dueOn: fromDateColumn(signing.dueOn) },
    dedupeKey: `${template}/${occasion}`,
    about: { kind: 'charterSigning', id },
  });
}

/** Under which keys the mails about a suspension lie. */
export function keysOfSuspension(id: string): readonly string[] {
  return suspensionNews.flatMap((what) => suspensionReaders.map((reader) => suspensionKey(what, id, reader)));
}

const suspensionNews = ['suspended', 'reinstated'] as const;
const suspensionReaders = ['representative', 'organisation'] as const;

function suspensionKey(
  what: (typeof suspensionNews)[number],
  id: string,
  reader: (typeof suspensionReaders)[number],
): string {
  return `${what}/${id}/${reader}`;
}

/**
 * Tells an organisation of its suspension, or of its end: whoever represents it, and its own address when its orders go
 * there or nobody represents it. A mail that cannot be delivered becomes a task, as any other.
 */
export async function mailOfSuspension(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  { id, organisationId, ground, role, since, subjectKind, subjectId }: Suspension,
  what: (typeof suspensionNews)[number],
): Promise<void> {
  const { roles } = await tx.db.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  const representative = await representativeOf(tx, organisationId);
  const mail = {
    params: {
      ground: ground as SuspensionGround,
      asProvider: role === 'provider',
      since: toPlainDate(since),
    },
    about: { kind: subjectKind, id: subjectId },
  };
  if (representative)
    await queueMail(tx, vault, {
      ...mail,
      template: `${what}Representative`,
      recipientId: representative.accountId,
      dedupeKey: suspensionKey(what, id, 'representative'),
    });
  if (!representative || roles.includes('provider'))
    await queueMail(tx, vault, {
      ...mail,
      template: `${what}Organisation`,
      recipientId: organisationId,
      dedupeKey: suspensionKey(what, id, 'organisation'),
    });
}

export async function mailTaskReminder(
  tx: Tx,
  services: ActivityServices,
  task: Task,
  accountIds: readonly string[],
): Promise<void> {
  for (const accountId of accountIds)
    await queueMail(tx, services.vault, {
      template: 'taskReminder',
      params: ofTask(task),
      ...toColleague('taskReminder', task, accountId),
    });
}

/** Everybody who could do it learns that it is late, and whether it can be claimed at all. */
export async function mailTaskEscalated(
  tx: Tx,
  services: ActivityServices,
  task: Task,
  accountIds: readonly string[],
): Promise<void> {
  for (const accountId of accountIds)
    await queueMail(tx, services.vault, {
      template: 'taskEscalated',
      params: { ...ofTask(task), standing: standingFor(task, accountId) },
      ...toColleague('taskEscalated', task, accountId),
    });
}

function ofTask(task: Task) {
  return { task: taskKinds[task.kind as TaskKind], dueOn: toPlainDate(task.dueAt!) };
}

function standingFor({ assigneeId }: Task, accountId: string): TaskStanding {
  if (assigneeId === null) return 'free';
  return assigneeId === accountId ? 'yours' : 'taken';
}

function toColleague(template: string, { id }: Task, accountId: string) {
  return {
    recipientId: accountId,
    dedupeKey: `${template}/${id}/${accountId}`,
    about: { kind: 'task', id },
  };
}
