import { z } from 'zod';
import { countAttempt, type AttemptLimit } from '../activities/attempts.ts';
import { lockAccount } from '../activities/invitations.ts';
import {
  applicationOfMailbox,
  openApplication,
  sendLinkBeside,
} from '../activities/provider-onboarding/open-application.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Actor, Tx } from '../prisma/database.ts';
import type { ProviderApplication } from '../prisma/generated/client.ts';
import { constraintName } from '../prisma/retry.ts';
import { invalidField } from './invalid-field.ts';
import { route } from './route.ts';
import { emailAddress, line } from './schema.ts';
import type { ApiServices } from './services.ts';

const tag = 'providers';
const path = '/v1/provider-applications';
const anybody: Actor = { kind: 'system', id: 'candidate-door' };

const byAddress: AttemptLimit = { kind: 'address', attempts: 10, minutes: 60 };
const byMailbox: AttemptLimit = { kind: 'mailbox', attempts: 3, minutes: 24 * 60 };

const alliance = z
  .string()
  .regex(/^[a-z0-9-]{1,60}$/)
  .meta({ description: 'Short name of the alliance' });
const email = emailAddress.toLowerCase();

/** Alike whatever is known of the mailbox and of the organisation: nobody learns it by asking. */
const sent = z
  .strictObject({ sent: z.literal(true) })
  .meta({ id: 'CandidateLink', description: 'If the mailbox reads, it finds a link there' });

const listAlliances = route({
  kind: 'open',
  operation: 'listAlliances',
  method: 'get',
  path: '/v1/alliances',
  tag,
  summary: {
    it: 'Le alleanze a cui si può chiedere di aderire come fornitore',
    en: 'The alliances of which one may ask to become a provider',
  },
  who: 'anyone',
  reply: z.strictObject({ items: z.array(z.strictObject({ alliance, name: z.string() })) }),
  async open(_call, { database }) {
    const alliances = await database.gate.alliances();
    return {
      items: alliances
        .map(({ slug, name }) => ({ alliance: slug, name }))
        .toSorted((one, other) => one.name.localeCompare(other.name, 'it')),
    };
  },
});

const apply = route({
  kind: 'open',
  operation: 'applyAsProvider',
  method: 'post',
  path,
  tag,
  summary: {
    it: 'Chiede di diventare fornitore: arriva per e-mail un collegamento con cui proseguire',
    en: 'Ask to become a provider: a link to go on with comes by mail',
  },
  who: 'anyone',
  status: 201,
  body: z.strictObject({
    alliance,
    organisationName: line(),
    email,
    locale: z.enum(['it', 'en']).default('it'),
  }),
  reply: sent,
  refusals: ['tooManyAttempts'],
  async open({ body, from }, services) {
    const { organisationName, locale } = body;
    await atTheDoor(services, body, from, async (tx) => {
      const open = await applicationOfMailbox(tx, services.vault, body.email);
      if (open) return sendAnotherLink(tx, services, open);
      const application = { origin: 'public' as const, organisationName, email: body.email, locale };
      await openApplication(tx, services, application);
    });
    return { sent: true as const };
  },
});

const askForLink = route({
  kind: 'open',
  operation: 'requestApplicationLink',
  method: 'post',
  path: `${path}/link`,
  tag,
  summary: {
    it: 'Chiede un altro collegamento per proseguire; quelli di prima valgono finché non se ne usa uno',
    en: 'Ask for another link to go on with; those before stay good until one is used',
  },
  who: 'anyone',
  status: 201,
  body: z.strictObject({ alliance, email }),
  reply: sent,
  refusals: ['tooManyAttempts'],
  async open({ body, from }, services) {
    await atTheDoor(services, body, from, async (tx) => {
      const open = await applicationOfMailbox(tx, services.vault, body.email);
      if (open) await sendAnotherLink(tx, services, open);
    });
    return { sent: true as const };
  },
});

async function sendAnotherLink(tx: Tx, services: ApiServices, open: ProviderApplication): Promise<void> {
  await lockAccount(tx, open.accountId);
  await sendLinkBeside(tx, services, open);
}

/** Tries are counted by themselves, so that they stay counted whatever comes of them. */
async function atTheDoor(
  { database, vault }: ApiServices,
  who: { readonly alliance: string; readonly email: string },
  from: string | undefined,
  work: (tx: Tx) => Promise<void>,
): Promise<void> {
  const known = (await database.gate.alliances()).find(({ slug }) => slug === who.alliance);
  if (!known) throw unknownAlliance;
  const isWithin = await database.inAlliance(known.id, anybody, async (tx) => {
    // An address that is turned away uses up nobody's mailbox.
    const isAddressWithin = await countAttempt(tx, vault, byAddress, from ?? 'unknown');
    return isAddressWithin && (await countAttempt(tx, vault, byMailbox, who.email));
  });
  if (!isWithin) throw tooMany;
  const once = () => database.inAlliance(known.id, anybody, work);
  try {
    await once();
  } catch (error) {
    // Two came from one mailbox at once: the second finds what the first has opened.
    if (constraintName(error) !== 'provider_application_mailbox_once') throw error;
    await once();
  }
}

const unknownAlliance = invalidField('/body/alliance', {
  it: 'nessuna alleanza ha questo nome breve',
  en: 'no alliance has this short name',
});
const tooMany = new Refusal('tooManyAttempts', {
  detail: {
    it: 'Da qui, o per questo indirizzo, sono arrivate troppe richieste: riprovi più tardi, o cerchi il messaggio già inviato.',
    en: 'Too many requests came from here or for this mailbox: try again later, or look for the message sent before.',
  },
});

export const candidateDoorRoutes = [listAlliances, apply, askForLink];
