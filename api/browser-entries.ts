import { z } from 'zod';
import { hashSecret } from '../activities/secret.ts';
import { Role } from '../prisma/generated/enums.ts';
import { refuseForeignPage } from './browser.ts';
import { refuseStaffBesideProvider, withInvitation } from './invitations.ts';
import { route } from './route.ts';
import { id, instant } from './schema.ts';
import { personaOrThrow } from './session.ts';
import { keepSession, openSession, type Entrant } from './sessions.ts';
import type { ApiServices } from './services.ts';
import type { Tx } from '../prisma/database.ts';
import { beginSignIn, returnPath } from './sign-in.ts';

const invitationCode = z.string().min(20).max(100);
const entered = z
  .strictObject({ accountId: id, roles: z.array(z.enum(Role)), expiresAt: instant, idleAt: instant })
  .meta({
    id: 'BrowserSession',
    description: 'Of a browser: its secret travels in a cookie that no script reads',
  });

const startSignIn = route({
  kind: 'open',
  operation: 'startSignIn',
  method: 'post',
  path: '/auth/sign-in',
  tag: 'session',
  summary: {
    it: 'Comincia un accesso con il gestore dell’identità, se serve con il codice di un invito; il browser va poi a `location`',
    en: 'Begin a sign-in with the identity provider, with the code of an invitation if need be; the browser then goes to `location`',
  },
  who: 'anyone',
  status: 201,
  body: z.strictObject({
    code: invitationCode.optional(),
    alliance: z.string().max(60).optional().meta({ description: 'Short name, for whoever is in several' }),
    returnTo: z.string().max(500).optional().meta({ description: 'Path of ours to come back to' }),
  }),
  reply: z.strictObject({ location: z.string() }).meta({ id: 'SignInStarted' }),
  refusals: ['foreignPage', 'tooManyRequests'],
  async open({ body, browser }, services) {
    refuseForeignPage(browser.origins, services.publicUrl);
    const location = await beginSignIn(services, browser, {
      returnTo: returnPath(body.returnTo),
      alliance: body.alliance ?? null,
      invitationHash: body.code === undefined ? null : hashSecret(body.code),
    });
    return { location: location.href };
  },
});

const enterWithInvitation = route({
  kind: 'open',
  operation: 'enterWithInvitation',
  method: 'post',
  path: '/auth/invitation',
  tag: 'session',
  summary: {
    it: 'Entra dal browser con il codice di un invito, senza gestore dell’identità; i gettoni dati prima cessano',
    en: 'Enter from a browser with the code of an invitation, without an identity provider; earlier tokens stop working',
  },
  who: 'anyone',
  status: 201,
  body: z.strictObject({ code: invitationCode }),
  reply: entered,
  refusals: ['foreignPage', 'tooManyRequests', 'stepNotPossible'],
  async open({ body, browser }, services) {
    refuseForeignPage(browser.origins, services.publicUrl);
    const opened = await withInvitation(
      services,
      hashSecret(body.code),
      (tx, { id: accountId, label, roles }) => {
        refuseStaffBesideProvider(services, roles);
        return begin(tx, services, { accountId, label, roles });
      },
    );
    await keepSession(services, browser, opened.secret);
    return opened.told;
  },
});

const enterAsPersona = route({
  kind: 'open',
  operation: 'enterAsPersona',
  method: 'post',
  path: '/auth/persona',
  tag: 'demo',
  summary: {
    it: 'Entra dal browser come una delle persone della dimostrazione',
    en: 'Enter from a browser as one of the demo’s personas',
  },
  who: 'anyone',
  status: 201,
  body: z.strictObject({ accountId: id }),
  reply: entered,
  refusals: ['foreignPage', 'tooManyRequests'],
  async open({ body, browser }, services) {
    refuseForeignPage(browser.origins, services.publicUrl);
    const persona = await personaOrThrow(services.database, body.accountId);
    const { allianceId, accountId } = persona;
    const opened = await services.database.inAlliance(allianceId, { kind: 'account', id: accountId }, (tx) =>
      begin(tx, services, persona),
    );
    await keepSession(services, browser, opened.secret);
    return opened.told;
  },
});

async function begin(tx: Tx, services: ApiServices, { accountId, label, roles }: Entrant) {
  const { secret, expiresAt, idleAt } = await openSession(tx, services, { accountId, label, roles });
  const told = {
    accountId,
    roles: [...roles],
    expiresAt: expiresAt.toISOString(),
    idleAt: idleAt.toISOString(),
  };
  return { secret, told };
}

export const browserEntryRoutes = [startSignIn, enterWithInvitation, enterAsPersona];
