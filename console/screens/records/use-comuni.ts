import { useRead } from '../../client/use-read.ts';

/** The comuni of the territory by name, for a choice and for saying a code. */
export function useComuni() {
  const comuni = useRead('listComuni', {}, { once: true });
  const items = comuni.data?.items ?? [];
  return {
    items,
    nameOf: (istatCode: string | null) =>
      items.find((one) => one.istatCode === istatCode)?.name ?? istatCode ?? '–',
  };
}
