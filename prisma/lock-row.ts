import type { Tx } from './database.ts';
import {
  Prisma,
  type Absence,
  type Admission,
  type Assessment,
  type Award,
  type Booking,
  type CharterSigning,
  type CharterVersion,
  type Contribution,
  type EmployerInvoice,
  type Employment,
  type Mail,
  type Person,
  type PrivateOrder,
  type ProviderApplication,
  type ProviderComplaint,
  type RedemptionCorrection,
  type ServiceProposal,
  type SettlementBatch,
  type Task,
  type WelfarePlan,
  type TillUser,
  type Voucher,
  type VoucherDispute,
  type Redemption,
  type Wallet,
} from './generated/client.ts';

interface Rows {
  readonly absence: Absence;
  readonly admission: Admission;
  readonly assessment: Assessment;
  readonly award: Award;
  readonly booking: Booking;
  readonly charter_signing: CharterSigning;
  readonly charter_version: CharterVersion;
  readonly contribution: Contribution;
  readonly employer_invoice: EmployerInvoice;
  readonly employment: Employment;
  readonly mail: Mail;
  readonly person: Person;
  readonly private_order: PrivateOrder;
  readonly provider_application: ProviderApplication;
  readonly provider_complaint: ProviderComplaint;
  readonly redemption_correction: RedemptionCorrection;
  readonly service_proposal: ServiceProposal;
  readonly settlement_batch: SettlementBatch;
  readonly task: Task;
  readonly welfare_plan: WelfarePlan;
  readonly till_user: TillUser;
  readonly voucher: Voucher;
  readonly voucher_dispute: VoucherDispute;
  readonly redemption: Redemption;
  readonly wallet: Wallet;
}

/** `NO KEY UPDATE` lets rows that refer to this one be written meanwhile, `UPDATE` has them wait too. */
type Strength = 'UPDATE' | 'NO KEY UPDATE';

/** An empty list may lie in the table as null, where Prisma tells []. */
const lists: ReadonlySet<string> = new Set<keyof Task | keyof Voucher>(['excludedIds', 'remindedDays']);

/**
 * Locks a row to the end of the transaction and reads it, as whoever held it before left it; one statement, as it is
 * the first of every step. Columns are told by the names that Prisma gives them.
 */
export async function lockRow<Table extends keyof Rows>(
  tx: Tx,
  table: Table,
  id: string,
  strength: Strength = 'UPDATE',
): Promise<Rows[Table] | undefined> {
  const [row] = await tx.db.$queryRaw<Record<string, unknown>[]>`
    SELECT * FROM ${Prisma.raw(table)} WHERE id = ${id}::uuid FOR ${Prisma.raw(strength)}`;
  return row && (Object.fromEntries(Object.entries(row).map(asPrisma)) as Rows[Table]);
}

/** Locks a row whose columns another statement reads afterwards, or nobody. */
export async function holdRow(
  tx: Tx,
  table:
    | 'account'
    | 'alliance'
    | 'household'
    | 'organisation'
    | 'person'
    | 'rule_version'
    | 'task'
    | 'welfare_plan',
  id: string,
  strength: Strength = 'NO KEY UPDATE',
): Promise<void> {
  await tx.db.$queryRaw`
    SELECT id FROM ${Prisma.raw(table)} WHERE id = ${id}::uuid FOR ${Prisma.raw(strength)}`;
}

function asPrisma([column, value]: [string, unknown]): [string, unknown] {
  const name = column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [name, lists.has(name) ? (value ?? []) : value];
}
