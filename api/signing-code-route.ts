import { z } from 'zod';
import type { PaperToSign } from '../activities/paper-to-sign.ts';
import { representativeOf } from '../activities/representatives.ts';
import { sendSigningCode } from '../activities/signing-code.ts';
import { refuseWhereCodeDoesNotSuffice } from '../activities/typed-signature.ts';
import type { CharterContent } from '../domain/charter.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Text } from '../domain/text.ts';
import type { Tx } from '../prisma/database.ts';
import { route, type Call, type Route } from './route.ts';
import { instant } from './schema.ts';
import type { ApiServices } from './services.ts';

interface SigningCodes<Params extends z.ZodType> {
  readonly operation: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: Text;
  readonly params: Params;
  /** Finds and locks what the caller is to sign, or refuses; tells for which organisation and under which charter. */
  readonly find: (
    tx: Tx,
    call: Call<z.output<Params>>,
    services: ApiServices,
  ) => Promise<{
    readonly paper: PaperToSign;
    readonly organisationId: string;
    readonly charter: CharterContent;
  }>;
}

/** A code by mail to sign a paper with: to the recorded representative, in a session of theirs. */
export function signingCodeRoute<Params extends z.ZodType>({
  find,
  ...declared
}: SigningCodes<Params>): Route {
  return route<Params, z.ZodType, z.ZodType<undefined>, z.ZodType>({
    kind: 'write',
    method: 'post',
    who: ['representative'],
    status: 201,
    reply: z.strictObject({ expiresAt: instant }),
    ...declared,
    async write(tx, call, services) {
      const { principal } = call;
      const { paper, organisationId, charter } = await find(tx, call, services);
      refuseWhereCodeDoesNotSuffice(paper, charter);
      if (principal.tokenKind !== 'session') throw notInASession;
      const representative = await representativeOf(tx, organisationId);
      if (representative?.accountId !== principal.accountId) throw notTheRepresentative;
      const expiresAt = await sendSigningCode(tx, services.vault, paper, principal);
      return { expiresAt: expiresAt.toISOString() };
    },
  });
}

const notInASession = new Refusal('notAllowed', {
  detail: {
    it: 'Il codice si chiede entrando con la propria sessione, non con un gettone API.',
    en: 'A code is asked for in a session of one’s own, not with an API token.',
  },
});
const notTheRepresentative = new Refusal('notAllowed', {
  detail: {
    it: 'Il codice va soltanto a chi è registrato come rappresentante legale dell’ente.',
    en: 'The code goes only to whoever is recorded as the organisation’s legal representative.',
  },
});
