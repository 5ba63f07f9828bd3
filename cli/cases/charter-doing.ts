import { z } from 'zod';
import { addDays } from '../../domain/plain-date.ts';
import type { Play } from './actions.ts';
import type { charterActions } from './charter-words.ts';
import type { Answer, Caller } from './http.ts';
import { madeUpFile } from './made-up-file.ts';
import { dayOf, succeeded } from './organisations.ts';
import { codeOrThrow } from './signing-code.ts';
import type { Step } from './steps.ts';
import { charterVersionsView, charterVersionView, signingView } from './views.ts';

type Doing = {
  readonly [Name in keyof typeof charterActions]: (
    play: Play,
    step: Step,
    details: NonNullable<Step[Name]>,
  ) => Promise<Answer>;
};

const created = z.object({ id: z.uuid() });
const taxCode = 'RSSMRA80A01H501U';

/** What each step about the ethical charter says to the service. */
export const charterDoing: Doing = {
  'publishes a new charter': publish,
  'records who represents': recordRepresentative,
  'invites to sign': async (play, step, name) => {
    const organisationId = await play.organisations.organisationIdOrThrow(name);
    return play.stage.caller(step.who ?? '').write('/v1/charter-signings', { organisationId });
  },
  'asks for a signing code': askForCode,
  'signs the charter': sign,
  'uploads a signed copy': async (play, { who = '' }, word) => {
    const representative = await play.organisations.representative(who);
    const path = await play.organisations.signingPath(who);
    const prepared = await representative.write(`${path}/paper`, await consentOf(representative, path, play));
    if (!succeeded(prepared)) return prepared;
    return representative.upload(`${path}/signed-copy`, {}, await madeUpFile(word));
  },
  'declines the charter': async (play, { who = '' }, reason) => {
    const path = await play.organisations.signingPath(who);
    return (await play.organisations.representative(who)).write(`${path}/refusal`, { reason });
  },
  'extends the deadline': async (play, { who = '' }, { organisation, to }) =>
    play.stage
      .caller(who)
      .write(`${await play.organisations.signingPath(organisation)}/deadline`, { dueOn: to }),
  countersigns: async (play, { who = '' }, name) =>
    play.stage.caller(who).write(`${await play.organisations.signingPath(name)}/countersignature`),
};

/** The version in force with other days of grace and a title of its own, by the administrator who does not publish it. */
async function publish(
  play: Play,
  step: Step,
  details: NonNullable<Step['publishes a new charter']>,
): Promise<Answer> {
  const publisher = play.stage.caller(step.who ?? '');
  const isFirst = publisher === play.stage.staff('the administrator');
  const author = play.stage.staff(isFirst ? 'another administrator' : 'the administrator');
  const { items } = await author.read('/v1/charter-versions?limit=200', charterVersionsView);
  const inForce = items.find(({ state }) => state === 'published')!;
  const { content } = await author.read(`/v1/charter-versions/${inForce.id}`, charterVersionView);
  const graceDays = details['grace days'] ?? content.parameters['graceDays']!;
  const codeSufficesFor = details['code suffices for'] ?? content.signing.codeSufficesFor;
  const sent = await author.write('/v1/charter-versions', {
    ...content,
    title: { it: `${content.title.it}, riveduta`, en: `${content.title.en}, revised` },
    parameters: { ...content.parameters, graceDays },
    signing: { ...content.signing, codeSufficesFor },
  });
  if (!succeeded(sent)) return sent;
  const { id } = created.parse(sent.body);
  const effectiveOn = details['in force from'] ?? dayOf(step);
  const invitationsAMinute = details['invitations a minute'];
  return publisher.write(`/v1/charter-versions/${id}/publication`, {
    effectiveOn,
    ...(invitationsAMinute ? { invitationsAMinute } : {}),
  });
}

/** Of a candidate as it said itself; of any other organisation somebody new, with an account of their own. */
async function recordRepresentative(play: Play, step: Step, name: string): Promise<Answer> {
  const { organisations, stage } = play;
  const administrator = stage.caller(step.who ?? '');
  const application = await organisations.application(name);
  if (application && application.state !== 'admitted')
    return administrator.write(`${organisations.applicationPath(name)}/representative`);
  const organisationId = await organisations.organisationIdOrThrow(name);
  const account = await administrator.write('/v1/accounts', {
    label: organisations.representativeName(name),
    email: organisations.emailOf(name, 'representative'),
    roles: ['representative'],
    organisationId,
  });
  if (!succeeded(account)) return account;
  const representative = {
    accountId: created.parse(account.body).id,
    name: organisations.representativeName(name),
    taxCode,
  };
  return administrator.write(`/v1/organisations/${organisationId}/representative`, representative, 'PUT');
}

async function sign(play: Play, step: Step): Promise<Answer> {
  const { organisations, settle } = play;
  const { who = '' } = step;
  if (!organisations.askedCodes.has(who)) {
    const answer = await askForCode(play, step);
    if (!succeeded(answer)) return answer;
    await settle();
  }
  const caller = organisations.askedCodes.get(who)!;
  organisations.askedCodes.delete(who);
  const path = await organisations.signingPath(who);
  return caller.write(`${path}/signature`, {
    ...(await consentOf(caller, path, play)),
    typedName: organisations.representativeName(who),
    code: await codeOrThrow(caller),
  });
}

/** The code is good in the session that asked for it, which is kept for the signature. */
async function askForCode({ organisations }: Play, { who = '' }: Step): Promise<Answer> {
  const caller = await organisations.representative(who);
  const answer = await caller.write(`${await organisations.signingPath(who)}/codes`);
  if (succeeded(answer)) organisations.askedCodes.set(who, caller);
  return answer;
}

/** Every obligation accepted, everything that is asked declared, as it should be. */
async function consentOf(caller: Caller, path: string, { today }: Play) {
  const { textHash, obligations } = await caller.read(path, signingView);
  const wanted = new Set(obligations.flatMap(({ declarations }) => declarations));
  const day = await today();
  const all = {
    collectiveAgreementCode: 'T151',
    headcount: 40,
    law68Base: 24,
    disabledWorkersEmployed: 1,
    riskAssessmentOn: addDays(day, -100),
    durcIssuedOn: addDays(day, -10),
  };
  const declarations = Object.fromEntries(Object.entries(all).filter(([field]) => wanted.has(field)));
  return { textHash, obligations: obligations.map(({ key }) => key), declarations };
}
