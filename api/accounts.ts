import { z } from 'zod';
import { Role } from '../prisma/generated/enums.ts';
import { staffRoles } from './access.ts';
import { hasRole } from './principal.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, page, pageArguments } from './schema.ts';

const account = z
  .strictObject({ id, label: z.string(), roles: z.array(z.enum(Role)), disabled: z.boolean() })
  .meta({ id: 'Account' });

const listAccounts = route({
  kind: 'read',
  operation: 'listAccounts',
  method: 'get',
  path: '/v1/accounts',
  tag: 'accounts',
  summary: {
    it: 'I colleghi a cui si può affidare un’attività; chi amministra vede tutte le utenze',
    en: 'The colleagues to whom a task may go; administrators see every account',
  },
  who: ['caseworker', 'commissionMember', 'fundOfficer', 'administrator'],
  query: cursorQuery.extend({ role: z.enum(Role).optional() }),
  reply: page(account),
  async read(tx, { query, principal }) {
    const visible = hasRole(principal, 'administrator')
      ? {}
      : { disabledAt: null, roles: { hasSome: [...staffRoles] } };
    const rows = await tx.db.account.findMany({
      where: { AND: [visible, query.role ? { roles: { has: query.role } } : {}] },
      ...pageArguments(query),
    });
    const items = rows.map(({ id: accountId, label, roles, disabledAt }) => ({
      id: accountId,
      label,
      roles,
      disabled: disabledAt !== null,
    }));
    return asPage(items, query.limit);
  },
});

export const accountRoutes = [listAccounts];
