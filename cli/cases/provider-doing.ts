import { z } from 'zod';
import { correctableFields } from '../../domain/provider-onboarding-input.ts';
import type { Play } from './actions.ts';
import { agreementDoing } from './agreement-doing.ts';
import { charterDoing } from './charter-doing.ts';
import { fillIn, handIn } from './fill-in.ts';
import type { Answer } from './http.ts';
import { succeeded } from './organisations.ts';
import type { FillingIn, providerActions } from './provider-words.ts';
import { camelCase } from './sentence.ts';
import { staff, type StaffName, type Step } from './steps.ts';
import { standingView } from './views.ts';

type Doing = {
  readonly [Name in keyof typeof providerActions]: (
    play: Play,
    step: Step,
    details: NonNullable<Step[Name]>,
  ) => Promise<Answer>;
};

const invited = z.object({ applicationId: z.uuid() });
const words = 'Così racconta il caso.';

/** What each step of candidates and providers, and of the office about them, says to the service. */
export const providerDoing: Doing = {
  'applies to join': async (play, { who = '' }) => {
    const { stage, organisations, language } = play;
    const email = organisations.emailOf(who, 'candidate');
    const body = { alliance: stage.slug, organisationName: who, email, locale: language };
    const answer = await stage.anybody().write('/v1/provider-applications', body);
    if (succeeded(answer)) await organisations.findApplication(who);
    return answer;
  },
  'invites to join': async (play, { who = '' }, name) => {
    const { stage, organisations, language } = play;
    const email = organisations.emailOf(name, 'candidate');
    const body = { organisationName: name, email, locale: language };
    const answer = await stage.caller(who).write('/v1/provider-invitations', body);
    if (succeeded(answer)) organisations.noteApplication(name, invited.parse(answer.body).applicationId);
    return answer;
  },
  'fills in the application': (play, step, said) => fillIn(play, step, step.who ?? '', said),
  'is admitted': goAllTheWay,
  'confirms who it is': async (play, step, { organisation, 'known as': known }) =>
    onApplication(play, step, organisation, 'identity', {
      knownOrganisationId: known ? await play.organisations.organisationIdOrThrow(known) : null,
    }),
  'asks for corrections': (play, step, { organisation, of = [], documents = [] }) =>
    onApplication(play, step, organisation, 'corrections', {
      corrections: [
        ...of.map((one) => ({ step: one, fields: correctableFields[one], note: words })),
        ...(documents.length > 0
          ? [{ step: 'documents', fields: documents.map(camelCase), note: words }]
          : []),
      ],
    }),
  'grants a waiver': (play, step, { organisation, category, from, until }) =>
    onApplication(play, step, organisation, 'waivers', {
      category: camelCase(category),
      from,
      until,
      reason: words,
    }),
  reviews: async (play, step, { organisation, outcome, reason = 'not compliant' }) => {
    const { documents = [] } = (await play.organisations.application(organisation)) ?? {};
    const checkedDocumentIds = documents.map(({ documentId }) => documentId);
    const answer =
      outcome === 'accept' ? { outcome, checkedDocumentIds } : { outcome, reason: camelCase(reason), words };
    return onApplication(play, step, organisation, 'review', answer);
  },
  'withdraws from joining': async ({ organisations }, { who = '' }) =>
    (await organisations.candidate(who)).write(`${organisations.applicationPath(who)}/withdrawal`),
  'renews documents': async (play, step, papers) => {
    const path = await play.organisations.providerPath(step.who ?? '');
    const answer = await handIn(
      play.stage.caller(step.who ?? ''),
      `${path}/files`,
      `${path}/documents`,
      step,
      papers,
    );
    return answer ?? { status: 200, body: undefined };
  },
  'checks a document': async (play, step, { organisation, document, outcome }) => {
    const path = await play.organisations.providerPath(organisation);
    const caller = play.stage.caller(step.who ?? '');
    const { documents } = await caller.read(`${path}/standing`, standingView);
    const providerDocumentId = documents.find(({ category }) => category === camelCase(document))?.id;
    const judged = { outcome, providerDocumentId };
    return caller.write(`${path}/documents/check`, outcome === 'accept' ? judged : { ...judged, words });
  },
  'was invited to regularise': async (play, step, receivedOn) =>
    onProvider(play, step, step.who ?? '', 'regularisations', { receivedOn }),
  'proposes the revocation': (play, step, { organisation, reason }) =>
    onProvider(play, step, organisation, 'revocations', { reason: camelCase(reason), words }),
  'decides on the revocation': (play, step, { organisation, outcome }) =>
    onProvider(
      play,
      step,
      organisation,
      'revocations/decision',
      outcome === 'revoke' ? { outcome } : { outcome, words },
    ),
  'withdraws the revocation': (play, step, name) =>
    onProvider(play, step, name, 'revocations/withdrawal', { words }),
};

/** The whole road with nobody in the way: who invites, who signs, who countersigns and who looks into it. */
async function goAllTheWay(play: Play, step: Step, said: FillingIn): Promise<Answer> {
  const name = step.who ?? '';
  const by = (who: StaffName) => ({ ...step, who: play.language === 'it' ? staff[who] : who });
  const road: (() => Promise<Answer>)[] = [
    () => providerDoing['invites to join'](play, by('the caseworker'), name),
    () => fillIn(play, step, name, said, true),
    () => providerDoing['confirms who it is'](play, by('the caseworker'), { organisation: name }),
    () => charterDoing['records who represents'](play, by('the administrator'), name),
    () => charterDoing['signs the charter'](play, step, 'yes'),
    () => charterDoing.countersigns(play, by('another caseworker'), name),
    () => providerDoing.reviews(play, by('another caseworker'), { organisation: name, outcome: 'accept' }),
    () => agreementDoing['records the agreement'](play, by('the caseworker'), name),
  ];
  let last: Answer = { status: 200, body: undefined };
  for (const next of road) {
    last = await next();
    if (!succeeded(last)) return last;
    await play.settle();
  }
  return last;
}

function onApplication(play: Play, step: Step, name: string, path: string, body: object): Promise<Answer> {
  const at = `${play.organisations.applicationPath(name)}/${path}`;
  return play.stage.caller(step.who ?? '').write(at, body);
}

async function onProvider(play: Play, step: Step, name: string, path: string, body: object): Promise<Answer> {
  const at = `${await play.organisations.providerPath(name)}/${path}`;
  return play.stage.caller(step.who ?? '').write(at, body);
}
