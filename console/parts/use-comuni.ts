import { useQuery } from '@tanstack/react-query';
import { call } from '../client/call.ts';

/** The territory's comuni: they do not change while somebody works. */
export function useComuni() {
  const comuni = useQuery({
    queryKey: ['listComuni'],
    queryFn: () => call('listComuni', { query: {} }),
    staleTime: Infinity,
  });
  const items = comuni.data?.items ?? [];
  return {
    items,
    reading: comuni,
    /** Elsewhere than in the territory a comune is known by its ISTAT code alone. */
    nameOf: (istatCode: string) => items.find((one) => one.istatCode === istatCode)?.name ?? istatCode,
  };
}
