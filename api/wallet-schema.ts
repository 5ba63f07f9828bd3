import { z } from 'zod';
import type { WalletStop } from '../domain/wallet.ts';
import { CarryOver } from '../prisma/generated/enums.ts';
import { amountCents, id, instant, plainDate } from './schema.ts';

const stops = ['closed', 'planClosed', 'notYet', 'planOver', 'left'] as const satisfies readonly WalletStop[];

export const walletView = z
  .strictObject({
    id,
    personId: id,
    planId: id,
    planName: z.string(),
    organisationId: id,
    balanceCents: z.int(),
    stop: z.enum(stops).nullable().meta({
      description: 'Why it orders nothing today; null: it orders. What was issued stays good in every case',
    }),
    ordersUntil: plainDate
      .nullable()
      .meta({ description: 'The last day on which it orders or did, as far as that is known today' }),
    validUntil: plainDate.meta({ description: 'The last day of the plan' }),
    carryOver: z.enum(CarryOver).meta({ description: 'Where goes what is left when the plan is over' }),
    carriedOver: z
      .array(
        z
          .strictObject({
            amountCents,
            wentTo: z.enum(['nextPlan', 'employer', 'fund']),
            nextWalletId: id.nullable(),
            carriedAt: instant,
          })
          .meta({ id: 'WalletCarryOver' }),
      )
      .meta({
        description: 'What went on from it, and where to: when its plan ended, or its holder had left',
      }),
  })
  .meta({ id: 'Wallet' });
