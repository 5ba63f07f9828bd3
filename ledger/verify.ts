import type { Tx } from '../prisma/database.ts';

/** A row that is not as it was written, or that contradicts another. */
export interface Defect {
  readonly table: string;
  readonly ref: string;
  readonly problem: string;
}

export interface Examined {
  readonly accounts: number;
  readonly transfers: number;
  readonly postings: number;
  readonly seals: number;
  readonly sealedRows: number;
  readonly auditRows: number;
}

export interface LedgerReport {
  readonly examined: Examined;
  readonly defects: readonly Defect[];
  /** The last block of each chain: kept outside, it shows later that no chain was cut short or made anew. */
  readonly heads: readonly ChainHead[];
}

export interface ChainHead {
  readonly chain: 'ledger' | 'audit';
  readonly height: number;
  readonly hash: string;
}

/**
 * Recomputes every balance and every hash of the alliance's ledger and audit trail, seeing only what the
 * application may see, and compares each voucher with its account. Money without a single transfer to examine is itself a defect.
 *
 * @param anchors heads of the chains as an earlier report gave them
 */
export async function verifyLedger(tx: Tx, anchors: readonly ChainHead[] = []): Promise<LedgerReport> {
  const found = await tx.db.$queryRaw<Defect[]>`
    SELECT table_name AS "table", row_ref AS ref, problem FROM ledger.verify()
    UNION ALL
    SELECT table_name, row_ref, problem FROM public.audit_verify()
    ORDER BY 1, 2, 3`;
  const { hasMoney, ...examined } = await examine(tx);
  const nothingSeen = hasMoney && examined.transfers === 0 ? [unseen] : [];
  const heads = await chainHeads(tx);
  const defects = [
    ...found,
    ...nothingSeen,
    ...(await contradictedVouchers(tx)),
    ...(await overchargedWallets(tx)),
    ...(await brokenAnchors(tx, anchors)),
  ];
  return { examined, heads, defects };
}

/**
 * A voucher's row turns losers away cheaply; what it says is left must be what its account has. Of one that ended all
 * that it was issued for was spent, went where its rule says, or was refunded later and is another voucher.
 */
function contradictedVouchers(tx: Tx): Promise<Defect[]> {
  return tx.db.$queryRaw<Defect[]>`
    SELECT 'voucher' AS "table", number AS ref,
           'says that ' || says || ' cents are left, and the ledger ' || has AS problem
      FROM (SELECT v.number,
                   CASE WHEN v.state IN ('active', 'held') THEN v.nominal_cents - v.spent_cents ELSE 0 END AS says,
                   coalesce(a.credit_posted_cents - a.debit_posted_cents, 0) AS has
              FROM voucher v
              LEFT JOIN ledger.account a
                ON a.alliance_id = v.alliance_id AND a.kind = 'voucher_liability' AND a.owner_ref = v.id::text AND a.shard = 0
           ) AS each_voucher
     WHERE says <> has
    UNION ALL
    SELECT 'voucher', number, 'was issued for ' || nominal_cents || ' cents, and ' || told || ' were spent, returned or restored'
      FROM (SELECT v.number, v.nominal_cents,
                   v.spent_cents + v.residual_cents + coalesce(sum(restored.nominal_cents), 0) AS told
              FROM voucher v
              LEFT JOIN voucher restored ON restored.alliance_id = v.alliance_id AND restored.restored_from = v.id
             WHERE v.residual_cents IS NOT NULL GROUP BY v.id) AS ended
     WHERE nominal_cents <> told
     ORDER BY 2`;
}

/** What a wallet says was charged with the employer's contribution is part of what the ledger has in it. */
function overchargedWallets(tx: Tx): Promise<Defect[]> {
  return tx.db.$queryRaw<Defect[]>`
    SELECT 'wallet' AS "table", w.id::text AS ref,
           'says that ' || w.charged_cents || ' cents of it were charged, and the ledger has ' || has AS problem
      FROM (SELECT w.id, w.charged_cents, coalesce(a.credit_posted_cents - a.debit_posted_cents, 0) AS has
              FROM wallet w
              LEFT JOIN ledger.account a
                ON a.alliance_id = w.alliance_id AND a.kind = 'employee_wallet' AND a.owner_ref = w.id::text AND a.shard = 0
             WHERE w.charged_cents > 0) AS w
     WHERE w.charged_cents > has ORDER BY w.id`;
}

const unseen: Defect = {
  table: 'transfer',
  ref: 'all',
  problem: 'there is money, and no transfer to examine',
};

async function examine(tx: Tx): Promise<Examined & { hasMoney: boolean }> {
  const rows = await tx.db.$queryRaw<(Examined & { hasMoney: boolean })[]>`
    SELECT accounts::int, transfers::int, postings::int, seals::int, sealed_rows::int AS "sealedRows",
           has_money AS "hasMoney", (SELECT count(*)::int FROM public.audit) AS "auditRows"
      FROM ledger.examined()`;
  return rows[0]!;
}

async function chainHeads(tx: Tx): Promise<ChainHead[]> {
  return tx.db.$queryRaw<ChainHead[]>`
    SELECT chain, height::int, encode(hash, 'hex') AS hash FROM ledger.seal_head ORDER BY chain`;
}

async function brokenAnchors(tx: Tx, anchors: readonly ChainHead[]): Promise<Defect[]> {
  const hashes = anchors.map(({ hash }) => hash);
  const standing = await tx.db.$queryRaw<ChainHead[]>`
    SELECT chain, height::int, encode(hash, 'hex') AS hash FROM ledger.seal
     WHERE encode(hash, 'hex') = ANY (${hashes}::text[])`;
  return anchors
    .filter((anchor) => !standing.some(({ chain, hash }) => chain === anchor.chain && hash === anchor.hash))
    .map(({ chain, height }) => ({
      table: 'seal',
      ref: `${chain}/${height}`,
      problem: 'is not the block that was noted outside',
    }));
}
