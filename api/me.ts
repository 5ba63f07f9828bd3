import { z } from 'zod';
import { Role, TokenKind } from '../prisma/generated/enums.ts';
import { reachablePersonIds } from './access.ts';
import { route } from './route.ts';
import { id } from './schema.ts';

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
      actsForIds: z.array(id).meta({ description: 'People the caller may act for today' }),
      alliance: z.strictObject({ id, name: z.string(), demo: z.boolean() }),
    })
    .meta({ id: 'Me' }),
  async read(tx, { principal }) {
    const alliance = await tx.db.alliance.findUniqueOrThrow({ where: { id: tx.allianceId } });
    const reachable = await reachablePersonIds(tx, principal);
    return {
      accountId: principal.accountId,
      label: principal.label,
      roles: [...principal.roles],
      locale: principal.locale,
      tokenKind: principal.tokenKind,
      personId: principal.personId ?? null,
      organisationId: principal.organisationId ?? null,
      actsForIds: reachable.filter((personId) => personId !== principal.personId),
      alliance: { id: alliance.id, name: alliance.name, demo: alliance.demo },
    };
  },
});

export const meRoutes = [getMe];
