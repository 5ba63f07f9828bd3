import { z } from 'zod';
import { Role, TokenKind } from '../prisma/generated/enums.ts';
import { reachablePersonIds } from './access.ts';
import type { Principal } from './principal.ts';
import { ownComune } from './directory-access.ts';
import { dutyOf } from './provider-access.ts';
import { route } from './route.ts';
import { id, instant } from './schema.ts';

const getMe = route({
  kind: 'read',
  operation: 'getMe',
  method: 'get',
  path: '/v1/me',
  tag: 'session',
  summary: {
    it: 'Chi sono, con quali ruoli e per chi posso agire',
    en: 'Who I am, in which roles, for whom',
  },
  who: 'signedIn',
  reply: z
    .strictObject({
      accountId: id,
      label: z.string(),
      roles: z.array(z.enum(Role)),
      locale: z.enum(['it', 'en']),
      tokenKind: z.enum(TokenKind),
      personId: id.nullable(),
      organisationId: id.nullable(),
      placeId: id.nullable().meta({ description: 'The one place of its provider that the caller works for' }),
      comuneIstat: z.string().nullable().meta({
        description: 'The comune of the territory that distances are counted from unless another is asked',
      }),
      responsible: z.boolean().meta({ description: 'Whether the caller answers for the provider’s people' }),
      actsForIds: z.array(id).meta({ description: 'People the caller may act for today' }),
      session: z.strictObject({ expiresAt: instant, idleAt: instant.nullable() }).nullable().meta({
        description:
          'When the session ends, and when it lapses unless a browser uses it; none of an API token',
      }),
      alliance: z.strictObject({ id, name: z.string(), demo: z.boolean() }),
    })
    .meta({ id: 'Me' }),
  async read(tx, { principal }) {
    const alliance = await tx.db.alliance.findUniqueOrThrow({ where: { id: tx.allianceId } });
    const duty = dutyOf(principal);
    const reachable = await reachablePersonIds(tx, principal);
    return {
      accountId: principal.accountId,
      label: principal.label,
      roles: [...principal.roles],
      locale: principal.locale,
      tokenKind: principal.tokenKind,
      personId: principal.personId ?? null,
      organisationId: principal.organisationId ?? null,
      placeId: duty?.placeId ?? null,
      comuneIstat: await ownComune(tx, principal),
      responsible: duty?.responsible ?? false,
      actsForIds: reachable.filter((personId) => personId !== principal.personId),
      session: sessionOf(principal),
      alliance: { id: alliance.id, name: alliance.name, demo: alliance.demo },
    };
  },
});

function sessionOf({ session }: Principal) {
  if (!session) return null;
  return { expiresAt: session.expiresAt.toISOString(), idleAt: session.idleAt?.toISOString() ?? null };
}

export const meRoutes = [getMe];
