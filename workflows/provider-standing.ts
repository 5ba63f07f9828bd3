import { proxyActivities } from '@temporalio/workflow';
import type { ProviderStandingActivities } from '../activities/provider-standing/index.ts';
import { activityOptions } from './activity-options.ts';
import type { ProcessParams } from './contract.ts';
import { runProcess } from './process.ts';

const act = proxyActivities<ProviderStandingActivities>(activityOptions);

/**
 * A provider of the alliance, from its admission for as long as it is one:
 * 1. every paper with an end is watched: called to mind before, and on the day after its last one orders stop;
 * 2. whoever is invited to pay what is missing keeps its orders for the term, as long as the old certificate is good;
 * 3. a renewed paper puts the provider back in order at once; somebody of the office looks at it afterwards;
 * 4. whoever waits for units of a provider that stays suspended, or is revoked, is told what to do;
 * 5. a revocation is proposed by one person and decided by another, and takes effect when its notice is over.
 */
export async function providerStanding(params: ProcessParams): Promise<void> {
  await runProcess(
    params,
    {
      renewDocument: act.renewDocument,
      checkDocument: act.checkDocument,
      recordRegularisation: act.recordRegularisation,
      proposeRevocation: act.proposeRevocation,
      decideRevocation: act.decideRevocation,
      withdrawRevocation: act.withdrawRevocation,
    },
    { locate: act.locateStanding, lookAgain: act.lookAtStanding, fire: act.fireStandingDeadline },
  );
}
