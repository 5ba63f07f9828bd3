import { z } from 'zod';
import type { Movement } from '../ledger/balances.ts';
import type { Contribution } from '../prisma/generated/client.ts';
import { instantIn } from './dates.ts';
import { id, instant, plainDate } from './schema.ts';

const cents = z.int();

export const fundView = z
  .strictObject({
    availableCents: cents.meta({ description: 'What new awards can still be given' }),
    committedCents: cents.meta({ description: 'Held for awards, or set aside and not yet delivered' }),
    reserveCents: cents,
    pledgedCents: cents.meta({ description: 'Promised and not yet confirmed by the bank' }),
    collectedCents: cents.meta({ description: 'Everything the bank ever confirmed' }),
  })
  .meta({ id: 'Fund' });

export const movement = z
  .strictObject({
    transferId: id,
    kind: z.string(),
    phase: z.enum(['single', 'pending', 'post', 'void']),
    resolvedBy: z.enum(['post', 'void']).nullable(),
    businessRef: z.string(),
    effectiveOn: plainDate,
    recordedAt: instant,
    amountCents: cents.meta({ description: 'Above zero when the account grew' }),
  })
  .meta({ id: 'Movement' });

export function shownMovement({ version: _cursor, ...entry }: Movement): z.input<typeof movement> {
  return { ...entry, recordedAt: entry.recordedAt.toISOString() };
}

export const contribution = z
  .strictObject({
    id,
    organisationId: id,
    source: z.enum(['employer', 'provider']),
    amountCents: cents,
    bankRef: z.string().nullable(),
    pledgedAt: instant,
    collectedAt: instant.nullable(),
  })
  .meta({ id: 'Contribution' });

export function shownContribution(row: Contribution): z.input<typeof contribution> {
  return {
    id: row.id,
    organisationId: row.organisationId,
    source: row.source as 'employer' | 'provider',
    amountCents: row.amountCents,
    bankRef: row.bankRef,
    pledgedAt: row.pledgedAt.toISOString(),
    collectedAt: instantIn(row.collectedAt),
  };
}
