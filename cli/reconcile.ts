import type { Command } from 'commander';
import {
  charterCampaignId,
  processWorkflowId,
  fundAllocationId,
  type ProcessName,
  type ProcessParams,
} from '../workflows/contract.ts';
import { resendStalled } from '../runtime/sweeper.ts';
import type { Services } from '../runtime/services.ts';
import { wakeUp } from '../activities/wakeup.ts';
import type { Tx } from '../prisma/database.ts';

const actor = { kind: 'system', id: 'reconcile' } as const;

export interface Reconciled {
  readonly assessments: number;
  readonly awards: number;
  readonly signings: number;
  readonly applications: number;
  readonly admissions: number;
  readonly proposals: number;
  readonly alliances: number;
}

/**
 * Starts again, from its row, every process that should be running and is not: after Temporal's database was lost
 * or its retention passed. Running ones are left alone, and nothing is paid twice: the rows decide.
 */
export async function reconcile(services: Services): Promise<Reconciled> {
  const counts = {
    assessments: 0,
    awards: 0,
    signings: 0,
    applications: 0,
    admissions: 0,
    proposals: 0,
    alliances: 0,
  };
  for (const { id: allianceId } of await services.database.gate.alliances()) {
    const open = await services.database.inAlliance(allianceId, actor, async (tx) => {
      await wakeUp(tx, fundAllocationId(allianceId));
      await wakeCampaign(tx);
      const pending = await tx.db.deadline.findMany({
        where: { firedAt: null, cancelledAt: null },
        select: { subjectKind: true, subjectId: true },
        distinct: ['subjectKind', 'subjectId'],
      });
      const withDeadline = (kind: string) =>
        pending.filter(({ subjectKind }) => subjectKind === kind).map(({ subjectId }) => subjectId);
      const assessments = await tx.db.assessment.findMany({
        where: { OR: [{ closedAt: null }, { id: { in: withDeadline('assessment') } }] },
        select: { id: true },
      });
      const awards = await tx.db.award.findMany({
        where: { OR: [{ state: { in: ['held', 'delivering'] } }, { id: { in: withDeadline('award') } }] },
        select: { id: true },
      });
      const signings = await tx.db.charterSigning.findMany({
        where: { OR: [{ closedAt: null }, { id: { in: withDeadline('charterSigning') } }] },
        select: { id: true },
      });
      const applications = await tx.db.providerApplication.findMany({
        where: { OR: [{ closedAt: null }, { id: { in: withDeadline('providerApplication') } }] },
        select: { id: true },
      });
      const admissions = await tx.db.admission.findMany({
        where: { OR: [{ endedOn: null }, { id: { in: withDeadline('admission') } }] },
      });
      const proposals = await tx.db.serviceProposal.findMany({
        where: { OR: [{ state: 'open' }, { id: { in: withDeadline('serviceProposal') } }] },
        select: { id: true },
      });
      return {
        assessments: assessments.map(({ id }) => id),
        awards: awards.map(({ id }) => id),
        signings: signings.map(({ id }) => id),
        applications: applications.map(({ id }) => id),
        admissions: admissions.map(({ id }) => id),
        proposals: proposals.map(({ id }) => id),
      };
    });
    for (const id of open.assessments)
      await startFromRow(services, 'fragilityAssessment', { allianceId, subjectId: id });
    for (const id of open.awards)
      await startFromRow(services, 'fundDisbursement', { allianceId, subjectId: id });
    for (const id of open.signings)
      await startFromRow(services, 'charterSigning', { allianceId, subjectId: id });
    for (const id of open.applications)
      await startFromRow(services, 'providerOnboarding', { allianceId, subjectId: id });
    counts.applications += open.applications.length;
    for (const id of open.admissions)
      await startFromRow(services, 'providerStanding', { allianceId, subjectId: id });
    counts.admissions += open.admissions.length;
    for (const id of open.proposals)
      await startFromRow(services, 'serviceProposal', { allianceId, subjectId: id });
    counts.proposals += open.proposals.length;
    counts.signings += open.signings.length;
    counts.assessments += open.assessments.length;
    counts.awards += open.awards.length;
    await resendStalled(services, allianceId, 0);
    counts.alliances += 1;
  }
  return counts;
}

/** Whoever signed an earlier version is brought along to the published one; without anybody left it ends at once. */
async function wakeCampaign(tx: Tx): Promise<void> {
  const version = await tx.db.charterVersion.findFirst({ where: { state: 'published' } });
  if (version) await wakeUp(tx, charterCampaignId(version.id));
}

function startFromRow({ client, config }: Services, process: ProcessName, params: ProcessParams) {
  return client.workflow.start(process, {
    workflowId: processWorkflowId(process, params.subjectId),
    taskQueue: config.temporalTaskQueue,
    args: [params],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
}

export function reconcileCommand(program: Command, openServices: () => Promise<Services>): void {
  program
    .command('reconcile')
    .description('starts again, from their rows, the processes that should be running and are not')
    .action(async () => {
      const services = await openServices();
      const { assessments, awards, signings, applications, admissions, alliances } =
        await reconcile(services);
      console.log(
        `${alliances} alliance(s): ${assessments} assessment(s), ${awards} award(s), ${signings} signing(s), ${applications} application(s) of providers and ${admissions} admission(s) are running.`,
      );
      await services.close();
    });
}
