/** Fewer people, or households, than this are never told of as a group. */
export const SMALLEST_GROUP = 5;

/**
 * Which of several groups may be told beside their sum. None of fewer than five; and when those that are left out are
 * fewer than five together, the smallest other one too, for what is left out of a sum is known by subtraction.
 */
export function tellableGroups<Group extends { readonly members: number }>(
  groups: readonly Group[],
): ReadonlySet<Group> {
  const bySize = groups.filter(({ members }) => members > 0).toSorted((a, b) => a.members - b.members);
  let hidden = 0;
  let leftOut = 0;
  for (const { members } of bySize) {
    const isSmall = members < SMALLEST_GROUP;
    const tellsSmall = leftOut > 0 && leftOut < SMALLEST_GROUP;
    if (!isSmall && !tellsSmall) break;
    leftOut += members;
    hidden += 1;
  }
  const kept = new Set(bySize.slice(hidden));
  return new Set(groups.filter((group) => group.members === 0 || kept.has(group)));
}
