import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { endTokens } from './auth.ts';
import { route } from './route.ts';
import { noSession } from './session.ts';
import { forgetSession } from './sessions.ts';

const providerSignOut = z
  .string()
  .nullable()
  .meta({ description: 'Where the browser leaves the identity provider too' });

const endSession = route({
  kind: 'write',
  operation: 'endSession',
  method: 'post',
  path: '/auth/sign-out',
  tag: 'session',
  summary: {
    it: 'Chiude la sessione di questo browser; per uscire anche dal gestore dell’identità il browser va a `providerSignOut`',
    en: 'End this browser’s session; to leave the identity provider too the browser goes to `providerSignOut`',
  },
  who: 'signedIn',
  reply: z.strictObject({ ended: z.literal(true), providerSignOut }),
  async write(tx, { principal, browser }, { identityProvider }) {
    if (principal.tokenKind !== 'session') throw noSession;
    await endTokens(tx, { id: principal.tokenId });
    forgetSession(browser);
    return { ended: true as const, providerSignOut: identityProvider?.signOutAddress() ?? null };
  },
});

const signOutEverywhere = route({
  kind: 'write',
  operation: 'signOutEverywhere',
  method: 'post',
  path: '/auth/sign-out-everywhere',
  tag: 'session',
  summary: {
    it: 'Chiude ogni propria sessione, su ogni browser; i gettoni per programmi restano, e si revocano a parte',
    en: 'End every session of one’s own, in every browser; tokens of programs stay, and are revoked by themselves',
  },
  who: 'signedIn',
  reply: z.strictObject({ endedSessions: z.int(), providerSignOut }),
  async write(tx, { principal: { accountId }, browser }, { vault, identityProvider }) {
    const endedSessions = await endTokens(tx, { accountId, kind: 'session', expiresAt: { gt: tx.now } });
    forgetSession(browser);
    const subject = { subjectKind: 'account', subjectId: accountId } as const;
    await recordAudit(tx, vault, { action: 'session.endedEverywhere', ...subject });
    return { endedSessions, providerSignOut: identityProvider?.signOutAddress() ?? null };
  },
});

export const signOutRoutes = [endSession, signOutEverywhere];
