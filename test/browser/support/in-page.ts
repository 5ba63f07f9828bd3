/**
 * Something done within the page, with an element of it. It is written as text, for its types are not of this side, and
 * is a function for the sake of its text: only functions are handed the element.
 */
export function inPage<Answer>(code: string): (element: unknown) => Answer {
  const unread = (): Answer => {
    throw new Error('Only a page does this.');
  };
  return Object.assign(unread, { toString: () => code });
}
