import { expect, it } from 'vitest';

/** Its module is the browser's: its types are checked with the console. */
const { withTaken } = (await import(`${'../../console/screens/my-work'}/taken-in-place.ts`)) as {
  readonly withTaken: (
    items: readonly { readonly id: string }[],
    taken: readonly { readonly at: number; readonly task: { readonly id: string } }[],
  ) => readonly { readonly id: string }[];
};

const ids = (tasks: readonly { readonly id: string }[]) => tasks.map(({ id }) => id).join('');

it('leaves what was taken where it was, once', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ id })) as [{ id: string }, { id: string }, { id: string }];
  expect(ids(withTaken([a, c], [{ at: 1, task: b }]))).toBe('abc');
  // Until the list is read again it is still there.
  expect(ids(withTaken([a, b, c], [{ at: 1, task: b }]))).toBe('abc');
  expect(ids(withTaken([], [{ at: 2, task: c }]))).toBe('c');
});
