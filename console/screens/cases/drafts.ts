import { emptyDraft, type CaseDraft } from './draft.ts';

/** Applications begun at the desk: the one in hand, and one a household of those that were put aside for it. */
export interface Drafts {
  readonly draft: CaseDraft;
  readonly aside: readonly CaseDraft[];
}

/** Begins one for somebody, or goes on with what was begun for their household: nothing that was answered is lost. */
export function beginFor(
  { draft, aside }: Drafts,
  { personId, householdId }: { readonly personId: string; readonly householdId: string },
): Drafts {
  const kept = [draft, ...aside].find((one) => one.householdId === householdId);
  const begun = kept ?? { ...emptyDraft, reason: draft.reason, householdId };
  // Whoever files for one person does not for another.
  const filer = begun.beneficiaryId === personId ? {} : { applicantId: '', relationId: '' };
  return {
    draft: { ...begun, ...filer, beneficiaryId: personId },
    aside: begunIn({ draft, aside }).filter((one) => one.householdId !== householdId),
  };
}

export function resume(drafts: Drafts, householdId: string): Drafts {
  const wanted = drafts.aside.find((one) => one.householdId === householdId);
  if (!wanted) return drafts;
  return { draft: wanted, aside: begunIn(drafts).filter((one) => one !== wanted) };
}

export function drop({ draft, aside }: Drafts, householdId: string): Drafts {
  return { draft, aside: aside.filter((one) => one.householdId !== householdId) };
}

function begunIn({ draft, aside }: Drafts): readonly CaseDraft[] {
  return draft.householdId ? [draft, ...aside] : aside;
}
