import type { Call } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import type { Application } from './use-own-application.ts';

export type StepSaid = Call<'completeStep'>['body'];

/** Says a step of one's own application; said again, it replaces what was said before. */
export function useStepWrite({ id }: Application, onDone?: () => void) {
  const write = useWrite('completeStep', onDone);
  return {
    error: write.error,
    isPending: write.isPending,
    isSuccess: write.isSuccess,
    say: (body: StepSaid) => write.mutate({ params: { applicationId: id }, body }),
  };
}
