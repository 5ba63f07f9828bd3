import { expect, it } from 'vitest';
import { isUnfinished } from '../../console/session/unfinished.ts';

interface Draft {
  readonly householdId: string;
  readonly beneficiaryId: string;
  readonly needs: readonly object[];
}
interface Drafts {
  readonly draft: Draft;
  readonly aside: readonly Draft[];
}

/** Their modules are the browser's: their types are checked with the console. */
const folder = '../../console/screens/cases';
const { emptyDraft, emptyNeed } = (await import(`${folder}/draft.ts`)) as {
  readonly emptyDraft: Draft;
  readonly emptyNeed: object;
};
const { beginFor, drop, resume } = (await import(`${folder}/drafts.ts`)) as {
  readonly beginFor: (drafts: Drafts, whom: { personId: string; householdId: string }) => Drafts;
  readonly drop: (drafts: Drafts, householdId: string) => Drafts;
  readonly resume: (drafts: Drafts, householdId: string) => Drafts;
};

const francesca = {
  ...emptyDraft,
  householdId: 'F',
  beneficiaryId: 'francesca',
  applicantId: 'francesca',
  needs: [{ ...emptyNeed, description: 'nido' }],
};
const none = { draft: emptyDraft, aside: [] };
const nicola = { personId: 'nicola', householdId: 'N' };

it('beginning for somebody else puts what was begun aside, and starts from nothing', () => {
  const { draft, aside } = beginFor({ draft: francesca, aside: [] }, nicola);
  expect(draft).toEqual({ ...emptyDraft, householdId: 'N', beneficiaryId: 'nicola' });
  expect(aside).toEqual([francesca]);
  expect(beginFor(none, nicola).aside).toEqual([]);
});

it('what was put aside is gone on with, whether it is taken up or its household is searched again', () => {
  const two = beginFor({ draft: francesca, aside: [] }, nicola);
  expect(resume(two, 'F')).toEqual({ draft: francesca, aside: [two.draft] });
  expect(beginFor(two, { personId: 'francesca', householdId: 'F' })).toEqual(resume(two, 'F'));
  expect(beginFor(two, { personId: 'emma', householdId: 'F' }).draft).toMatchObject({
    beneficiaryId: 'emma',
    applicantId: '',
    needs: francesca.needs,
  });
  expect(resume(two, 'unknown')).toEqual(two);
});

it('what is dropped is gone, and nothing else', () => {
  const two = beginFor({ draft: francesca, aside: [] }, nicola);
  expect(drop(two, 'F')).toEqual({ draft: two.draft, aside: [] });
  expect(drop(two, 'N')).toEqual(two);
});

it('signing out loses what was begun, in hand or put aside, of this account alone', () => {
  const holding = (kept: Record<string, unknown>) =>
    isUnfinished({ getItem: (place) => (place in kept ? JSON.stringify(kept[place]) : null) }, 'me');
  expect(holding({ 'draft/me/new-case': francesca })).toBe(true);
  expect(holding({ 'draft/me/new-case': emptyDraft, 'draft/me/new-case-aside': [francesca] })).toBe(true);
  expect(holding({ 'draft/me/new-case': emptyDraft, 'draft/me/new-case-aside': [] })).toBe(false);
  expect(holding({ 'draft/somebody/new-case': francesca })).toBe(false);
});
