import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMonths } from '../domain/plain-date.ts';
import { toPlainDate } from '../domain/time.ts';
import { initAlliance, type NewAdministrator } from '../cli/init/init-alliance.ts';
import { caseTenApplication, caseTenDossier } from '../prisma/seed/case-ten.ts';
import { callerWith, type Caller } from './support/caller.ts';
import { eventually } from './support/eventually.ts';
import { csvFile, initInput, madeOrThrow } from './support/init.ts';
import { startMailServer, type MailServer } from './support/mail-server.ts';
import { openStack, type Stack } from './support/stack.ts';

/**
 * The first day of a real alliance: `init`, then nothing but HTTP and the mail that arrives. No persona, no row
 * written beside the service.
 */
const organisationsCsv = [
  'nome;partita IVA;comune;e-mail;ruoli;aderente dal',
  'Filatura Prova;01234560165;Lovere;filatura@example.org;datore di lavoro;01/02/2020',
  'Nido Prova;;Lovere;nido@example.org;fornitore;01/02/2020',
].join('\n');
const peopleCsv = [
  'nome;cognome;data di nascita;comune;nucleo;e-mail',
  `Lucia;Proverbi;1990-03-01;Lovere;L;lucia@example.org`,
  `Ivo;Proverbi;${addMonths(toPlainDate(new Date()), -75)};Lovere;L;`,
  `Ada;Proverbi;${addMonths(toPlainDate(new Date()), -26)};Lovere;L;`,
].join('\n');

type Office = 'caseworker' | 'commissionMember' | 'fundOfficer' | 'provider';

let stack: Stack;
let post: MailServer;
let administrators: readonly NewAdministrator[];
let sara: Caller;
const staff = {} as Record<Office, Caller>;
let at: string;

beforeAll(async () => {
  post = await startMailServer();
  stack = await openStack({
    demo: false,
    env: { SMTP_URL: post.url, MAIL_FROM: 'Alleanza <reciproca@alleanza.example>' },
  });
  const files = { organisations: csvFile(organisationsCsv), people: csvFile(peopleCsv) };
  ({ administrators } = madeOrThrow(await initAlliance(stack.services, initInput(files))));
  sara = callerWith(stack.url, administrators[0]!.token);
});
afterAll(async () => {
  await stack.close();
  await post.close();
});

/** Opens the account, waits for the mail, enters with its code, and goes on with a token of the holder's own. */
async function invite(role: Office, organisationId?: string): Promise<Caller> {
  const email = `${role.toLowerCase()}@example.org`;
  const account = { label: role, email, roles: [role], ...(organisationId ? { organisationId } : {}) };
  const { id } = await sara.does('/v1/accounts', account);
  const mail = await eventually(async () => post.received.find(({ to }) => to === email));
  const code = /inv_[\w-]+/.exec(mail.mail.text ?? '')![0];
  const { token, accountId } = await callerWith(stack.url, '').does('/v1/session/invitation', { code });
  expect(accountId).toBe(id);
  const session = callerWith(stack.url, token);
  const { secret } = await session.does('/v1/tokens', { label: 'mio', roles: [role], validDays: 90 });
  return callerWith(stack.url, secret);
}

async function organisationOf(role: 'provider' | 'employer'): Promise<string> {
  const { body } = await sara.get(`/v1/organisations?role=${role}`);
  return body.items[0].id;
}

/** Who lives with Lucia, found at the desk by her name. */
async function household() {
  const { caseworker } = staff;
  const search = { by: 'name', reason: 'desk', name: 'Lucia Proverbi' };
  const { items } = await caseworker.does('/v1/person-searches', search);
  const { body: lucia } = await caseworker.get(`/v1/people/${items[0].id}?reason=assessment`);
  const { body: home } = await caseworker.get(`/v1/households/${lucia.householdId}`);
  const people = await Promise.all(
    home.members.map(
      async ({ personId }: { personId: string }) =>
        (await caseworker.get(`/v1/people/${personId}?reason=assessment`)).body,
    ),
  );
  const byAge = people.toSorted((one, other) => (one.birthDate < other.birthDate ? -1 : 1));
  const [parent, older, younger] = byAge.map(({ id }) => id as string);
  return { householdId: lucia.householdId as string, parent: parent!, older: older!, younger: younger! };
}

