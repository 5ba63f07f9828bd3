import { z } from 'zod';
import { day } from '../domain/day-input.ts';

/** Building blocks of requests and replies; unknown fields are refused everywhere (`strictObject`). */
export const id = z.uuid().meta({ description: 'Identifier (UUID)' });
export const plainDate = day.meta({
  format: 'date',
  description: 'Civil date in Europe/Rome, YYYY-MM-DD',
});
export const instant = z.iso
  .datetime({ abort: true })
  .regex(/^(19|20|21)/)
  .meta({ description: 'Instant in UTC, of 1900 to 2199' });
export const amountCents = z.int().min(0).max(1_000_000_000).meta({ description: 'Integer euro cents' });
export const positiveCents = z
  .int()
  .min(1)
  .max(1_000_000_000)
  .meta({ description: 'Integer euro cents, at least one' });
export const istatCode = z
  .string()
  .regex(/^\d{6}$/, { error: 'istatCode' })
  .meta({ description: 'ISTAT code of a comune' });

/** An address that mail servers take: 64 characters before the @ at most, 254 in all (RFC 5321). */
export const emailAddress = z
  .email({ abort: true })
  .max(254)
  .regex(/^.{1,64}@/);

/** Text people write: no control characters that neither a page nor a database can hold. */
export const line = (max = 200) => z.string().trim().min(1).max(max);
export const prose = (max = 4000) => z.string().trim().min(1).max(max);

export const cursorQuery = z.strictObject({
  cursor: z.uuid().optional().meta({ description: 'Identifier of the last item of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Of a list in which what was last is looked for as often as what waits longest. */
export const orderedQuery = cursorQuery.extend({
  order: z.enum(['oldestFirst', 'newestFirst']).default('oldestFirst'),
});

/** Of a list that somebody looks through by name. */
export const namedQuery = cursorQuery.extend({
  order: z.enum(['oldestFirst', 'byName']).default('oldestFirst'),
});

export function page<T extends z.ZodType>(item: T) {
  return z.strictObject({ items: z.array(item), nextCursor: z.uuid().nullable() });
}

/** Cuts one row more than asked into a page and its cursor. */
export function asPage<T extends { readonly id: string }>(
  rows: readonly T[],
  limit: number,
): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? items.at(-1)!.id : null };
}

/** Prisma arguments for the page after `cursor`, newest identifiers last unless asked for first. */
export function pageArguments(query: {
  cursor?: string | undefined;
  limit: number;
  order?: 'oldestFirst' | 'newestFirst';
}) {
  return {
    take: query.limit + 1,
    orderBy: { id: query.order === 'newestFirst' ? ('desc' as const) : ('asc' as const) },
    ...(query.cursor ? { cursor: { id: query.cursor }, skip: 1 } : {}),
  };
}

/** The same of what has a name: by that name when asked to, the older first of two of one name. */
export function namedArguments<Name extends 'name' | 'label'>(
  query: z.output<typeof namedQuery>,
  name: Name,
) {
  const { order, ...paging } = query;
  const byName = order === 'byName' ? [{ [name]: 'asc' } as { readonly [field in Name]: 'asc' }] : [];
  return { ...pageArguments(paging), orderBy: [...byName, { id: 'asc' as const }] };
}
