import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { call, type Answer, type Call, type Operation } from './call.ts';
import { isOutOfReach, isSignedOut } from './problem.ts';

/**
 * Calls an operation that writes. Pressed twice, or again after the answer was lost, the same request is done once:
 * it keeps its key until it was answered. Everything that is shown is read again afterwards.
 */
export function useWrite<O extends Operation>(operation: O, onDone?: (answer: Answer<O>) => void) {
  const queries = useQueryClient();
  const sent = useRef<{ readonly request: string; readonly key: string }>(undefined);
  return useMutation<Answer<O>, Error, Call<O>>({
    mutationFn: (given) => {
      const request = JSON.stringify(given, (_name, value: unknown) =>
        value instanceof FormData
          ? [...value.entries()].map(([name, part]) => [name, describe(part)])
          : value,
      );
      if (sent.current?.request !== request) sent.current = { request, key: crypto.randomUUID() };
      return call(operation, { ...given, key: sent.current.key });
    },
    onSuccess: async (answer) => {
      sent.current = undefined;
      await queries.invalidateQueries();
      onDone?.(answer);
    },
    onError: (error) => {
      if (!isOutOfReach(error)) sent.current = undefined;
      // The session is over: asked again who is signed in, the page shows where to sign in.
      if (isSignedOut(error)) void queries.invalidateQueries({ queryKey: ['getMe'] });
    },
  });
}

function describe(part: FormDataEntryValue): string {
  return part instanceof File ? `${part.name} ${part.size} ${part.lastModified}` : part;
}
