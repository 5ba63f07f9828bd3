import { z } from 'zod';
import type { AccountName } from '../ledger/accounts.ts';
import { movements, type MovementsWanted } from '../ledger/balances.ts';
import type { Tx } from '../prisma/database.ts';
import { movement, shownMovement } from './fund-schema.ts';

export const movementQuery = z.strictObject({
  cursor: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const movementPage = z.strictObject({ items: z.array(movement), nextCursor: z.int().nullable() });

/** The first and the last day of what is wanted. */
export type Period = Pick<MovementsWanted, 'from' | 'until'>;

/** One page of an account's entries, newest first. */
export async function shownMovements(
  tx: Tx,
  account: AccountName,
  { cursor, limit, ...period }: z.output<typeof movementQuery> & Period,
): Promise<z.input<typeof movementPage>> {
  const rows = await movements(tx, account, { ...period, before: cursor, limit: limit + 1 });
  const items = rows.slice(0, limit);
  return {
    items: items.map(shownMovement),
    nextCursor: rows.length > limit ? items.at(-1)!.version : null,
  };
}
