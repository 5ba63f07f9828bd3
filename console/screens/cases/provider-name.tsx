import { useRead } from '../../client/use-read.ts';

export function ProviderName({ id }: { readonly id: string }) {
  const provider = useRead('getOrganisation', { params: { organisationId: id } });
  return provider.data?.name ?? '…';
}
