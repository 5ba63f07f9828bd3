/** A tax code or an IBAN as it is sent: printed in groups, typed in small letters, it is one word in capitals. */
export function bare(typed: string): string {
  return typed.replaceAll(/\s/g, '').toUpperCase();
}
