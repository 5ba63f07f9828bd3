import { z } from 'zod';
import type { Play } from './actions.ts';
import type { Answer } from './http.ts';
import { succeeded } from './organisations.ts';
import type { Step } from './steps.ts';
import type { tillActions } from './till-words.ts';

type Doing = {
  readonly [Name in keyof typeof tillActions]: (
    play: Play,
    step: Step,
    details: NonNullable<Step[Name]>,
  ) => Promise<Answer>;
};

const made = z.object({ id: z.uuid() });
const book = z.object({ numbers: z.array(z.string()) });
const reason = 'Errore alla cassa.';

/** What tills write on paper and put right, and who of the Fund decides. */
export const tillDoing: Doing = {
  'prints slips': async ({ stage, vouchers }, { who = '' }) => {
    const placeId = await vouchers.placeId(who);
    const answer = await stage.caller(who).write('/v1/paper-slips', { placeId, count: 5 });
    if (succeeded(answer)) vouchers.blankSlips.set(who, book.parse(answer.body).numbers);
    return answer;
  },
  'enters a slip': async (play, { who = '' }, slip) => {
    const { slipNumber, body } = await filled(play, who, slip);
    const answer = await play.stage.caller(who).write('/v1/paper-slip-entries', body);
    if (succeeded(answer)) usedUp(play, who, slipNumber);
    return answer;
  },
  'asks for a late slip': async (play, { who = '' }, slip) => {
    const { slipNumber, body } = await filled(play, who, slip);
    const answer = await play.stage.caller(who).write('/v1/late-slips', { ...body, reason });
    if (succeeded(answer)) {
      usedUp(play, who, slipNumber);
      play.vouchers.corrections.set(slip.voucher, made.parse(answer.body).id);
    }
    return answer;
  },
  'asks for a correction': async ({ stage, vouchers }, { who = '' }, asked) => {
    const id = await vouchers.lastRedemption(who, asked.voucher);
    const rightCents = asked['right amount'];
    const answer = await stage.caller(who).write(`/v1/redemptions/${id}/corrections`, {
      reason,
      ...(rightCents === undefined ? {} : { rightCents }),
    });
    if (succeeded(answer)) vouchers.corrections.set(asked.voucher, made.parse(answer.body).id);
    return answer;
  },
  'approves a correction': ({ stage, vouchers }, { who = '' }, voucher) =>
    stage.caller(who).write(`/v1/redemption-corrections/${vouchers.correctionId(voucher)}/approval`),
  'refuses a correction': ({ stage, vouchers }, { who = '' }, voucher) =>
    stage
      .caller(who)
      .write(`/v1/redemption-corrections/${vouchers.correctionId(voucher)}/refusal`, { reason }),
};

type Slip = NonNullable<Step['enters a slip']>;

async function filled({ vouchers }: Play, who: string, slip: Slip) {
  const slipNumber = vouchers.blankSlips.get(who)?.[0];
  if (!slipNumber) throw new Error(`${who} has no blank slip left`);
  const body = {
    ...(await vouchers.till(who)),
    slipNumber,
    code: vouchers.held(slip.voucher).code,
    servedAt: slip['served at'].toISOString(),
    isSigned: true,
    ...(slip.amount === undefined ? {} : { amountCents: slip.amount }),
  };
  return { slipNumber, body };
}

function usedUp({ vouchers }: Play, who: string, slipNumber: string): void {
  const left = vouchers.blankSlips.get(who) ?? [];
  vouchers.blankSlips.set(
    who,
    left.filter((number) => number !== slipNumber),
  );
}
