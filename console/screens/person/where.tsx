import { useQuery } from '@tanstack/react-query';
import { call } from '../../client/call.ts';

interface Place {
  readonly name: string;
  readonly address: string;
  readonly comuneIstat: string;
}

/** A place as one finds it: its name, its street and its comune. */
export function Where({ place }: { readonly place: Place }) {
  const comuni = useQuery({
    queryKey: ['listComuni'],
    queryFn: () => call('listComuni', { query: {} }),
    staleTime: Infinity,
  });
  const comune = comuni.data?.items.find(({ istatCode }) => istatCode === place.comuneIstat)?.name;
  return [place.name, place.address, ...(comune ? [comune] : [])].join(', ');
}
