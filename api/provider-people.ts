import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { invite, withdrawInvitation } from '../activities/invitations.ts';
import { openPlaces } from '../activities/provider-offer/proposal.ts';
import { giveBackTasks } from '../activities/tasks.ts';
import type { Tx } from '../prisma/database.ts';
import type { Account } from '../prisma/generated/client.ts';
import { revokeTokens } from './auth.ts';
import { invalidField } from './invalid-field.ts';
import { accountParams, invited } from './invitations.ts';
import {
  colleagueOrThrow,
  refuseLastResponsible,
  refuseTwin,
  responsibleOrThrow,
} from './provider-colleagues.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, emailAddress, id, line, page, pageArguments } from './schema.ts';

const tag = 'providerPeople';
const who = ['provider'] as const;

const colleague = z
  .strictObject({
    id,
    label: z.string(),
    email: z.string().nullable(),
    responsible: z.boolean().meta({ description: 'Answers for the provider’s people' }),
    placeId: id.nullable().meta({ description: 'The one place whose orders and offer it sees' }),
    disabled: z.boolean(),
  })
  .meta({ id: 'ProviderColleague' });

const duty = {
  responsible: z.boolean(),
  placeId: id.nullable(),
};

const listPeople = route({
  kind: 'read',
  operation: 'listProviderPeople',
  method: 'get',
  path: '/v1/provider-people',
  tag,
  summary: {
    it: 'Chi lavora con il servizio per il proprio ente fornitore; per chi ne risponde',
    en: 'Who works with the service for one’s provider; for whoever answers for them',
  },
  who,
  query: cursorQuery,
  reply: page(colleague),
  async read(tx, { query, principal }) {
    const organisationId = await responsibleOrThrow(tx, principal);
    const rows = await tx.db.account.findMany({
      where: { organisationId, roles: { has: 'provider' } },
      ...pageArguments(query),
    });
    const items = rows.map(({ id: accountId, label, email, responsible, placeId, disabledAt }) => ({
      id: accountId,
      label,
      email,
      responsible,
      placeId,
      disabled: disabledAt !== null,
    }));
    return asPage(items, query.limit);
  },
});

const invitePerson = route({
  kind: 'write',
  operation: 'inviteProviderPerson',
  method: 'post',
  path: '/v1/provider-people',
  tag,
  summary: {
    it: 'Invita una persona a lavorare per il fornitore, o per una sua sede: il codice va solo alla sua casella',
    en: 'Invite somebody to work for the provider, or for one place of it: the code goes to their mailbox alone',
  },
  who,
  status: 201,
  body: z.strictObject({
    label: line(),
    email: emailAddress.toLowerCase(),
    locale: z.enum(['it', 'en']).default('it'),
    responsible: duty.responsible.default(false),
    placeId: duty.placeId.default(null),
  }),
  reply: invited,
  async write(tx, { body, principal }, { vault }) {
    const organisationId = await responsibleOrThrow(tx, principal, { lock: true });
    await refuseUnfitDuty(tx, organisationId, body);
    await refuseTwin(tx, organisationId, body.email);
    const { id: accountId } = await tx.db.account.create({
      data: {
        ...body,
        organisationId,
        roles: ['provider'],
        allianceId: tx.allianceId,
        createdAt: tx.now,
      },
    });
    await recordAudit(tx, vault, { action: 'account.opened', subjectKind: 'account', subjectId: accountId });
    const expiresAt = await invite(tx, vault, accountId);
    return { id: accountId, invitationExpiresAt: expiresAt.toISOString() };
  },
});

const invitePersonAgain = route({
  kind: 'write',
  operation: 'inviteProviderPersonAgain',
  method: 'post',
  path: '/v1/provider-people/{accountId}/invitation',
  tag,
  summary: {
    it: 'Manda un nuovo invito; il codice mandato prima non vale più',
    en: 'Send a new invitation; the code sent before opens no more',
  },
  who,
  params: accountParams,
  reply: invited,
  async write(tx, { params, principal }, { vault }) {
    const organisationId = await responsibleOrThrow(tx, principal, { lock: true });
    const account = await colleagueOrThrow(tx, organisationId, params.accountId);
    const expiresAt = await invite(tx, vault, account.id);
    return { id: account.id, invitationExpiresAt: expiresAt.toISOString() };
  },
});

const changeDuty = route({
  kind: 'write',
  operation: 'changeProviderPerson',
  method: 'patch',
  path: '/v1/provider-people/{accountId}',
  tag,
  summary: {
    it: 'Dice se una persona risponde delle altre, o in quale sede lavora; vale dalla richiesta successiva',
    en: 'Say whether somebody answers for the others, or at which place they work; it holds from the next request on',
  },
  who,
  params: accountParams,
  body: z.strictObject(duty),
  reply: z.strictObject({ id, ...duty }),
  async write(tx, { params, body, principal }, { vault }) {
    const organisationId = await responsibleOrThrow(tx, principal, { lock: true });
    const account = await colleagueOrThrow(tx, organisationId, params.accountId);
    await refuseUnfitDuty(tx, organisationId, body);
    if (!body.responsible) await refuseLastResponsible(tx, account);
    await tx.db.account.update({ where: { id: account.id }, data: body });
    await recordAudit(tx, vault, {
      action: 'account.changed',
      subjectKind: 'account',
      subjectId: account.id,
      detail: {
        subject: { kind: 'alliance', id: tx.allianceId },
        value: { before: dutyIn(account), after: body },
      },
    });
    return { id: account.id, ...body };
  },
});

const revokePerson = route({
  kind: 'write',
  operation: 'revokeProviderPerson',
  method: 'post',
  path: '/v1/provider-people/{accountId}/revocation',
  tag,
  summary: {
    it: 'Toglie l’accesso a una persona: gettoni e inviti cessano subito; chi risponde per ultimo non si toglie',
    en: 'Take somebody’s access away: tokens and invitations stop at once; the last who answers stays',
  },
  who,
  params: accountParams,
  reply: z.strictObject({ id }),
  async write(tx, { params, principal }, { vault }) {
    const organisationId = await responsibleOrThrow(tx, principal, { lock: true });
    const account = await colleagueOrThrow(tx, organisationId, params.accountId);
    await refuseLastResponsible(tx, account);
    await tx.db.account.update({ where: { id: account.id }, data: { disabledAt: tx.now } });
    await withdrawInvitation(tx, account.id);
    await revokeTokens(tx, account.id);
    await giveBackTasks(tx, account.id);
    await recordAudit(tx, vault, {
      action: 'account.disabled',
      subjectKind: 'account',
      subjectId: account.id,
    });
    return { id: account.id };
  },
});

export const providerPeopleRoutes = [listPeople, invitePerson, invitePersonAgain, changeDuty, revokePerson];

type Duty = Pick<Account, 'responsible' | 'placeId'>;

function dutyIn({ responsible, placeId }: Duty): Duty {
  return { responsible, placeId };
}

/** Whoever is limited to one place answers for nobody; and the place is the provider's own, open today. */
async function refuseUnfitDuty(
  tx: Tx,
  organisationId: string,
  { responsible, placeId }: Duty,
): Promise<void> {
  if (placeId === null) return;
  if (responsible)
    throw invalidField('/body/placeId', {
      it: 'chi risponde per il fornitore lavora per tutte le sedi: lo tolga',
      en: 'whoever answers for the provider works for all its places: remove it',
    });
  if ((await openPlaces(tx, organisationId, [placeId])).length > 0) return;
  throw invalidField('/body/placeId', {
    it: 'una sede propria, aperta oggi',
    en: 'one’s own place that is open today',
  });
}
