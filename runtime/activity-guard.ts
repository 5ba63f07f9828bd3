import type { ActivityExecuteInput, ActivityInboundCallsInterceptor, Next } from '@temporalio/worker';
import { ApplicationFailure } from '@temporalio/common';
import { tracesOf } from '../activities/accident.ts';
import { sqlState } from '../prisma/retry.ts';
import type { Log } from './log.ts';

/**
 * What fails inside an activity says to Temporal only what kind of failure it was: the message of a database
 * error quotes the row, and rows are people. The activity is tried again: what trying again never mends, activities settle themselves.
 */
export function activityGuard(log: Log, activityType: string): ActivityInboundCallsInterceptor {
  return {
    async execute(input: ActivityExecuteInput, next: Next<ActivityInboundCallsInterceptor, 'execute'>) {
      try {
        return await next(input);
      } catch (error) {
        const { kind, places } = tracesOf(error);
        const code = sqlState(error);
        log.error({ activity: activityType, kind, code, places }, 'activity failed, it will be tried again');
        throw ApplicationFailure.create({
          type: kind,
          message: `${activityType} failed (${code ?? kind})`,
          nonRetryable: false,
        });
      }
    },
  };
}
