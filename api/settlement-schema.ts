import { z } from 'zod';
import { leftOutReasons } from '../activities/settlement/dry-run.ts';
import { fromDateColumn } from '../domain/plain-date.ts';
import type { BankLine } from '../prisma/generated/client.ts';
import {
  BankLineOutcome,
  SettlementBatchState,
  SettlementItemState,
  SettlementPayee,
} from '../prisma/generated/enums.ts';
import { instantIn } from './dates.ts';
import { id, instant, line, plainDate } from './schema.ts';

const cents = z.int();

/** Where somebody sits who issues or receives invoices, as the exchange system wants it. */
export const invoiceSeat = {
  address: line(60),
  postalCode: z.string().regex(/^[0-9]{5}$/),
  comune: line(60),
  province: z.string().regex(/^[A-Z]{2}$/),
};

export const batchParams = z.strictObject({ batchId: id });
export const itemParams = z.strictObject({ itemId: id });

export const settlementBatch = z
  .strictObject({
    id,
    code: z.string(),
    state: z.enum(SettlementBatchState),
    outcome: z
      .enum(['paid', 'partlyPaid', 'rejected', 'returned'])
      .nullable()
      .meta({ description: 'Of one that is closed: whether it paid everybody, some, or nobody' }),
    cutOffAt: instant,
    executionOn: plainDate,
    totalCents: cents,
    approvalsWanted: z.int(),
    drawnBy: id,
    drawnAt: instant,
    approvedBy: id.nullable(),
    secondApprovedBy: id.nullable(),
    exportedAt: instant.nullable(),
    closedAt: instant.nullable(),
  })
  .meta({ id: 'SettlementBatch' });

export const settlementItem = z
  .strictObject({
    id,
    batchId: id,
    providerId: id,
    payee: z.enum(SettlementPayee),
    grossCents: cents.meta({ description: 'What was earned' }),
    nettedCents: cents.meta({ description: 'What of it had been refunded after an earlier payment' }),
    amountCents: cents.meta({ description: 'What is paid' }),
    endToEndId: z.string(),
    ibanEnding: z
      .string()
      .nullable()
      .meta({ description: 'The last figures of the account paid to; of the provider only' }),
    iban: z.string().nullable().meta({ description: 'Whole, for whoever draws up and approves batches' }),
    onFile: z
      .strictObject({ iban: z.string().nullable(), since: instant.nullable() })
      .nullable()
      .meta({ description: 'What stands on the provider’s file now, and since when; for the same' }),
    account: z
      .enum(['first', 'same', 'changed'])
      .nullable()
      .meta({ description: 'Beside the last payment to this provider that left for the bank' }),
    bankReason: z
      .string()
      .nullable()
      .meta({ description: 'Why it did not arrive, in the bank’s code: AC04 is a closed account' }),
    state: z.enum(SettlementItemState),
    answeredAt: instant.nullable(),
    returnedAt: instant.nullable().meta({ description: 'Since when it is owed again though it was made' }),
    triedAgainAs: z
      .string()
      .nullable()
      .meta({ description: 'Of one that did not arrive: the payment that left next for the same money' }),
  })
  .meta({ id: 'SettlementItem' });

export const settlementLine = z
  .strictObject({
    id,
    redemptionId: id,
    redemptionNumber: z.string(),
    refund: z.boolean(),
    amountCents: cents.meta({ description: 'Below zero for a refund that is taken off' }),
    releasedAt: instant.nullable().meta({ description: 'Since when it is owed again' }),
  })
  .meta({ id: 'SettlementLine' });

export const settlementDryRun = z
  .strictObject({
    totalCents: cents,
    approvalsWanted: z.int(),
    items: z.array(
      settlementItem.pick({
        providerId: true,
        payee: true,
        grossCents: true,
        nettedCents: true,
        amountCents: true,
      }),
    ),
    leftOut: z.array(
      z.strictObject({
        providerId: id,
        reason: z.enum(leftOutReasons),
        owedCents: cents,
        givenBackCents: cents,
      }),
    ),
  })
  .meta({ id: 'SettlementDryRun' });

export const bankLine = z
  .strictObject({
    id,
    bankRef: z.string(),
    bookedOn: plainDate,
    amountCents: cents.meta({ description: 'As the bank shows it: below zero when money left' }),
    endToEndId: z.string().nullable(),
    returnRef: z
      .string()
      .nullable()
      .meta({ description: 'The line by which a payment that had left came back' }),
    reasonCode: z
      .string()
      .nullable()
      .meta({ description: 'Why, in the bank’s code: AC04 is a closed account' }),
    outcome: z.enum(BankLineOutcome),
    itemId: id.nullable(),
    enteredAt: instant,
    explanation: z.string().nullable(),
    explainedAt: instant.nullable(),
    reason: z.string().nullable().meta({ description: 'Why, where the explanation does not say it' }),
    returnedItemId: id.nullable().meta({ description: 'The payment that it brought back' }),
  })
  .meta({ id: 'BankLine' });

export function shownBankLine(row: BankLine, reason: string | null): z.input<typeof bankLine> {
  const { allianceId: _alliance, enteredBy: _by, explainedBy: _who, reasonSealed: _sealed, ...shown } = row;
  return {
    ...shown,
    reason,
    bookedOn: fromDateColumn(row.bookedOn),
    enteredAt: row.enteredAt.toISOString(),
    explainedAt: instantIn(row.explainedAt),
  };
}
