/** What moves the accounts of the Fund, by the ledger's own names; anything else is told as another entry. */
export const movementKinds = [
  'contribution_pledged',
  'contribution_collected',
  'contribution_received',
  'redemption_collected',
  'fund_hold',
  'award_approved',
  'hold_released',
  'award_released',
  'voucher_captured',
  'voucher_refunded',
  'voucher_expired',
  'voucher_voided',
  'wallet_emptied',
  'reversal',
] as const;

export type MovementKind = (typeof movementKinds)[number] | 'other';
