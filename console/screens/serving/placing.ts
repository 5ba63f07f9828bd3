interface Place {
  readonly id: string;
  readonly name: string;
  readonly address: string;
}

/** Whoever works for one place is told which orders are its own: of several places, somebody who works for all says so. */
export function maySayPlace(
  { placeId }: { readonly placeId: string | null },
  open: readonly Place[],
): boolean {
  return placeId === null && open.length > 1;
}

/** The open places, and the one that an order is at although it has closed: it would stand there as nobody's. */
export function placeOptions(
  { placeId }: { readonly placeId: string | null },
  places: readonly Place[],
  open: readonly Place[],
): readonly { readonly value: string; readonly label: string }[] {
  return places
    .filter((place) => place.id === placeId || open.includes(place))
    .map(({ id, name, address }) => ({ value: id, label: `${name}, ${address}` }));
}
