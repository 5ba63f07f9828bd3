import { useRead } from '../client/use-read.ts';
import { useSession } from '../session/session-context.ts';
import { romeToday } from '../words/format.ts';

/** The places of one's provider, as far as one sees them. */
export function usePlaces() {
  const { organisationId } = useSession().me;
  const offer = useRead(
    'getOffer',
    { params: { organisationId: organisationId ?? '' } },
    { enabled: organisationId !== null },
  );
  const places = offer.data?.places ?? [];
  return {
    places,
    /** Those at which somebody can work: that a place is closed is known ahead. */
    open: places.filter(({ closedOn }) => closedOn === null || closedOn > romeToday()),
    nameOf: (placeId: string): string | undefined => {
      const place = places.find(({ id }) => id === placeId);
      return place && `${place.name}, ${place.address}`;
    },
  };
}
