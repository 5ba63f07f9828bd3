import { useRead } from '../client/use-read.ts';

/** The name of an organisation that is known by its reference. */
export function OrganisationName({ id }: { readonly id: string }) {
  const organisation = useRead('getOrganisation', { params: { organisationId: id } });
  return organisation.data?.name ?? '…';
}
