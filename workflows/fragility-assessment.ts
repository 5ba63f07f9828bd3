import { proxyActivities } from '@temporalio/workflow';
import type { FragilityAssessmentActivities } from '../activities/fragility-assessment/index.ts';
import { activityOptions } from './activity-options.ts';
import type { ProcessParams } from './contract.ts';
import { runProcess } from './process.ts';

const act = proxyActivities<FragilityAssessmentActivities>(activityOptions);

/**
 * A fragility assessment, from application to decision:
 * 1. an application arrives, gets its protocol number and a receipt, and its term of thirty days starts;
 * 2. the dossier is gathered; what is missing is asked for once, while the term stands still;
 * 3. a caseworker declares it complete: rule versions are pinned, the score computed, the Fund's rules advise;
 * 4. a caseworker recommends, with reasons; a member of the commission, another person, decides;
 * 5. the decision goes out as a letter; a grant becomes an award, and the allocation of the Fund takes over;
 * 6. at any step the applicant may withdraw; a change of the household re-opens completeness;
 * 7. what nobody does in time is reminded and then escalated, by itself.
 */
export async function fragilityAssessment(params: ProcessParams): Promise<void> {
  await runProcess(
    params,
    {
      openAssessment: act.openAssessment,
      submitDossier: act.submitDossier,
      requestDocuments: act.requestDocuments,
      remindApplicant: act.remindApplicant,
      extendDocuments: act.extendDocuments,
      declareComplete: act.declareComplete,
      recommend: act.recommend,
      decide: act.decide,
      withdraw: act.withdraw,
      closeInadmissible: act.closeInadmissible,
    },
    { locate: act.locateAssessment, lookAgain: act.checkHousehold, fire: act.fireAssessmentDeadline },
  );
}
