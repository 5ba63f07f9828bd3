import type { Me } from '../session/session-context.ts';

/** For what part of its provider somebody works; nobody else's screens are narrower than their role. */
export const duties = {
  allPlaces: ({ placeId }: Pick<Me, 'placeId'>) => placeId === null,
  responsible: ({ responsible }: Pick<Me, 'responsible'>) => responsible,
} as const;

export type Duty = keyof typeof duties;
