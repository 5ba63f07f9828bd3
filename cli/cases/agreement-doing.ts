import { z } from 'zod';
import type { Play } from './actions.ts';
import type { agreementActions } from './agreement-words.ts';
import type { Answer } from './http.ts';
import { madeUpFile } from './made-up-file.ts';
import { dayOf, succeeded } from './organisations.ts';
import { codeOrThrow } from './signing-code.ts';
import type { Step } from './steps.ts';
import { applicationView } from './views.ts';

type Doing = {
  readonly [Name in keyof typeof agreementActions]: (
    play: Play,
    step: Step,
    details: NonNullable<Step[Name]>,
  ) => Promise<Answer>;
};

const uploaded = z.object({ id: z.uuid() });

/** What each step about an agreement says to the service. */
export const agreementDoing: Doing = {
  'signs the agreement': async ({ organisations, settle }, { who = '' }) => {
    const caller = await organisations.representative(who);
    const path = organisations.applicationPath(who);
    const asked = await caller.write(`${path}/agreement/codes`);
    if (!succeeded(asked)) return asked;
    await settle();
    const { agreement } = await caller.read(path, applicationView);
    return caller.write(`${path}/agreement/signature`, {
      textHash: agreement?.textHash,
      typedName: organisations.representativeName(who),
      code: await codeOrThrow(caller),
    });
  },
  'uploads a signed agreement': async ({ organisations }, { who = '' }, word) => {
    const representative = await organisations.representative(who);
    const path = `${organisations.applicationPath(who)}/agreement/signed-copy`;
    return representative.upload(path, {}, await madeUpFile(word));
  },
  'countersigns the agreement': async ({ organisations, stage }, { who = '' }, name) => {
    const path = `${organisations.applicationPath(name)}/agreement/countersignature`;
    const answer = await stage.caller(who).write(path);
    if (succeeded(answer)) await organisations.hold(name);
    return answer;
  },
  'records the agreement': async ({ organisations, stage }, step, name) => {
    const caller = stage.caller(step.who ?? '');
    const path = organisations.applicationPath(name);
    // Whoever records a copy did not upload it.
    const representative = await organisations.representative(name);
    const copy = await representative.upload(
      `${path}/files`,
      { kind: 'signedAgreement' },
      await madeUpFile(),
    );
    if (!succeeded(copy)) return copy;
    const body = { documentId: uploaded.parse(copy.body).id, signedOn: dayOf(step) };
    const answer = await caller.write(`${path}/agreement`, body);
    if (succeeded(answer)) await organisations.hold(name);
    return answer;
  },
};
