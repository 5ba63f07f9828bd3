import { invitationMails } from '../activities/invitations.ts';
import { z } from 'zod';
import { readMailbox } from '../activities/mailbox.ts';
import { notFound } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { reachablePersonIds } from './access.ts';
import { hasRole, type Principal } from './principal.ts';
import { route } from './route.ts';
import { id, instant } from './schema.ts';

const listMails = route({
  kind: 'read',
  operation: 'listDevMails',
  method: 'get',
  path: '/v1/dev/mailbox',
  tag: 'demo',
  summary: {
    it: 'La posta che la dimostrazione trattiene invece di spedire, la più recente per prima',
    en: 'The mail that the demo keeps instead of sending, newest first',
  },
  who: 'signedIn',
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
  reply: z.strictObject({
    items: z.array(
      z
        .strictObject({ id, template: z.string(), subject: z.string().nullable(), sentAt: instant })
        .meta({ id: 'DevMail' }),
    ),
  }),
  async read(tx, { query, principal, locale }, { vault }) {
    const mails = await readMailbox(tx, vault, query.limit, await visibleTo(tx, principal));
    const items = mails.map(({ id: mailId, template, subject, sentAt }) => ({
      id: mailId,
      template,
      subject: subject?.[locale] ?? null,
      sentAt: sentAt.toISOString(),
    }));
    return { items };
  },
});

const readMail = route({
  kind: 'file',
  operation: 'readDevMail',
  method: 'get',
  path: '/v1/dev/mailbox/{mailId}',
  tag: 'demo',
  summary: { it: 'Una mail come viaggerebbe (RFC 5322)', en: 'A mail as it would travel (RFC 5322)' },
  who: 'signedIn',
  params: z.strictObject({ mailId: id }),
  mediaTypes: ['message/rfc822'],
  reply: z.string(),
  async file(tx, { params, principal }, { vault }) {
    const where = { AND: [{ id: params.mailId }, await visibleTo(tx, principal)] };
    const [mail] = await readMailbox(tx, vault, 1, where);
    if (!mail) throw notFound({ it: 'Messaggio', en: 'Message' });
    return {
      bytes: Buffer.from(mail.source),
      mediaType: 'message/rfc822',
      fileName: `${mail.template}.eml`,
    };
  },
});

/**
 * Caseworkers see what their cases write; everybody else only what is written to them. In a real alliance that runs
 * beside the demonstration nobody reads somebody else's invitation or code; within it anybody may be anybody.
 */
async function visibleTo(tx: Tx, principal: Principal): Promise<Prisma.MailWhereInput> {
  const { accountId, organisationId } = principal;
  if (hasRole(principal, 'caseworker')) {
    const { demo } = await tx.db.alliance.findUniqueOrThrow({ where: { id: tx.allianceId } });
    const secret = {
      template: { in: [...invitationMails, 'signingCode'] },
      recipientId: { not: accountId },
    };
    return demo ? {} : { NOT: secret };
  }
  const personIds = [...(await reachablePersonIds(tx, principal))];
  return {
    OR: [
      { recipientKind: 'staff', recipientId: accountId },
      { recipientKind: 'person', recipientId: { in: personIds } },
      ...(organisationId && hasRole(principal, 'provider')
        ? [{ recipientKind: 'provider', recipientId: organisationId }]
        : []),
    ],
  };
}

export const devMailboxRoutes = [listMails, readMail];
