import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';

type Series =
  | 'dossier'
  | 'protocol'
  | 'providerApplication'
  | 'providerComplaint'
  | 'voucher'
  | 'voucherOrder'
  | 'voucherDispute';

/**
 * The next number under which a paper enters or leaves the office: "2026/0000123". At least seven digits, running
 * on without a gap that was not rolled back, and from one again each calendar year (DPR 445/2000 art. 57).
 */
export async function nextProtocolNumber(tx: Tx): Promise<string> {
  const { year, number } = await nextNumber(tx, 'protocol');
  return `${year}/${String(number).padStart(7, '0')}`;
}

/** The code by which a dossier is known to whoever must not know the names: "FS-2026-000123". */
export async function nextDossierCode(tx: Tx): Promise<string> {
  return codeOf('FS', await nextNumber(tx, 'dossier'));
}

/** The code by which a provider's application is spoken of: "RA-2026-000123". */
export async function nextApplicationCode(tx: Tx): Promise<string> {
  return codeOf('RA', await nextNumber(tx, 'providerApplication'));
}

/** The code by which a provider's complaint is spoken of: "RP-2026-000123". */
export async function nextComplaintCode(tx: Tx): Promise<string> {
  return codeOf('RP', await nextNumber(tx, 'providerComplaint'));
}

/** The next so many numbers by which vouchers are spoken of: "B-2026-000123"; they say nothing that opens one. */
export async function nextVoucherNumbers(tx: Tx, count: number): Promise<string[]> {
  return codesOf('B', count, await nextNumber(tx, 'voucher', count));
}

/** The code of an order for vouchers: "OB-2026-000123". */
export async function nextVoucherOrderCode(tx: Tx): Promise<string> {
  return codeOf('OB', await nextNumber(tx, 'voucherOrder'));
}

/**
 * The codes of orders that the Fund pays: "OR-2026-000124", of one series with those of vouchers. A provider quotes
 * them, and they say nothing about the person.
 */
export async function nextFundOrderCodes(tx: Tx, count: number): Promise<string[]> {
  return codesOf('OR', count, await nextNumber(tx, 'voucherOrder', count));
}

/** The code by which a dispute about a voucher is spoken of: "CB-2026-000123". */
export async function nextDisputeCode(tx: Tx): Promise<string> {
  return codeOf('CB', await nextNumber(tx, 'voucherDispute'));
}

/** The codes of the last `count` numbers that were given. */
function codesOf(prefix: string, count: number, { year, number: last }: Numbered): string[] {
  return Array.from({ length: count }, (_, nth) => codeOf(prefix, { year, number: last - count + 1 + nth }));
}

function codeOf(prefix: string, { year, number }: Numbered): string {
  return `${prefix}-${year}-${String(number).padStart(6, '0')}`;
}

interface Numbered {
  readonly year: number;
  readonly number: number;
}

/** The last of `count` numbers. The row of the series and year stays locked until the transaction ends: numbers are given in the order of commits. */
async function nextNumber(tx: Tx, series: Series, count = 1): Promise<Numbered> {
  const year = Number(toPlainDate(tx.now).slice(0, 4));
  const [row] = await tx.db.$queryRaw<{ last: number }[]>`
    INSERT INTO numbering AS n (alliance_id, series, year, last)
    VALUES (${tx.allianceId}::uuid, ${series}, ${year}, ${count})
    ON CONFLICT (alliance_id, series, year) DO UPDATE SET last = n.last + ${count}
    RETURNING last`;
  return { year, number: row!.last };
}
