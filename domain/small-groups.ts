/** Fewer people, or households, than this are never told of as a group. */
export const SMALLEST_GROUP = 5;

/**
 * Which of several groups may be told beside their sum. None of fewer than five; and as what is left out of a sum is
 * known by subtraction, at least two are left out that are five together, the smallest others with the small ones. When
 * all of them are too few for that, none is told, an empty one neither: it would say whose all of it is.
 */
export function tellableGroups<Group extends { readonly members: number }>(
  groups: readonly Group[],
): ReadonlySet<Group> {
  const bySize = groups.filter(({ members }) => members > 0).toSorted((a, b) => a.members - b.members);
  let hidden = 0;
  let leftOut = 0;
  const tellsSmall = () => hidden > 0 && (hidden < 2 || leftOut < SMALLEST_GROUP);
  for (const { members } of bySize) {
    const isSmall = members < SMALLEST_GROUP;
    if (!isSmall && !tellsSmall()) break;
    leftOut += members;
    hidden += 1;
  }
  if (tellsSmall()) return new Set();
  const kept = new Set(bySize.slice(hidden));
  return new Set(groups.filter((group) => group.members === 0 || kept.has(group)));
}
