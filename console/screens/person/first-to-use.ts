import type { Answer } from '../../client/call.ts';

type Voucher = Pick<Answer<'listVouchers'>['items'][number], 'state' | 'expiresAt' | 'number'>;

export function isGood({ state }: Pick<Voucher, 'state'>): boolean {
  return state === 'active' || state === 'held';
}

/** What can be used before what cannot, of it what lapses first, of one day by number. */
export function firstToUse(one: Voucher, other: Voucher): number {
  return (
    Number(isGood(other)) - Number(isGood(one)) ||
    one.expiresAt.localeCompare(other.expiresAt) ||
    one.number.localeCompare(other.number, 'it', { numeric: true })
  );
}
