import type { z } from 'zod';
import type { RefusalCode } from '../domain/refusal-codes.ts';
import type { Text } from '../domain/text.ts';
import type { Tx } from '../prisma/database.ts';
import type { Role } from '../prisma/generated/enums.ts';
import type { ProcessName } from '../workflows/contract.ts';
import { route, type Call, type Route } from './route.ts';

/** What all steps of a process have in common. */
interface Steps<Step extends string, Params extends z.ZodType> {
  readonly process: ProcessName;
  /** The address of the case; each step's own path follows. */
  readonly at: string;
  readonly tag: string;
  readonly params: Params;
  /** What a step answers, unless it says otherwise. */
  readonly reply: z.ZodType;
  /** Finds the case among the caller's, or refuses; tells its id. */
  readonly find: (tx: Tx, call: Call<z.output<Params>>, step: Step) => Promise<string>;
}

interface StepRoute<Step extends string> {
  readonly operation: Step;
  readonly path: string;
  readonly summary: Text;
  readonly who: readonly Role[];
  readonly body?: z.ZodType;
  readonly reply?: z.ZodType;
  readonly refusals?: readonly RefusalCode[];
  /** Refuses a body that names what is not the case's. */
  readonly names?: (tx: Tx, subjectId: string, body: never) => Promise<void>;
}

/** Every step is the same kind of call: find the case, or refuse; its process does the rest. */
export function stepRoutes<Step extends string, Params extends z.ZodType>(
  { process, at, find, ...shared }: Steps<Step, Params>,
  steps: readonly StepRoute<Step>[],
): readonly Route[] {
  return steps.map(({ path, names, ...declared }) =>
    route<Params, z.ZodType, z.ZodType, z.ZodType>({
      kind: 'process',
      method: 'post',
      path: `${at}/${path}`,
      ...shared,
      ...declared,
      async address(tx, call) {
        const subjectId = await find(tx, call, declared.operation);
        await names?.(tx, subjectId, call.body as never);
        return { process, subjectId };
      },
    }),
  );
}
