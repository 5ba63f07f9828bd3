import { z } from 'zod';
import type { Play } from './actions.ts';
import type { disputeActions } from './dispute-words.ts';
import type { Answer } from './http.ts';
import { succeeded } from './organisations.ts';
import { camelCase } from './sentence.ts';
import type { Step } from './steps.ts';
import { isYes } from './values.ts';

type Doing = {
  readonly [Name in keyof typeof disputeActions]: (
    play: Play,
    step: Step,
    details: NonNullable<Step[Name]>,
  ) => Promise<Answer>;
};

const redemptions = z.object({ items: z.array(z.object({ id: z.uuid() })) });
const opened = z.object({ disputeId: z.uuid() });
const text = 'Come nel racconto.';

/** What the parties and the office say to the service about a dispute. */
export const disputeDoing: Doing = {
  'disputes a redemption': async (
    { stage, vouchers },
    { who = '' },
    { dispute, voucher, reason, amount },
  ) => {
    const path = `/v1/vouchers/${vouchers.held(voucher).id}`;
    const { items } = await stage.caller(who).read(`${path}/redemptions`, redemptions);
    const answer = await stage.caller(who).write(`${path}/disputes`, {
      redemptionId: items.at(-1)?.id,
      reason: camelCase(reason),
      text,
      ...(amount === undefined ? {} : { amountCents: amount }),
    });
    if (succeeded(answer)) vouchers.disputes.set(dispute, opened.parse(answer.body).disputeId);
    return answer;
  },
  'answers the voucher dispute': ({ stage, vouchers }, { who = '' }, { dispute, agrees }) =>
    stage.caller(who).write(`${vouchers.disputePath(dispute)}/answer`, { agrees: isYes(agrees), text }),
  'withdraws the voucher dispute': ({ stage, vouchers }, { who = '' }, name) =>
    stage.caller(who).write(`${vouchers.disputePath(name)}/withdrawal`),
  'decides the voucher dispute': ({ stage, vouchers }, { who = '' }, { dispute, for: party, amount }) =>
    stage.caller(who).write(`${vouchers.disputePath(dispute)}/decision`, {
      outcome: party === 'holder' ? 'forHolder' : 'forProvider',
      reasons: text,
      ...(amount === undefined ? {} : { amountCents: amount }),
    }),
};
