/** What is written of people and not sent yet, by account and form: in no storage, and gone with the page. */
const unsent = new Map<string, Readonly<Record<string, unknown>>>();

export function unsentAt(place: string): Readonly<Record<string, unknown>> {
  return unsent.get(place) ?? {};
}

export function keepUnsent(place: string, values: Readonly<Record<string, unknown>>): void {
  unsent.set(place, values);
}

export function forgetUnsent(place: string): void {
  unsent.delete(place);
}

/** Somebody else reads this page from now on. */
export function forgetAllUnsent(): void {
  unsent.clear();
}
