import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer, Call, Operation } from './call.ts';
import { isSignedOut } from './problem.ts';
import { inOneStep, type Write } from './unanswered.ts';

/**
 * Calls an operation that writes. Pressed twice, or again after the answer was lost, the same request is done once.
 * Everything that is shown is read again afterwards.
 */
export function useWrite<O extends Operation>(operation: O, onDone?: (answer: Answer<O>) => void) {
  return useStep<Call<O>, Answer<O>>((write, given) => write(operation, given), onDone);
}

/** The same of a step that takes more than one operation. */
export function useStep<Given, Result>(
  work: (write: Write, given: Given) => Promise<Result>,
  onDone?: (result: Result) => unknown,
) {
  const queries = useQueryClient();
  return useMutation<Result, Error, Given>({
    mutationFn: (given) => inOneStep((write) => work(write, given)),
    onSuccess: async (result) => {
      await queries.invalidateQueries();
      onDone?.(result);
    },
    onError: (error) => {
      // The session is over: asked again who is signed in, the page shows where to sign in.
      if (isSignedOut(error)) void queries.invalidateQueries({ queryKey: ['getMe'] });
    },
  });
}
