import { proxyActivities } from '@temporalio/workflow';
import type { CharterSigningActivities } from '../activities/charter-signing/index.ts';
import { activityOptions } from './activity-options.ts';
import type { ProcessParams } from './contract.ts';
import { runProcess } from './process.ts';

const act = proxyActivities<CharterSigningActivities>(activityOptions);

/**
 * One organisation and one version of the charter, from the invitation to the alliance's own signature:
 * 1. the legal representative is reminded, and signs (by a code, or by a file with a digital
 *    signature) or declines, with a reason, before the deadline;
 * 2. the deadline may be moved, and what is still to remind of it moves along; it passes: the signing has expired;
 * 3. signed, it is countersigned by somebody of the alliance who did not open it.
 */
export async function charterSigning(params: ProcessParams): Promise<void> {
  await runProcess(
    params,
    {
      signCharter: act.signCharter,
      uploadSignedCopy: act.uploadSignedCopy,
      declineCharter: act.declineCharter,
      countersignCharter: act.countersignCharter,
      extendDeadline: act.extendDeadline,
    },
    { locate: act.locateSigning, lookAgain: act.locateSigning, fire: act.fireSigningDeadline },
  );
}