describe('a real alliance on its first day', () => {
  it('has no persona to be, and invites its staff, who alone hold what they sign in with', async () => {
    expect((await fetch(`${stack.url}/v1/session/personas`)).status).toBe(404);
    for (const role of ['caseworker', 'commissionMember', 'fundOfficer'] as const)
      staff[role] = await invite(role);
    staff.provider = await invite('provider', await organisationOf('provider'));
    for (const [role, caller] of Object.entries(staff))
      expect((await caller.get('/v1/me')).body).toMatchObject({ roles: [role], tokenKind: 'api' });
    expect((await sara.get('/v1/people/00000000-0000-7000-8000-000000000000')).status).toBe(403);
  });

  it('scores its first application, and is told why the Fund cannot pay yet', async () => {
    const people = await household();
    const childcare = await organisationOf('provider');
    const { householdId } = people;
    const application = { ...caseTenApplication({ ...people, childcare }), householdId };
    const { assessmentId } = await staff.caseworker.does('/v1/assessments', application);
    at = `/v1/assessments/${assessmentId}`;
    await staff.caseworker.does(`${at}/dossier`, caseTenDossier({ ...people, childcare }));
    await staff.caseworker.does(`${at}/completeness`);
    expect((await staff.caseworker.get(at)).body).toMatchObject({ scoreHundredths: 6_100, band: 'high' });
    await staff.caseworker.does(`${at}/recommendation`, { outcome: 'grant', reason: 'Genitore solo.' });
    const reply = await staff.commissionMember.post(`${at}/decision`, { outcome: 'grant', reason: 'Sì.' });
    expect([reply.status, reply.body.type]).toEqual([409, 'urn:reciproca:problem:not-eligible']);
  });

  it('counts a job that ended three months ago, and advises anew on the undecided case', async () => {
    const { parent: personId } = await household();
    const body = { personId, organisationId: await organisationOf('employer'), startedOn: '2021-05-03' };
    const recorded = await staff.caseworker.does('/v1/employments', body);
    expect(recorded.readvisedAssessments).toBe(1);
    const endedOn = addMonths(toPlainDate(new Date()), -3);
    const ended = await staff.caseworker.does(`/v1/employments/${recorded.id}/end`, { endedOn });
    expect(ended.readvisedAssessments).toBe(1);
    const { body: advice } = await staff.caseworker.get(`${at}/decisions`);
    const current = advice.items.filter(
      ({ kind, supersededAt }: { kind: string; supersededAt: string | null }) =>
        kind === 'fundAccess' && supersededAt === null,
    );
    expect(current).toHaveLength(1);
    const jobs = await staff.caseworker.get(`/v1/people/${personId}/employments?reason=assessment`);
    expect(jobs.body.items).toMatchObject([{ startedOn: '2021-05-03', endedOn }]);
  });

  it('grants, and the Fund holds the money for an order that its provider delivers', async () => {
    const pledge = {
      organisationId: await organisationOf('employer'),
      source: 'employer',
      amountCents: 200_000,
    };
    const { id } = await staff.fundOfficer.does('/v1/fund/contributions', pledge);
    await staff.fundOfficer.does(`/v1/fund/contributions/${id}/collection`, { bankRef: 'PRIMO-GIORNO' });
    await staff.commissionMember.does(`${at}/decision`, { outcome: 'grant', reason: 'Si condivide.' });
    const { awardId } = (await staff.caseworker.get(at)).body;
    const award = `/v1/awards/${awardId}`;
    await eventually(async () => (await staff.fundOfficer.get(award)).body.state === 'held');
    expect((await staff.fundOfficer.get(award)).body).toMatchObject({ amountCents: 95_000 });
    await staff.fundOfficer.does(`${award}/approval`);
    const { items: orders } = (await staff.provider.get('/v1/orders')).body;
    const unit = { orderId: orders[0].id, units: 1, deliveredOn: toPlainDate(new Date()) };
    await staff.provider.does(`${award}/deliveries`, unit);
  });

  it('leaves its administrators unable to be anybody else', async () => {
    const { body } = await sara.get('/v1/accounts?role=caseworker');
    const caseworkerId = body.items[0].id as string;
    const forAnother = { accountId: caseworkerId, label: 'x', roles: ['caseworker'], validDays: 1 };
    expect((await sara.post('/v1/tokens', forAnother)).status).toBe(422);
    expect((await sara.post('/v1/tokens', { label: 'x', roles: ['caseworker'], validDays: 1 })).status).toBe(
      422,
    );
    expect((await sara.get('/v1/dev/mailbox')).status).toBe(404);
    expect((await sara.get(at)).status).toBe(403);
  });
});
