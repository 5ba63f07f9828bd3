import type { Command } from 'commander';
import { endWaitsWithoutEnd } from '../activities/fund/wait-without-end.ts';
import { wakeProcessOf, wakeUp } from '../activities/wakeup.ts';
import type { Tx } from '../prisma/database.ts';
import { resendStalled } from '../runtime/sweeper.ts';
import type { Services } from '../runtime/services.ts';
import {
  charterCampaignId,
  fundAllocationId,
  processNames,
  processWorkflowId,
  subjectKinds,
  voucherExpiryId,
  type ProcessName,
  type ProcessParams,
} from '../workflows/contract.ts';

const actor = { kind: 'system', id: 'reconcile' } as const;

export interface Reconciled {
  readonly alliances: number;
  /** How many of each are running. */
  readonly running: Readonly<Record<ProcessName, number>>;
}

type FindIds = (tx: Tx, due: readonly string[]) => Promise<readonly { readonly id: string }[]>;

const select = { id: true } as const;

/** The rows whose process should run: not over yet, or with something still due. */
const unfinished: Readonly<Record<ProcessName, FindIds>> = {
  fragilityAssessment: (tx, due) => tx.db.assessment.findMany({ where: notClosed(due), select }),
  fundDisbursement: (tx, due) =>
    tx.db.award.findMany({
      where: { OR: [{ state: { in: ['held', 'delivering'] } }, { id: { in: [...due] } }] },
      select,
    }),
  charterSigning: (tx, due) => tx.db.charterSigning.findMany({ where: notClosed(due), select }),
  providerOnboarding: (tx, due) => tx.db.providerApplication.findMany({ where: notClosed(due), select }),
  providerStanding: (tx, due) =>
    tx.db.admission.findMany({ where: { OR: [{ endedOn: null }, { id: { in: [...due] } }] }, select }),
  serviceProposal: (tx, due) => tx.db.serviceProposal.findMany({ where: open(due), select }),
  providerComplaint: (tx, due) => tx.db.providerComplaint.findMany({ where: open(due), select }),
  voucherDispute: (tx, due) =>
    tx.db.voucherDispute.findMany({
      where: { OR: [{ state: { in: ['open', 'answered'] } }, { id: { in: [...due] } }] },
      select,
    }),
};

function notClosed(due: readonly string[]) {
  return { OR: [{ closedAt: null }, { id: { in: [...due] } }] };
}

function open(due: readonly string[]) {
  return { OR: [{ state: 'open' as const }, { id: { in: [...due] } }] };
}

/**
 * Starts again, from its row, every process that should be running and is not: after Temporal's database was lost
 * or its retention passed. Running ones are left alone, and nothing is paid twice: the rows decide. Rows from before an
 * upgrade get the moments that were not set in their time.
 */
export async function reconcile(services: Services): Promise<Reconciled> {
  const alliances = await services.database.gate.alliances();
  const running = Object.fromEntries(processNames.map((process) => [process, 0])) as Record<
    ProcessName,
    number
  >;
  for (const { id: allianceId } of alliances) {
    await endWaitsWithoutEnd(services, allianceId, actor);
    const found = await services.database.inAlliance(allianceId, actor, async (tx) => {
      await wakeUp(tx, fundAllocationId(allianceId));
      await wakeUp(tx, voucherExpiryId(allianceId));
      await wakeCampaign(tx);
      await wakeProviders(tx);
      return findUnfinished(tx);
    });
    for (const { process, ids } of found) {
      for (const subjectId of ids) await startFromRow(services, process, { allianceId, subjectId });
      running[process] += ids.length;
    }
    await resendStalled(services, allianceId, 0);
  }
  return { alliances: alliances.length, running };
}

async function findUnfinished(tx: Tx) {
  const pending = await tx.db.deadline.findMany({
    where: { firedAt: null, cancelledAt: null },
    select: { subjectKind: true, subjectId: true },
    distinct: ['subjectKind', 'subjectId'],
  });
  const found: { readonly process: ProcessName; readonly ids: readonly string[] }[] = [];
  for (const process of processNames) {
    const due = pending.filter(({ subjectKind }) => subjectKind === subjectKinds[process]);
    const rows = await unfinished[process](
      tx,
      due.map(({ subjectId }) => subjectId),
    );
    found.push({ process, ids: rows.map(({ id }) => id) });
  }
  return found;
}

/** Whoever signed an earlier version is brought along to the published one; without anybody left it ends at once. */
async function wakeCampaign(tx: Tx): Promise<void> {
  const version = await tx.db.charterVersion.findFirst({ where: { state: 'published' } });
  if (version) await wakeUp(tx, charterCampaignId(version.id));
}

/** Whether its papers are watched is looked at only by a process that is woken: one that begins reads what is set. */
async function wakeProviders(tx: Tx): Promise<void> {
  const admitted = await tx.db.admission.findMany({ where: { endedOn: null }, select });
  for (const { id } of admitted) await wakeProcessOf(tx, { subjectKind: 'admission', subjectId: id });
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
      const { alliances, running } = await reconcile(services);
      const counts = processNames.map((process) => `${process} ${running[process]}`);
      console.log(`${alliances} alliance(s); running: ${counts.join(', ')}.`);
      await services.close();
    });
}
