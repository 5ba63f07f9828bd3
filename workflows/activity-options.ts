import type { ActivityOptions } from '@temporalio/workflow';

/**
 * Every activity is one short transaction: it ends in seconds or is tried again, for as long as it takes. Its
 * effect is unique by submission, deadline or transfer id, so two attempts that overlap do no harm.
 */
export const activityOptions: ActivityOptions = {
  startToCloseTimeout: '15s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '30s' },
};
