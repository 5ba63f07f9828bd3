import { useWholeList } from '../client/use-whole-list.ts';

/** What a colleague’s account is called, as far as it is known; of one who has left too. */
export function useColleagueNames({ enabled = true } = {}): (accountId: string) => string | undefined {
  const accounts = useWholeList('listAccounts', { query: { disabled: 'included', limit: 200 } }, { enabled });
  return (accountId) => accounts.items?.find(({ id }) => id === accountId)?.label;
}
