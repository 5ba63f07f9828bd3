/** Where a JSON pointer leads in the text of a document: the first and last offset of the value, if it is there. */
export function placeInJson(
  text: string,
  pointer: string,
): { readonly from: number; readonly to: number } | undefined {
  const wanted = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  let at = 0;
  let found: { from: number; to: number } | undefined;
  const space = () => {
    while (/\s/.test(text.charAt(at))) at += 1;
  };
  const string = (): string => {
    const from = at;
    at += 1;
    while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    at += 1;
    return JSON.parse(text.slice(from, at)) as string;
  };
  const members = (close: string, keyOf: (index: number) => string, path: readonly string[]) => {
    at += 1;
    for (let index = 0; ; index += 1) {
      space();
      if (text[at] === close || at >= text.length) break;
      const key = keyOf(index);
      value([...path, key]);
      space();
      if (text[at] === ',') at += 1;
      else break;
    }
    at += 1;
  };
  const value = (path: readonly string[]) => {
    space();
    const from = at;
    if (text[at] === '{')
      members(
        '}',
        () => {
          const key = string();
          space();
          at += 1;
          return key;
        },
        path,
      );
    else if (text[at] === '[') members(']', (index) => String(index), path);
    else if (text[at] === '"') string();
    else while (at < text.length && !/[\s,\]}]/.test(text.charAt(at))) at += 1;
    const isOnTheWay = path.every((part, index) => part === wanted[index]) && path.length <= wanted.length;
    // The nearest that is there: what is missing is marked where it should stand.
    if (isOnTheWay && (!found || path.length > deepest)) [found, deepest] = [{ from, to: at }, path.length];
  };
  let deepest = -1;
  try {
    value([]);
  } catch {
    return undefined;
  }
  return found;
}
