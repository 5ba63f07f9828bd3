/** Of what kind something is that changed; the triggers of migration 0043 say which table is of which. */
export const topics = [
  'tasks',
  'cases',
  'awards',
  'money',
  'vouchers',
  'welfare',
  'settlement',
  'providers',
  'offer',
  'charter',
  'organisations',
  'people',
  'rules',
  'accounts',
] as const;
export type Topic = (typeof topics)[number];

/** Read from the top: the first address that an operation's begins with says on what its answer depends. */
const dependence: readonly (readonly [address: string, topics: readonly Topic[]])[] = [
  ['/v1/tasks', ['tasks']],
  ['/v1/absences', ['tasks']],
  ['/v1/assessments/{assessmentId}/dossier', ['cases']],
  ['/v1/assessments/{assessmentId}/notes', ['cases']],
  ['/v1/assessments', ['cases', 'awards']],
  ['/v1/commission', ['cases']],
  ['/v1/decisions', ['cases']],
  ['/v1/documents', ['cases']],
  ['/v1/awards', ['awards']],
  ['/v1/waiting-list', ['awards']],
  ['/v1/orders', ['awards']],
  ['/v1/fund', ['money']],
  ['/v1/vouchers', ['vouchers']],
  ['/v1/voucher-', ['vouchers']],
  ['/v1/me/voucher-endings', ['vouchers']],
  ['/v1/private-orders', ['vouchers']],
  ['/v1/redemption', ['vouchers']],
  ['/v1/bookings', ['vouchers']],
  ['/v1/till-users', ['vouchers']],
  ['/v1/wallets', ['welfare', 'vouchers']],
  ['/v1/welfare-plans', ['welfare']],
  ['/v1/employer-invoices', ['welfare']],
  ['/v1/organisations/{organisationId}/fringe', ['welfare']],
  ['/v1/organisations/{organisationId}/prefund', ['welfare']],
  ['/v1/people/{personId}/fringe', ['welfare', 'people']],
  ['/v1/settlement/account', ['settlement']],
  ['/v1/settlement', ['settlement', 'vouchers']],
  ['/v1/provider-people', []],
  ['/v1/provider-applications', ['providers', 'charter', 'offer']],
  ['/v1/provider', ['providers', 'charter']],
  ['/v1/organisations/{organisationId}/offer', ['offer']],
  ['/v1/service-proposals', ['offer']],
  ['/v1/directory', ['offer', 'providers', 'charter', 'organisations']],
  ['/v1/charter-', ['charter']],
  ['/v1/organisations/{organisationId}/representative', ['charter']],
  ['/v1/organisations', ['organisations']],
  ['/v1/people', ['people']],
  ['/v1/households', ['people']],
  ['/v1/relations', ['people']],
  ['/v1/rule-', ['rules']],
  ['/v1/accounts', ['accounts']],
];

/** On what the answer depends that is given at this address (with its parameters in braces); nothing where only a clock says to ask again. */
export function topicsBehind(path: string): readonly Topic[] {
  return dependence.find(([address]) => path.startsWith(address))?.[1] ?? [];
}
