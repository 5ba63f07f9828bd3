/** How many units came: what a dispute found not owed did not, and may be delivered again. */
export function deliveredCount(units: readonly { readonly state: string }[]): number {
  return units.filter(({ state }) => state !== 'rejected').length;
}
