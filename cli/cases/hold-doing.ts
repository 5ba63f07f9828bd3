import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { codeBytes, codeFrom } from '../../domain/voucher-code.ts';
import type { Play } from './actions.ts';
import type { Answer } from './http.ts';
import { succeeded } from './organisations.ts';
import type { Step } from './steps.ts';
import type { holdActions } from './hold-words.ts';

type Doing = {
  readonly [Name in keyof typeof holdActions]: (
    play: Play,
    step: Step,
    details: NonNullable<Step[Name]>,
  ) => Promise<Answer>;
};

const made = z.object({ id: z.uuid() });

/** What tills say to the service, a request for each thing that somebody at a till does. */
export const holdDoing: Doing = {
  'holds a voucher': async ({ stage, vouchers }, { who = '' }, { voucher, amount }) => {
    const answer = await stage.caller(who).write('/v1/voucher-holds', {
      ...(await vouchers.till(who)),
      code: vouchers.held(voucher).code,
      ...(amount === undefined ? {} : { amountCents: amount }),
    });
    if (succeeded(answer)) vouchers.noteHold(who, voucher, made.parse(answer.body).id);
    return answer;
  },
  'takes what it holds': async ({ stage, vouchers }, { who = '' }, voucher) =>
    stage.caller(who).write(`${vouchers.holdPath(who, voucher)}/capture`, await vouchers.till(who)),
  'lets go of a voucher': async ({ stage, vouchers }, { who = '' }, voucher) =>
    stage.caller(who).write(`${vouchers.holdPath(who, voucher)}/release`, await vouchers.till(who)),
  'refunds part of a voucher': (play, step, { voucher, amount }) => refund(play, step, voucher, amount),
  'tries invented codes': async ({ stage, vouchers }, { who = '' }, count) => {
    const till = await vouchers.till(who);
    let last: Answer = { status: 200, body: undefined };
    for (let tried = 0; tried < count; tried += 1)
      last = await stage
        .caller(who)
        .write('/v1/voucher-holds', { ...till, code: codeFrom(randomBytes(codeBytes)) });
    return last;
  },
  'revokes whoever is at the till': async ({ stage, vouchers }, { who = '' }) => {
    const { tillUserId } = await vouchers.till(who);
    return stage.caller(who).write(`/v1/till-users/${tillUserId}/revocation`);
  },
};

/** Of the last time that this provider took the voucher; all that is left of it unless said. */
export async function refund(
  { stage, vouchers }: Play,
  { who = '' }: Step,
  name: string,
  amountCents?: number,
): Promise<Answer> {
  const id = await vouchers.lastRedemption(who, name);
  return stage.caller(who).write(`/v1/redemptions/${id}/refunds`, {
    ...(await vouchers.till(who)),
    ...(amountCents === undefined ? {} : { amountCents }),
  });
}
