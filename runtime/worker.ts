import { NativeConnection, Worker, type WorkflowBundle } from '@temporalio/worker';
import { charterCampaignActivities } from '../activities/charter-campaign/index.ts';
import { charterSigningActivities } from '../activities/charter-signing/index.ts';
import { fragilityAssessmentActivities } from '../activities/fragility-assessment/index.ts';
import { fundAllocationActivities, fundDisbursementActivities } from '../activities/fund/index.ts';
import { providerOnboardingActivities } from '../activities/provider-onboarding/index.ts';
import { providerStandingActivities } from '../activities/provider-standing/index.ts';
import { providerComplaintActivities } from '../activities/provider-complaint/index.ts';
import { serviceProposalActivities } from '../activities/provider-offer/index.ts';
import { voucherDisputeActivities } from '../activities/voucher-dispute/index.ts';
import { voucherExpiryActivities } from '../activities/voucher-expiry/index.ts';
import { activityGuard } from './activity-guard.ts';
import { dataConverter } from './data-converter.ts';
import { startRounds, servicePace, type Pace } from './rounds.ts';
import { installTemporalLog } from './temporal-log.ts';
import type { Services } from './services.ts';
import { temporalAddress } from './temporal-connection.ts';
import { workflowBundle } from './workflow-bundle.ts';

export interface WorkerOptions {
  readonly pace?: Pace;
  readonly maxCachedWorkflows?: number;
  /** The workflows' code, where it is not the one that was made of their sources. */
  readonly bundle?: WorkflowBundle;
}

/** Does the work: workflows, activities, and the rounds (wake-ups, mail, sweeping, sealing). `stop` drains. */
export async function runWorker(
  services: Services,
  options: WorkerOptions = {},
): Promise<{ stop(): Promise<void> }> {
  const { config, keyRing, log } = services;
  installTemporalLog(log);
  const connection = await NativeConnection.connect(temporalAddress(config));
  const worker = await Worker.create({
    connection,
    namespace: config.temporalNamespace,
    taskQueue: config.temporalTaskQueue,
    workflowBundle: options.bundle ?? (await workflowBundle(services)),
    dataConverter: dataConverter(keyRing),
    activities: {
      ...fragilityAssessmentActivities(services),
      ...fundAllocationActivities(services),
      ...fundDisbursementActivities(services),
      ...charterSigningActivities(services),
      ...charterCampaignActivities(services),
      ...providerOnboardingActivities(services),
      ...providerStandingActivities(services),
      ...serviceProposalActivities(services),
      ...providerComplaintActivities(services),
      ...voucherDisputeActivities(services),
      ...voucherExpiryActivities(services),
    },
    interceptors: { activity: [(context) => ({ inbound: activityGuard(log, context.info.activityType) })] },
    shutdownGraceTime: '10s',
    // When this worker dies, another takes its cases over after so long; a step that waits is still answered in time.
    stickyQueueScheduleToStartTimeout: '3s',
    ...(options.maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows: options.maxCachedWorkflows }),
  });
  const running = worker.run();
  const rounds = startRounds(services, options.pace ?? servicePace);
  return {
    async stop() {
      await rounds.stop();
      worker.shutdown();
      await running;
      await connection.close();
    },
  };
}
