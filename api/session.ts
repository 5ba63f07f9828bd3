import { z } from 'zod';
import { notFound, Refusal } from '../domain/refusal.ts';
import { Role } from '../prisma/generated/enums.ts';
import type { Database } from '../prisma/database.ts';
import type { Persona } from '../prisma/gate.ts';
import { endTokens, issueToken } from './auth.ts';
import { route } from './route.ts';
import { id, instant } from './schema.ts';
import { forgetSession } from './sessions.ts';

const SESSION_HOURS = 12;

const role = z.enum(Role);
const persona = z
  .strictObject({ accountId: id, label: z.string(), roles: z.array(role), locale: z.string() })
  .meta({ id: 'Persona' });

export const session = z
  .strictObject({ token: z.string(), expiresAt: instant, accountId: id, roles: z.array(role) })
  .meta({ id: 'Session' });

const listPersonas = route({
  kind: 'open',
  operation: 'listPersonas',
  method: 'get',
  path: '/v1/session/personas',
  tag: 'demo',
  summary: { it: 'Chi si può scegliere di essere nella dimostrazione', en: 'Whom one may be in the demo' },
  who: 'anyone',
  reply: z.strictObject({
    items: z.array(persona),
    alliance: z.string().nullable().meta({
      description: 'Short name of the demonstration’s alliance, for whoever asks to become its provider',
    }),
  }),
  async open(_call, { database: { gate } }) {
    const [personas, alliances] = await Promise.all([gate.personas(), gate.alliances()]);
    const [own, ...others] = alliances.filter(({ demo }) => demo);
    return {
      items: personas.map(({ allianceId: _alliance, ...shown }) => shown),
      alliance: own && others.length === 0 ? own.slug : null,
    };
  },
});

const signIn = route({
  kind: 'open',
  operation: 'signIn',
  method: 'post',
  path: '/v1/session',
  tag: 'demo',
  summary: {
    it: 'Entra nella dimostrazione come una delle persone proposte; ogni accesso è una sessione nuova',
    en: 'Enter the demo as one of the personas; each call opens a new session',
  },
  who: 'anyone',
  status: 201,
  body: z.strictObject({ accountId: id }),
  reply: session,
  async open({ body }, { database }) {
    const { allianceId, accountId, label, roles } = await personaOrThrow(database, body.accountId);
    return database.inAlliance(allianceId, { kind: 'account', id: accountId }, async (tx) => {
      const expiresAt = new Date(tx.now.getTime() + SESSION_HOURS * 3_600_000);
      const { secret } = await issueToken(tx, { accountId, kind: 'session', label, roles, expiresAt });
      return { token: secret, expiresAt: expiresAt.toISOString(), accountId, roles };
    });
  },
});

/** Whom one may be in the demonstration, and nobody else. */
export async function personaOrThrow({ gate }: Database, wanted: string): Promise<Persona> {
  const chosen = (await gate.personas()).find(({ accountId }) => accountId === wanted);
  if (!chosen) throw notFound({ it: 'Persona della dimostrazione', en: 'Demo persona' });
  return chosen;
}

const signOut = route({
  kind: 'write',
  operation: 'signOut',
  method: 'delete',
  path: '/v1/session',
  tag: 'session',
  summary: { it: 'Chiude la sessione', en: 'End the session' },
  who: 'signedIn',
  reply: z.strictObject({ ended: z.literal(true) }),
  async write(tx, { principal, browser }) {
    if (principal.tokenKind !== 'session') throw noSession;
    await endTokens(tx, { id: principal.tokenId });
    forgetSession(browser);
    return { ended: true as const };
  },
});

export const noSession = new Refusal('stepNotPossible', {
  detail: {
    it: 'Questo gettone non è una sessione: si revoca con il suo codice.',
    en: 'This token is not a session: revoke it by its id.',
  },
  possible: ['revokeToken'],
});

export const sessionRoutes = [listPersonas, signIn, signOut];
