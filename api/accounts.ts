import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { invite, lockAccount, withdrawInvitation } from '../activities/invitations.ts';
import { giveBackTasks } from '../activities/tasks.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Account } from '../prisma/generated/client.ts';
import { holdRow } from '../prisma/lock-row.ts';
import { Role } from '../prisma/generated/enums.ts';
import { constraintName } from '../prisma/retry.ts';
import type { Subject } from '../vault/vault.ts';
import { staffRoles } from './access.ts';
import {
  lockAdministration,
  refuseErased,
  refuseTooFewAdministrators,
  refuseUnfit,
} from './account-roles.ts';
import { invalidField } from './invalid-field.ts';
import { accountParams, invited } from './invitations.ts';
import { hasRole, type Principal } from './principal.ts';
import { route } from './route.ts';
import { asPage, emailAddress, id, line, namedArguments, namedQuery, page } from './schema.ts';

const account = z
  .strictObject({
    id,
    label: z.string(),
    roles: z.array(z.enum(Role)),
    disabled: z.boolean(),
    email: z.string().nullable().optional().meta({ description: 'For administrators only' }),
  })
  .meta({ id: 'Account' });

const locale = z.enum(['it', 'en']);
const heldRoles = z.array(z.enum(Role)).min(1).max(4);
const email = emailAddress.toLowerCase();

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
  query: namedQuery.extend({
    role: z.enum(Role).optional(),
    organisationId: id.optional(),
    disabled: z
      .enum(['included'])
      .optional()
      .meta({ description: 'Colleagues who left too: what they did goes on under their name' }),
  }),
  reply: page(account),
  async read(tx, { query, principal }) {
    const isAdministrator = hasRole(principal, 'administrator');
    const present = query.disabled ? {} : { disabledAt: null };
    const visible = isAdministrator ? {} : { ...present, roles: { hasSome: [...staffRoles] } };
    const rows = await tx.db.account.findMany({
      where: {
        AND: [
          visible,
          query.role ? { roles: { has: query.role } } : {},
          query.organisationId ? { organisationId: query.organisationId } : {},
        ],
      },
      ...namedArguments(query, 'label'),
    });
    const items = rows.map((row) => ({
      id: row.id,
      label: row.label,
      roles: row.roles,
      disabled: row.disabledAt !== null,
      ...(isAdministrator ? { email: row.email } : {}),
    }));
    return asPage(items, query.limit);
  },
});

const createAccount = route({
  kind: 'write',
  operation: 'createAccount',
  method: 'post',
  path: '/v1/accounts',
  tag: 'accounts',
  summary: {
    it: 'Apre un’utenza e manda l’invito a chi la userà: nessun altro ne conosce il codice',
    en: 'Open an account and send its holder an invitation, whose code nobody else learns',
  },
  who: ['administrator'],
  status: 201,
  body: z.strictObject({
    label: line(),
    email: email.optional().meta({ description: 'Without one, a task asks for the address' }),
    roles: heldRoles,
    locale: locale.default('it'),
    personId: id.optional().meta({ description: 'Who acts as citizen or employee' }),
    organisationId: id.optional().meta({ description: 'Whom a provider’s or employer’s clerk works for' }),
  }),
  reply: invited,
  async write(tx, { body }, { vault }) {
    const { personId = null, organisationId = null, ...fields } = body;
    if (personId) await holdRow(tx, 'person', personId);
    await refuseUnfit(tx, { roles: body.roles, personId, organisationId });
    const taken = personId && (await tx.db.account.count({ where: { personId, disabledAt: null } })) > 0;
    if (taken) throw isThere;
    const row = await refusingTwins(() =>
      tx.db.account.create({
        data: { ...fields, personId, organisationId, allianceId: tx.allianceId, createdAt: tx.now },
      }),
    );
    await recordAudit(tx, vault, {
      action: 'account.opened',
      subjectKind: 'account',
      subjectId: row.id,
      detail: { subject: subjectOf(row), value: { after: standingOf(row) } },
    });
    const expiresAt = await invite(tx, vault, row.id);
    return { id: row.id, invitationExpiresAt: expiresAt.toISOString() };
  },
});

const changeAccount = route({
  kind: 'write',
  operation: 'changeAccount',
  method: 'patch',
  path: '/v1/accounts/{accountId}',
  tag: 'accounts',
  summary: {
    it: 'Cambia ruoli, indirizzo, nome o lingua di un’utenza; vale dalla richiesta successiva',
    en: 'Change an account’s roles, address, label or language; it holds from the next request on',
  },
  who: ['administrator'],
  params: accountParams,
  body: z.strictObject({
    label: line().optional(),
    email: email.nullable().optional(),
    roles: heldRoles.optional(),
    locale: locale.optional(),
  }),
  reply: z.strictObject({ id }),
  refusals: ['erased'],
  async write(tx, { params, body, principal }, { vault }) {
    await lockAdministration(tx);
    const before = await lockAccount(tx, params.accountId);
    await refuseErased(tx, before);
    const { roles = before.roles } = body;
    if (!isSameSet(roles, before.roles)) {
      refuseOwn(principal, before);
      await refuseUnfit(tx, { ...before, roles });
      if (!roles.includes('administrator')) await refuseTooFewAdministrators(tx, before);
      await giveBackTasks(tx, before.id, { candidateRole: { notIn: roles } });
    }
    const after = await refusingTwins(() => tx.db.account.update({ where: { id: before.id }, data: body }));
    // A code on its way to the address before is somebody else's now.
    if (after.email !== before.email && (await withdrawInvitation(tx, before.id)))
      await invite(tx, vault, before.id);
    await recordAudit(tx, vault, {
      action: 'account.changed',
      subjectKind: 'account',
      subjectId: before.id,
      detail: {
        subject: subjectOf(before),
        value: { before: standingOf(before), after: standingOf(after) },
      },
    });
    return { id: before.id };
  },
});

/** What is on record of somebody's account goes when the person is erased. */
export function subjectOf({ allianceId, personId }: Account): Subject {
  return personId ? { kind: 'person', id: personId } : { kind: 'alliance', id: allianceId };
}

function standingOf({ label, email: address, roles, locale: language }: Account) {
  return { label, email: address, roles, locale: language };
}

function isSameSet(one: readonly Role[], other: readonly Role[]): boolean {
  return one.length === other.length && one.every((role) => other.includes(role));
}

/** Nobody decides their own powers: neither more of them, nor the silence of whoever should watch. */
export function refuseOwn(principal: Principal, { id: accountId }: Account): void {
  if (accountId !== principal.accountId) return;
  throw new Refusal('samePerson', {
    detail: {
      it: 'I propri ruoli, e la propria utenza, li cambia solo un’altra persona che amministra.',
      en: 'One’s own roles and account are changed only by another administrator.',
    },
  });
}

/** Nobody is two of the staff with one mailbox. */
export async function refusingTwins<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (constraintName(error) !== 'account_staff_email_once') throw error;
    throw invalidField('/body/email', {
      it: 'con questo indirizzo c’è già un’utenza del personale: chi fa non controlla',
      en: 'an account of the staff has this address already: who makes does not check',
    });
  }
}

const isThere = new Refusal('alreadyExists', {
  detail: {
    it: 'Questa persona ha già un’utenza: cambiare i ruoli di quella.',
    en: 'This person has an account already: change the roles of that one.',
  },
  possible: ['changeAccount'],
});

export const accountRoutes = [listAccounts, createAccount, changeAccount];
