import { useWholeList } from '../../client/use-whole-list.ts';

/** Every plan that an employer has or had, whatever its state. */
export function usePlansOf(employerId: string) {
  const reading = useWholeList('listWelfarePlans', { query: { limit: 200 } });
  return { plans: reading.items?.filter(({ organisationId }) => organisationId === employerId), reading };
}
