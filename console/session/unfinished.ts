/** Where applications begun at the desk wait for whoever began them. */
export const unfinishedPlaces = { inHand: 'new-case', aside: 'new-case-aside' } as const;

/** Whether signing out would lose an application that was begun at the desk. */
export function isUnfinished(storage: Pick<Storage, 'getItem'>, accountId: string): boolean {
  const kept = (place: string): unknown => {
    const text = storage.getItem(`draft/${accountId}/${place}`);
    return text === null ? undefined : JSON.parse(text);
  };
  const inHand = kept(unfinishedPlaces.inHand) as { readonly householdId?: string } | undefined;
  const aside = kept(unfinishedPlaces.aside) as readonly unknown[] | undefined;
  return Boolean(inHand?.householdId) || (aside ?? []).length > 0;
}
