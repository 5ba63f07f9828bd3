import type { Answer } from '../../client/call.ts';
import { useList, useRead } from '../../client/use-read.ts';

export type Application = Answer<'getProviderApplication'>;
export type Step = Application['steps'][number];
export type StepName = Step['step'];

/** The application of whoever is signed in: the last one, when there were several. */
export function useOwnApplication() {
  const list = useList('listProviderApplications', { query: { limit: 50 } });
  const applicationId = list.items?.at(-1)?.id;
  const application = useRead(
    'getProviderApplication',
    { params: { applicationId: applicationId ?? '' } },
    { enabled: applicationId !== undefined },
  );
  return {
    application: application.data,
    hasNone: list.items?.length === 0,
    error: list.error ?? application.error,
    again: () => void (list.error ? list.refetch() : application.refetch()),
  };
}
