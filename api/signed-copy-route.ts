import { z } from 'zod';
import { checkSignedCopy, type AwaitedCopy, type CheckedCopy } from '../activities/signed-copy.ts';
import type { Text } from '../domain/text.ts';
import type { Tx } from '../prisma/database.ts';
import type { ProcessName } from '../workflows/contract.ts';
import { invalidField } from './invalid-field.ts';
import { route, type Call, type Route } from './route.ts';
import type { ApiServices } from './services.ts';

/** What was found of a file with a digital signature; the sentence says what it does not prove. */
export const verificationFound = {
  integrity: z.literal('verified'),
  trust: z.enum(['verified', 'notVerified']),
};

/** What the upload of a signed copy answers besides where its paper stands. */
export const verification = z.strictObject({
  ...verificationFound,
  text: z.strictObject({ it: z.string(), en: z.string() }),
});

interface SignedCopies<Params extends z.ZodType> {
  readonly operation: string;
  readonly process: ProcessName;
  readonly path: string;
  readonly tag: string;
  readonly summary: Text;
  readonly params: Params;
  readonly reply: z.ZodType;
  /** Finds whose paper it is among the caller's, or refuses; tells the id of its process. */
  readonly find: (tx: Tx, call: Call<z.output<Params>>) => Promise<string>;
  /** The paper that waits for the caller's signature now, or a refusal. */
  readonly awaited: (
    tx: Tx,
    services: ApiServices,
    subjectId: string,
    accountId: string,
  ) => Promise<AwaitedCopy & Pick<CheckedCopy, 'paperId'>>;
}

/** The upload of a signed paper: it is checked between two transactions, and only a good one reaches the process. */
export function signedCopyRoute<Params extends z.ZodType>({
  process,
  find,
  awaited,
  ...declared
}: SignedCopies<Params>): Route {
  return route<Params, z.ZodType, z.ZodType, z.ZodType>({
    kind: 'process',
    method: 'post',
    who: ['representative'],
    uploads: true,
    body: z.strictObject({}),
    refusals: ['unreadableDocument', 'signatureNotValid'],
    ...declared,
    async beforehand(tx, call, services) {
      const { upload, principal } = call;
      if (!upload) throw missing;
      const subjectId = await find(tx, call);
      const { paperId, ...wanted } = await awaited(tx, services, subjectId, principal.accountId);
      return async (): Promise<CheckedCopy> => ({
        paperId,
        file: Buffer.from(upload.bytes).toString('base64'),
        proof: await checkSignedCopy(upload.bytes, wanted),
      });
    },
    async address(tx, call) {
      return { process, subjectId: await find(tx, call) };
    },
  });
}

const missing = invalidField('/body/file', { it: 'manca il file firmato', en: 'the signed file is missing' });
