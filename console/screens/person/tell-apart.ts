export interface Someone {
  readonly id: string;
  readonly name: string | null;
  /** What they are to the reader; the other one of a household, where that tells who it is. */
  readonly as: 'self' | 'relative' | 'principal' | 'other';
  /** Declared as one's child. */
  readonly isChild: boolean;
}

/** Somebody of the household of whom forms may speak, in the order of their age. */
export interface Member {
  readonly personId: string;
  readonly isAdult: boolean | null;
}

/** What can be said of somebody whose name the reader may not read: of age or not, and which of how many by age. */
export interface Nameless {
  readonly personId: string;
  readonly age: 'adult' | 'minor' | 'unknown';
  readonly number: number;
  readonly of: number;
}

/** Those whose name the reader may not read, the oldest first, as they came. */
export function namelessOf(people: readonly Someone[], members: readonly Member[]): readonly Nameless[] {
  const nameless = members.filter(({ personId }) => !people.some(({ id, name }) => id === personId && name));
  return nameless.map(({ personId, isAdult }, index) => ({
    personId,
    age: isAdult === null ? 'unknown' : isAdult ? 'adult' : 'minor',
    number: index + 1,
    of: nameless.length,
  }));
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
    known: [...known, { id: unnamed[0]!, name: null, as: 'other' as const, isChild: false }],
    unnamed: 0,
  };
}
