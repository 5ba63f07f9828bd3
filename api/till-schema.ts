import { z } from 'zod';
import { instant, id, amountCents } from './schema.ts';

/** Six digits, chosen by whoever stands at the till. */
export const pin = z
  .string()
  .regex(/^[0-9]{6}$/)
  .meta({ description: 'Six digits' });

/** Who stands at the till: every request of a till carries it, beside the account its device is signed in as. */
export const atTheTill = { tillUserId: id, pin };

export const receipt = z
  .strictObject({
    id,
    number: z.string().meta({ description: 'The number of the receipt' }),
    voucherNumber: z.string(),
    placeId: id,
    amountCents,
    providerCents: amountCents.meta({ description: 'What the provider is paid' }),
    fundCents: amountCents.meta({ description: 'What it gives to the Solidarity Fund' }),
    feeCents: amountCents,
    refundedCents: amountCents,
    capturedAt: instant,
  })
  .meta({ id: 'Redemption', description: 'What a till took with a voucher, split to the cent' });
