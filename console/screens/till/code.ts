const length = 12;

/** What is typed, in the groups in which it is printed: blanks, dashes and small letters are as good. */
export function asPrinted(typed: string): string {
  return bare(typed)
    .slice(0, length)
    .replaceAll(/(.{4})(?=.)/g, '$1-');
}

/** How many signs are still to be typed. */
export function signsMissing(typed: string): number {
  return Math.max(0, length - bare(typed).length);
}

function bare(typed: string): string {
  return typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
}
