import { bookkeepers } from '../../frame/roles.ts';
import type { Screen } from '../../frame/screen.ts';

export const settlementScreens: readonly Screen[] = [
  {
    path: '/settlement',
    menu: 'section.settlement',
    roles: bookkeepers,
    load: () => import('./batches.tsx'),
  },
  { path: '/settlement/bank', roles: bookkeepers, load: () => import('./bank.tsx') },
  {
    path: '/settlement/invoices',
    roles: bookkeepers,
    load: () => import('./provider-invoices.tsx'),
  },
  {
    path: '/settlement/employers',
    roles: bookkeepers,
    load: () => import('./employers.tsx'),
  },
  { path: '/settlement/employers/:employerId', roles: bookkeepers, load: () => import('./employer.tsx') },
  { path: '/settlement/parties', roles: bookkeepers, load: () => import('./parties.tsx') },
  { path: '/settlement/durc/:organisationId', roles: bookkeepers, load: () => import('./durc.tsx') },
  { path: '/settlement/:batchId', roles: bookkeepers, load: () => import('./batch.tsx') },
];
