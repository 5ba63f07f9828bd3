import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { lockAccount } from '../activities/invitations.ts';
import { officeDid, toFollow } from '../activities/office-tasks.ts';
import {
  applicationOfMailbox,
  openApplication,
  sendLink,
} from '../activities/provider-onboarding/open-application.ts';
import { giveWay } from '../activities/provider-onboarding/unopened.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import { constraintName } from '../prisma/retry.ts';
import { invalidField } from './invalid-field.ts';
import { applicationOrThrow } from './provider-application-access.ts';
import { applicationParams } from './provider-application-schema.ts';
import { route } from './route.ts';
import { emailAddress, id, instant, line } from './schema.ts';

const tag = 'providers';

const invite = route({
  kind: 'write',
  operation: 'inviteProvider',
  method: 'post',
  path: '/v1/provider-invitations',
  tag,
  summary: {
    it: 'Invita un ente a diventare fornitore, anche da una segnalazione; chi ha segnalato non compare',
    en: 'Invite an organisation to become a provider, also upon a suggestion; whoever suggested stays unnamed',
  },
  who: ['caseworker'],
  status: 201,
  body: z.strictObject({
    organisationName: line(),
    email: emailAddress.toLowerCase(),
    locale: z.enum(['it', 'en']).default('it'),
    suggestionId: id.optional(),
  }),
  reply: z.strictObject({ applicationId: id, code: z.string() }),
  async write(tx, { body, principal }, services) {
    const { suggestionId, ...fields } = body;
    const open = await applicationOfMailbox(tx, services.vault, body.email);
    if (open && !(await giveWay(tx, services, open))) throw isOpen;
    if (suggestionId) await useSuggestion(tx, suggestionId, principal.accountId);
    const application = await refusingTwins(() =>
      openApplication(tx, services, {
        ...fields,
        origin: suggestionId ? 'suggestion' : 'invitation',
        caseworkerId: principal.accountId,
        ...(suggestionId ? { suggestionId } : {}),
      }),
    );
    return { applicationId: application.id, code: application.code };
  },
});

const linkAgain = route({
  kind: 'write',
  operation: 'sendCandidateLink',
  method: 'post',
  path: '/v1/provider-applications/{applicationId}/link',
  tag,
  summary: {
    it: 'Manda all’ente candidato un nuovo collegamento; quello di prima non vale più',
    en: 'Send the candidate another link; the one before opens no more',
  },
  who: ['caseworker'],
  params: applicationParams,
  reply: z.strictObject({ applicationId: id, linkExpiresAt: instant }),
  async write(tx, { params, principal }, services) {
    const application = await applicationOrThrow(tx, principal, params.applicationId);
    const { roles } = await lockAccount(tx, application.accountId);
    if (!roles.includes('candidate')) throw isProvider;
    const expiresAt = await sendLink(tx, services, application);
    await recordAudit(tx, services.vault, {
      action: 'providerApplication.linkSent',
      subjectKind: 'providerApplication',
      subjectId: application.id,
    });
    return { applicationId: application.id, linkExpiresAt: expiresAt.toISOString() };
  },
});

/** One invitation comes of a suggestion, however many caseworkers take it at once. */
async function useSuggestion(tx: Tx, suggestionId: string, handledBy: string): Promise<void> {
  const { count } = await tx.db.providerSuggestion.updateMany({
    where: { id: suggestionId, state: 'open' },
    data: { state: 'invited', handledBy, handledAt: tx.now },
  });
  if (count === 0)
    throw invalidField('/body/suggestionId', {
      it: 'nessuna segnalazione aperta ha questo codice',
      en: 'no open suggestion has this identifier',
    });
  await officeDid(tx, toFollow(suggestionId), handledBy);
}

async function refusingTwins<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (constraintName(error) !== 'provider_application_mailbox_once') throw error;
    throw isOpen;
  }
}

const isOpen = new Refusal('alreadyExists', {
  detail: {
    it: 'Con questo indirizzo è già aperta una richiesta: mandarle un nuovo collegamento.',
    en: 'An application with this mailbox is open already: send it another link.',
  },
  possible: ['listProviderApplications', 'sendCandidateLink'],
});
const isProvider = new Refusal('stepNotPossible', {
  detail: {
    it: 'L’utenza è ormai del fornitore: la invita di nuovo chi amministra.',
    en: 'The account is the provider’s by now: an administrator invites it again.',
  },
  possible: ['inviteAgain'],
});

export const providerInvitationRoutes = [invite, linkAgain];
