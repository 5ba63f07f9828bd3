import type { Prisma } from '../prisma/generated/client.ts';

/** The chart: assets grow by debit, everything after `suspense` by credit (docs/ledger.md). */
export type AccountKind =
  | 'bank_cash'
  | 'employer_receivable'
  | 'provider_receivable'
  | 'fund_clawback'
  | 'suspense'
  | 'employer_prefund'
  | 'employee_wallet'
  | 'voucher_liability'
  | 'voucher_breakage'
  | 'fund_pledged'
  | 'fund_solidarity'
  | 'fund_reserve'
  | 'beneficiary_payable'
  | 'provider_payable'
  | 'inps_payable'
  | 'tax_payable'
  | 'platform_fee';

/** An account by what it is and whose: `ownerRef` is a row's id or a pseudonym, never a name. */
export interface AccountName {
  readonly kind: AccountKind;
  readonly ownerRef: string;
}

/** The segregated bank account that all money of the alliance passes. */
export const bankCash: AccountName = { kind: 'bank_cash', ownerRef: 'alliance' };
/** Bank lines nobody could explain yet: the one account that may stand on either side of zero. */
export const suspense: AccountName = { kind: 'suspense', ownerRef: 'alliance' };
/** Promised, not yet confirmed by the bank: it never pays anything out. */
export const fundPledged: AccountName = { kind: 'fund_pledged', ownerRef: 'fund' };
/** Collected: what the Fund can hold for awards. */
export const fundSolidarity: AccountName = { kind: 'fund_solidarity', ownerRef: 'fund' };
/** A tenth of everything collected, kept apart. */
export const fundReserve: AccountName = { kind: 'fund_reserve', ownerRef: 'fund' };

/** What the Fund has set aside for one award. */
export const beneficiaryPayable = (awardId: string): AccountName => ({
  kind: 'beneficiary_payable',
  ownerRef: awardId,
});
/** What is owed to a provider for units delivered. */
export const providerPayable = (organisationId: string): AccountName => ({
  kind: 'provider_payable',
  ownerRef: organisationId,
});
/** What of a provider's earnings is owed to INPS instead, for its debt. */
export const inpsPayable = (organisationId: string): AccountName => ({
  kind: 'inps_payable',
  ownerRef: organisationId,
});
/** What an employer or a provider has pledged and not yet paid. */
export const receivableFrom = (source: 'employer' | 'provider', organisationId: string): AccountName => ({
  kind: `${source}_receivable`,
  ownerRef: organisationId,
});

/** What an employer has paid in and not yet given to its people. */
export const employerPrefund = (organisationId: string): AccountName => ({
  kind: 'employer_prefund',
  ownerRef: organisationId,
});
/** An employee's credit of one plan. */
export const employeeWallet = (walletId: string): AccountName => ({
  kind: 'employee_wallet',
  ownerRef: walletId,
});
/** What one voucher is still good for. */
export const voucherLiability = (voucherId: string): AccountName => ({
  kind: 'voucher_liability',
  ownerRef: voucherId,
});
/** What a provider gave back after it was paid: netted against what it is paid next. */
export const providerReceivable = (organisationId: string): AccountName =>
  receivableFrom('provider', organisationId);
/** What the Fund gave back of a contribution it had collected: netted against that provider's next ones. */
export const fundClawback = (organisationId: string): AccountName => ({
  kind: 'fund_clawback',
  ownerRef: organisationId,
});

/** Opens the accounts that are not open yet; opening again does nothing. */
export async function openAccounts(
  tx: { readonly db: Prisma.TransactionClient },
  names: readonly AccountName[],
): Promise<void> {
  const { kinds, ownerRefs } = columns(names);
  await tx.db.$queryRaw`
    SELECT count(ledger.open_account(kind::ledger.account_kind, owner_ref))
      FROM unnest(${kinds}::text[], ${ownerRefs}::text[]) AS name (kind, owner_ref)`;
}

/** The names as SQL takes them, in one order for everybody, so that no two transactions open them crosswise. */
export function columns(names: readonly AccountName[]): { kinds: string[]; ownerRefs: string[] } {
  const sorted = names.toSorted(byName);
  return { kinds: sorted.map(({ kind }) => kind), ownerRefs: sorted.map(({ ownerRef }) => ownerRef) };
}

export function byName(a: AccountName, b: AccountName): number {
  return compare(a.kind, b.kind) || compare(a.ownerRef, b.ownerRef);
}

export function sameAccount(a: AccountName, b: AccountName): boolean {
  return byName(a, b) === 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
