import { useRead } from '../client/use-read.ts';

/** Whom a reference means; a name does not change while somebody reads it. */
export function OrganisationName({ id }: { readonly id: string }) {
  return useOrganisationName(id);
}

export function useOrganisationName(id: string): string {
  const organisation = useRead('getOrganisation', { params: { organisationId: id } }, { lasting: true });
  return organisation.data?.name ?? '…';
}
