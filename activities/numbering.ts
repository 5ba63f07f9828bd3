import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';

type Series = 'dossier' | 'protocol' | 'providerApplication' | 'providerComplaint';

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
  const { year, number } = await nextNumber(tx, 'dossier');
  return `FS-${year}-${String(number).padStart(6, '0')}`;
}

/** The code by which a provider's application is spoken of: "RA-2026-000123". */
export async function nextApplicationCode(tx: Tx): Promise<string> {
  const { year, number } = await nextNumber(tx, 'providerApplication');
  return `RA-${year}-${String(number).padStart(6, '0')}`;
}

/** The code by which a provider's complaint is spoken of: "RP-2026-000123". */
export async function nextComplaintCode(tx: Tx): Promise<string> {
  const { year, number } = await nextNumber(tx, 'providerComplaint');
  return `RP-${year}-${String(number).padStart(6, '0')}`;
}

/** The row of the series and year stays locked until the transaction ends: numbers are given in the order of commits. */
async function nextNumber(tx: Tx, series: Series): Promise<{ year: number; number: number }> {
  const year = Number(toPlainDate(tx.now).slice(0, 4));
  const [row] = await tx.db.$queryRaw<{ last: number }[]>`
    INSERT INTO numbering AS n (alliance_id, series, year, last)
    VALUES (${tx.allianceId}::uuid, ${series}, ${year}, 1)
    ON CONFLICT (alliance_id, series, year) DO UPDATE SET last = n.last + 1
    RETURNING last`;
  return { year, number: row!.last };
}
