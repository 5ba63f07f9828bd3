export interface Someone {
  readonly id: string;
  readonly name: string | null;
  readonly as: 'self' | 'relative' | 'principal';
  /** Declared as one's child. */
  readonly isChild: boolean;
}

/**
 * Of a household those whom its reader can tell apart: one whose name they may not read is still one; of several nobody
 * could tell which is which.
 */
export function tellApart(people: readonly Someone[], memberIds: readonly string[]) {
  const unnamed = memberIds.filter((memberId) => !people.some(({ id }) => id === memberId));
  const known = people.filter(({ id }) => memberIds.includes(id));
  if (unnamed.length !== 1) return { known, unnamed: unnamed.length };
  return {
    known: [...known, { id: unnamed[0]!, name: null, as: 'relative' as const, isChild: false }],
    unnamed: 0,
  };
}
